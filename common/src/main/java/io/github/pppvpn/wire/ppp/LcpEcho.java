package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Echo-Request, Echo-Reply or Discard-Request (RFC 1661 sections 5.8 and 5.9).
 *
 * @param code 9 to 11
 * @param magicNumber of the sender, 0 where none was agreed upon; 0 to 4294967295
 * @param data whatever the sender likes; a reply repeats it
 */
public record LcpEcho(int code, int identifier, long magicNumber, Octets data)
    implements LcpPacket {
  public LcpEcho {
    if (code < LcpCode.ECHO_REQUEST || code > LcpCode.DISCARD_REQUEST) {
      throw new IllegalArgumentException("no Echo or Discard packet has the code " + code);
    }
    Unsigned.check8("Identifier", identifier);
    Unsigned.check32("Magic-Number", magicNumber);
    LcpOther.checkLength(4 + data.length());
  }

  /** An Echo-Request. */
  public static LcpEcho request(int identifier, long magicNumber, Octets data) {
    return new LcpEcho(LcpCode.ECHO_REQUEST, identifier, magicNumber, data);
  }

  /** An Echo-Reply. */
  public static LcpEcho reply(int identifier, long magicNumber, Octets data) {
    return new LcpEcho(LcpCode.ECHO_REPLY, identifier, magicNumber, data);
  }

  @Override
  public int dataLength() {
    return 4 + data.length();
  }

  @Override
  public void putData(ByteBuffer out) {
    out.putInt((int) magicNumber);
    data.putInto(out);
  }
}
