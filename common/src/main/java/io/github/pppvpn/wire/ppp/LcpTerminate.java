package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Terminate-Request or Terminate-Ack (RFC 1661 section 5.5).
 *
 * @param code 5 or 6
 * @param data whatever the sender likes; pppd puts a sentence here, and logs that of the peer
 */
public record LcpTerminate(int code, int identifier, Octets data) implements LcpPacket {
  public LcpTerminate {
    if (code != LcpCode.TERMINATE_REQUEST && code != LcpCode.TERMINATE_ACK) {
      throw new IllegalArgumentException("no Terminate packet has the code " + code);
    }
    Unsigned.check8("Identifier", identifier);
    LcpOther.checkLength(data.length());
  }

  /** A Terminate-Request. */
  public static LcpTerminate request(int identifier, String text) {
    return new LcpTerminate(LcpCode.TERMINATE_REQUEST, identifier, Octets.ofText(text));
  }

  /** A Terminate-Ack. */
  public static LcpTerminate ack(int identifier) {
    return new LcpTerminate(LcpCode.TERMINATE_ACK, identifier, Octets.EMPTY);
  }

  @Override
  public int dataLength() {
    return data.length();
  }

  @Override
  public void putData(ByteBuffer out) {
    data.putInto(out);
  }
}
