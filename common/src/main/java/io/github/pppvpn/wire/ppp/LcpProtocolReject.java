package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Protocol-Reject (RFC 1661 section 5.7): the sender does not speak the protocol of a frame.
 *
 * @param rejectedProtocol 0 to 65535, as it came
 * @param rejectedInformation that frame's Information field, maybe cut
 */
public record LcpProtocolReject(int identifier, int rejectedProtocol, Octets rejectedInformation)
    implements LcpPacket {
  public LcpProtocolReject {
    Unsigned.check8("Identifier", identifier);
    Unsigned.check16("Rejected-Protocol", rejectedProtocol);
    LcpOther.checkLength(2 + rejectedInformation.length());
  }

  @Override
  public int code() {
    return LcpCode.PROTOCOL_REJECT;
  }

  @Override
  public int dataLength() {
    return 2 + rejectedInformation.length();
  }

  @Override
  public void putData(ByteBuffer out) {
    out.putShort((short) rejectedProtocol);
    rejectedInformation.putInto(out);
  }
}
