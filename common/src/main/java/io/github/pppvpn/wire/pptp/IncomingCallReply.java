package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Incoming-Call-Reply (RFC 2637 section 2.10). A PNS answers an Incoming-Call-Request.
 *
 * @param callId the PNS's
 * @param peersCallId the Call ID of the request
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 * @param packetRecvWindowSize GRE packets the PNS will buffer
 * @param packetTransmitDelay of the PNS, tenths of a second
 */
public record IncomingCallReply(
    int callId,
    int peersCallId,
    int resultCode,
    int errorCode,
    int packetRecvWindowSize,
    int packetTransmitDelay)
    implements ControlMessage, Outcome {

  public IncomingCallReply {
    Unsigned.check16("Call ID", callId);
    Unsigned.check16("Peer's Call ID", peersCallId);
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
    Unsigned.check16("Packet Recv. Window Size", packetRecvWindowSize);
    Unsigned.check16("Packet Transmit Delay", packetTransmitDelay);
  }

  static IncomingCallReply read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    int peersCallId = in.u16();
    int resultCode = in.u8();
    int errorCode = in.u8();
    int packetRecvWindowSize = in.u16();
    int packetTransmitDelay = in.u16();
    in.skip(2);
    return new IncomingCallReply(
        callId, peersCallId, resultCode, errorCode, packetRecvWindowSize, packetTransmitDelay);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.INCOMING_CALL_REPLY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.putShort((short) peersCallId);
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putShort((short) packetRecvWindowSize);
    out.putShort((short) packetTransmitDelay);
    out.putShort((short) 0);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "Connect: the PAC should answer the incoming call";
      case 2 ->
          "General Error: the Incoming Call should not be established due to the reason indicated in Error Code";
      case 3 -> "Do Not Accept: the PAC should not accept the incoming call";
      default -> "unknown result code " + resultCode;
    };
  }
}
