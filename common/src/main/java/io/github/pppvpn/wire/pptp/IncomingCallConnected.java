package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Incoming-Call-Connected (RFC 2637 section 2.11). A PAC confirms the Incoming-Call-Reply.
 *
 * @param peersCallId the Call ID of the Incoming-Call-Reply
 * @param connectSpeed bits per second
 * @param packetRecvWindowSize GRE packets the PAC will buffer
 * @param packetTransmitDelay of the PAC, tenths of a second
 * @param framingType {@link Pptp#FRAMING_ASYNCHRONOUS} or {@link Pptp#FRAMING_SYNCHRONOUS}
 */
public record IncomingCallConnected(
    int peersCallId,
    long connectSpeed,
    int packetRecvWindowSize,
    int packetTransmitDelay,
    long framingType)
    implements ControlMessage {

  public IncomingCallConnected {
    Unsigned.check16("Peer's Call ID", peersCallId);
    Unsigned.check32("Connect Speed", connectSpeed);
    Unsigned.check16("Packet Recv. Window Size", packetRecvWindowSize);
    Unsigned.check16("Packet Transmit Delay", packetTransmitDelay);
    Unsigned.check32("Framing Type", framingType);
  }

  static IncomingCallConnected read(WireReader in) throws MalformedMessageException {
    int peersCallId = in.u16();
    in.skip(2);
    long connectSpeed = in.u32();
    int packetRecvWindowSize = in.u16();
    int packetTransmitDelay = in.u16();
    long framingType = in.u32();
    return new IncomingCallConnected(
        peersCallId, connectSpeed, packetRecvWindowSize, packetTransmitDelay, framingType);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.INCOMING_CALL_CONNECTED;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) peersCallId);
    out.putShort((short) 0);
    out.putInt((int) connectSpeed);
    out.putShort((short) packetRecvWindowSize);
    out.putShort((short) packetTransmitDelay);
    out.putInt((int) framingType);
  }
}
