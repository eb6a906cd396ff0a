package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Outgoing-Call-Reply (RFC 2637 section 2.8). A PAC (in a VPN: the server) answers an
 * Outgoing-Call-Request.
 *
 * @param callId the PAC's: what goes into the GRE headers sent to it; pptpd's first is 0
 * @param peersCallId the Call ID of the request
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 * @param causeCode further failure information, of the line
 * @param connectSpeed bits per second
 * @param packetRecvWindowSize GRE packets the PAC will buffer
 * @param packetProcessingDelay of the PAC, tenths of a second
 * @param physicalChannelId set by the PAC, for logs
 */
public record OutgoingCallReply(
    int callId,
    int peersCallId,
    int resultCode,
    int errorCode,
    int causeCode,
    long connectSpeed,
    int packetRecvWindowSize,
    int packetProcessingDelay,
    long physicalChannelId)
    implements ControlMessage, Outcome {

  public OutgoingCallReply {
    Unsigned.check16("Call ID", callId);
    Unsigned.check16("Peer's Call ID", peersCallId);
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
    Unsigned.check16("Cause Code", causeCode);
    Unsigned.check32("Connect Speed", connectSpeed);
    Unsigned.check16("Packet Recv. Window Size", packetRecvWindowSize);
    Unsigned.check16("Packet Processing Delay", packetProcessingDelay);
    Unsigned.check32("Physical Channel ID", physicalChannelId);
  }

  static OutgoingCallReply read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    int peersCallId = in.u16();
    int resultCode = in.u8();
    int errorCode = in.u8();
    int causeCode = in.u16();
    long connectSpeed = in.u32();
    int packetRecvWindowSize = in.u16();
    int packetProcessingDelay = in.u16();
    long physicalChannelId = in.u32();
    return new OutgoingCallReply(
        callId,
        peersCallId,
        resultCode,
        errorCode,
        causeCode,
        connectSpeed,
        packetRecvWindowSize,
        packetProcessingDelay,
        physicalChannelId);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.OUTGOING_CALL_REPLY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.putShort((short) peersCallId);
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putShort((short) causeCode);
    out.putInt((int) connectSpeed);
    out.putShort((short) packetRecvWindowSize);
    out.putShort((short) packetProcessingDelay);
    out.putInt((int) physicalChannelId);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "Connected: call established with no errors";
      case 2 ->
          "General Error: Outgoing Call not established for the reason indicated in Error Code";
      case 3 -> "No Carrier: Outgoing Call failed due to no carrier detected";
      case 4 -> "Busy: Outgoing Call failed due to detection of a busy signal";
      case 5 -> "No Dial Tone: Outgoing Call failed due to lack of a dial tone";
      case 6 -> "Time-out: Outgoing Call was not established within time allotted by PAC";
      case 7 -> "Do Not Accept: Outgoing Call administratively prohibited";
      default -> "unknown result code " + resultCode;
    };
  }
}
