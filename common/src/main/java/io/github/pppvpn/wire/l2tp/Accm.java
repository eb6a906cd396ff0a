package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * ACCM (RFC 2661 section 4.4.6): the control characters to be escaped on a LAC's line.
 *
 * @param send a bit for each of the characters 0 to 31, outgoing
 * @param receive the same, incoming
 */
public record Accm(long send, long receive) implements AvpValue {
  public Accm {
    Unsigned.check32("Send ACCM", send);
    Unsigned.check32("Receive ACCM", receive);
  }

  @Override
  public int length() {
    return 10;
  }

  @Override
  public void put(ByteBuffer out) {
    out.putShort((short) 0);
    out.putInt((int) send);
    out.putInt((int) receive);
  }
}
