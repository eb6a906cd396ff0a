package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Code-Reject (RFC 1661 section 5.6): the sender does not know the code of a packet.
 *
 * @param rejectedPacket that packet from its code on, maybe cut
 */
public record LcpCodeReject(int identifier, Octets rejectedPacket) implements LcpPacket {
  public LcpCodeReject {
    Unsigned.check8("Identifier", identifier);
    LcpOther.checkLength(rejectedPacket.length());
  }

  @Override
  public int code() {
    return LcpCode.CODE_REJECT;
  }

  @Override
  public int dataLength() {
    return rejectedPacket.length();
  }

  @Override
  public void putData(ByteBuffer out) {
    rejectedPacket.putInto(out);
  }
}
