package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * A packet of a code without a meaning here, as it came: Identification and Time-Remaining (RFC
 * 1570), whose data begins with the sender's Magic-Number, and every code beyond RFC 1661.
 *
 * @param code 0 or 12 to 255
 */
public record LcpOther(int code, int identifier, Octets data) implements LcpPacket {
  public LcpOther {
    Unsigned.check8("Code", code);
    if (code >= LcpCode.CONFIGURE_REQUEST && code <= LcpCode.DISCARD_REQUEST) {
      throw new IllegalArgumentException(LcpCode.name(code) + " has a record of its own");
    }
    Unsigned.check8("Identifier", identifier);
    checkLength(data.length());
  }

  static void checkLength(int dataLength) {
    if (dataLength > MAX_DATA_LENGTH) {
      throw new IllegalArgumentException(
          "an LCP packet holds " + MAX_DATA_LENGTH + " bytes, not " + dataLength);
    }
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
