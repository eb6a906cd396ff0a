package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Q.931 Cause Code (RFC 2661 section 4.4.2), of the line behind a LAC.
 *
 * @param causeCode 0 to 65535
 * @param causeMessage the ITU's Q.931 message type, 0 to 255
 * @param advisory words, maybe none
 */
public record CauseCode(int causeCode, int causeMessage, String advisory) implements AvpValue {
  public CauseCode {
    Unsigned.check16("Cause Code", causeCode);
    Unsigned.check8("Cause Msg", causeMessage);
    if (3 + Octets.ofText(advisory).length() > L2tp.MAX_AVP_VALUE_LENGTH) {
      throw new IllegalArgumentException("no Advisory Msg has " + advisory.length() + " octets");
    }
  }

  @Override
  public int length() {
    return 3 + advisory.length();
  }

  @Override
  public void put(ByteBuffer out) {
    out.putShort((short) causeCode);
    out.put((byte) causeMessage);
    Octets.ofText(advisory).putInto(out);
  }
}
