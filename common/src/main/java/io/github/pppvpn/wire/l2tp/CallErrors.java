package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;

/**
 * Call Errors (RFC 2661 section 4.4.6), of a LAC's line since the call began.
 *
 * @param crcErrors PPP frames with a wrong checksum
 * @param framingErrors PPP frames that were none
 * @param hardwareOverruns of the receiver
 * @param bufferOverruns of the receiver
 * @param timeOutErrors of the line
 * @param alignmentErrors of the line
 */
public record CallErrors(
    long crcErrors,
    long framingErrors,
    long hardwareOverruns,
    long bufferOverruns,
    long timeOutErrors,
    long alignmentErrors)
    implements AvpValue {
  public CallErrors {
    Unsigned.check32("CRC Errors", crcErrors);
    Unsigned.check32("Framing Errors", framingErrors);
    Unsigned.check32("Hardware Overruns", hardwareOverruns);
    Unsigned.check32("Buffer Overruns", bufferOverruns);
    Unsigned.check32("Time-out Errors", timeOutErrors);
    Unsigned.check32("Alignment Errors", alignmentErrors);
  }

  @Override
  public int length() {
    return 26;
  }

  @Override
  public void put(ByteBuffer out) {
    out.putShort((short) 0);
    out.putInt((int) crcErrors);
    out.putInt((int) framingErrors);
    out.putInt((int) hardwareOverruns);
    out.putInt((int) bufferOverruns);
    out.putInt((int) timeOutErrors);
    out.putInt((int) alignmentErrors);
  }
}
