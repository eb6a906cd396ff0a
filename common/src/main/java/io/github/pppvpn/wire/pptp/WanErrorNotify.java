package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * WAN-Error-Notify (RFC 2637 section 2.14). A PAC reports errors on its WAN interface; counters
 * since the call began.
 *
 * @param peersCallId the PNS's Call ID
 * @param crcErrors PPP frames with a CRC error
 * @param framingErrors improperly framed PPP packets
 * @param hardwareOverruns receive buffer overruns
 * @param bufferOverruns buffer overruns detected
 * @param timeOutErrors time-outs
 * @param alignmentErrors alignment errors
 */
public record WanErrorNotify(
    int peersCallId,
    long crcErrors,
    long framingErrors,
    long hardwareOverruns,
    long bufferOverruns,
    long timeOutErrors,
    long alignmentErrors)
    implements ControlMessage {

  public WanErrorNotify {
    Unsigned.check16("Peer's Call ID", peersCallId);
    Unsigned.check32("CRC Errors", crcErrors);
    Unsigned.check32("Framing Errors", framingErrors);
    Unsigned.check32("Hardware Overruns", hardwareOverruns);
    Unsigned.check32("Buffer Overruns", bufferOverruns);
    Unsigned.check32("Time-out Errors", timeOutErrors);
    Unsigned.check32("Alignment Errors", alignmentErrors);
  }

  static WanErrorNotify read(WireReader in) throws MalformedMessageException {
    int peersCallId = in.u16();
    in.skip(2);
    long crcErrors = in.u32();
    long framingErrors = in.u32();
    long hardwareOverruns = in.u32();
    long bufferOverruns = in.u32();
    long timeOutErrors = in.u32();
    long alignmentErrors = in.u32();
    return new WanErrorNotify(
        peersCallId,
        crcErrors,
        framingErrors,
        hardwareOverruns,
        bufferOverruns,
        timeOutErrors,
        alignmentErrors);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.WAN_ERROR_NOTIFY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) peersCallId);
    out.putShort((short) 0);
    out.putInt((int) crcErrors);
    out.putInt((int) framingErrors);
    out.putInt((int) hardwareOverruns);
    out.putInt((int) bufferOverruns);
    out.putInt((int) timeOutErrors);
    out.putInt((int) alignmentErrors);
  }
}
