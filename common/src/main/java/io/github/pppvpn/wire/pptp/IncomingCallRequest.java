package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Incoming-Call-Request (RFC 2637 section 2.9). A PAC announces a call that came in to it.
 *
 * @param callId the PAC's
 * @param callSerialNumber of the PAC, for logs
 * @param callBearerType {@link Pptp#BEARER_ANALOG} or {@link Pptp#BEARER_DIGITAL}
 * @param physicalChannelId on which the call came in
 * @param dialedNumberLength valid digits in the dialed number, as claimed: the text is not cut to
 *     it
 * @param dialingNumberLength valid digits in the dialing number, as claimed: the text is not cut to
 *     it
 * @param dialedNumber what the caller dialed, at most 64 octets
 * @param dialingNumber whence the call came, at most 64 octets
 * @param subaddress at most 64 octets
 */
public record IncomingCallRequest(
    int callId,
    int callSerialNumber,
    long callBearerType,
    long physicalChannelId,
    int dialedNumberLength,
    int dialingNumberLength,
    String dialedNumber,
    String dialingNumber,
    String subaddress)
    implements ControlMessage {

  public IncomingCallRequest {
    Unsigned.check16("Call ID", callId);
    Unsigned.check16("Call Serial Number", callSerialNumber);
    Unsigned.check32("Call Bearer Type", callBearerType);
    Unsigned.check32("Physical Channel ID", physicalChannelId);
    Unsigned.check16("Dialed Number Length", dialedNumberLength);
    Unsigned.check16("Dialing Number Length", dialingNumberLength);
    FixedText.check("Dialed Number", dialedNumber, 64);
    FixedText.check("Dialing Number", dialingNumber, 64);
    FixedText.check("Subaddress", subaddress, 64);
  }

  static IncomingCallRequest read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    int callSerialNumber = in.u16();
    long callBearerType = in.u32();
    long physicalChannelId = in.u32();
    int dialedNumberLength = in.u16();
    int dialingNumberLength = in.u16();
    String dialedNumber = FixedText.read(in, 64);
    String dialingNumber = FixedText.read(in, 64);
    String subaddress = FixedText.read(in, 64);
    return new IncomingCallRequest(
        callId,
        callSerialNumber,
        callBearerType,
        physicalChannelId,
        dialedNumberLength,
        dialingNumberLength,
        dialedNumber,
        dialingNumber,
        subaddress);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.INCOMING_CALL_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.putShort((short) callSerialNumber);
    out.putInt((int) callBearerType);
    out.putInt((int) physicalChannelId);
    out.putShort((short) dialedNumberLength);
    out.putShort((short) dialingNumberLength);
    FixedText.put(out, dialedNumber, 64);
    FixedText.put(out, dialingNumber, 64);
    FixedText.put(out, subaddress, 64);
  }
}
