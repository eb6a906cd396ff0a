package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Outgoing-Call-Request (RFC 2637 section 2.7). A PNS (in a VPN: the client) asks for a call.
 *
 * @param callId the PNS's: what the peer puts into the GRE headers it sends
 * @param callSerialNumber of the PNS, for logs
 * @param minimumBps lowest acceptable line speed, bits per second
 * @param maximumBps highest acceptable line speed, bits per second
 * @param bearerType {@link Pptp#BEARER_ANALOG}, {@link Pptp#BEARER_DIGITAL} or {@link
 *     Pptp#BEARER_ANY}
 * @param framingType {@link Pptp#FRAMING_ASYNCHRONOUS}, {@link Pptp#FRAMING_SYNCHRONOUS} or {@link
 *     Pptp#FRAMING_EITHER}
 * @param packetRecvWindowSize GRE packets the PNS will buffer
 * @param packetProcessingDelay of the PNS, tenths of a second
 * @param phoneNumberLength valid digits in the phone number, as claimed: the text is not cut to it
 * @param phoneNumber at most 64 octets; empty for a VPN
 * @param subaddress at most 64 octets; empty for a VPN
 */
public record OutgoingCallRequest(
    int callId,
    int callSerialNumber,
    long minimumBps,
    long maximumBps,
    long bearerType,
    long framingType,
    int packetRecvWindowSize,
    int packetProcessingDelay,
    int phoneNumberLength,
    String phoneNumber,
    String subaddress)
    implements ControlMessage {

  public OutgoingCallRequest {
    Unsigned.check16("Call ID", callId);
    Unsigned.check16("Call Serial Number", callSerialNumber);
    Unsigned.check32("Minimum BPS", minimumBps);
    Unsigned.check32("Maximum BPS", maximumBps);
    Unsigned.check32("Bearer Type", bearerType);
    Unsigned.check32("Framing Type", framingType);
    Unsigned.check16("Packet Recv. Window Size", packetRecvWindowSize);
    Unsigned.check16("Packet Processing Delay", packetProcessingDelay);
    Unsigned.check16("Phone Number Length", phoneNumberLength);
    FixedText.check("Phone Number", phoneNumber, 64);
    FixedText.check("Subaddress", subaddress, 64);
  }

  static OutgoingCallRequest read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    int callSerialNumber = in.u16();
    long minimumBps = in.u32();
    long maximumBps = in.u32();
    long bearerType = in.u32();
    long framingType = in.u32();
    int packetRecvWindowSize = in.u16();
    int packetProcessingDelay = in.u16();
    int phoneNumberLength = in.u16();
    in.skip(2);
    String phoneNumber = FixedText.read(in, 64);
    String subaddress = FixedText.read(in, 64);
    return new OutgoingCallRequest(
        callId,
        callSerialNumber,
        minimumBps,
        maximumBps,
        bearerType,
        framingType,
        packetRecvWindowSize,
        packetProcessingDelay,
        phoneNumberLength,
        phoneNumber,
        subaddress);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.OUTGOING_CALL_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.putShort((short) callSerialNumber);
    out.putInt((int) minimumBps);
    out.putInt((int) maximumBps);
    out.putInt((int) bearerType);
    out.putInt((int) framingType);
    out.putShort((short) packetRecvWindowSize);
    out.putShort((short) packetProcessingDelay);
    out.putShort((short) phoneNumberLength);
    out.putShort((short) 0);
    FixedText.put(out, phoneNumber, 64);
    FixedText.put(out, subaddress, 64);
  }
}
