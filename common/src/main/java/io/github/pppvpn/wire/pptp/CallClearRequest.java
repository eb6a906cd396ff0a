package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Call-Clear-Request (RFC 2637 section 2.12). A PNS asks for the end of a call.
 *
 * @param callId the PNS's own, because the PAC's may not be known yet
 */
public record CallClearRequest(int callId) implements ControlMessage {

  public CallClearRequest {
    Unsigned.check16("Call ID", callId);
  }

  static CallClearRequest read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    in.skip(2);
    return new CallClearRequest(callId);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.CALL_CLEAR_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.putShort((short) 0);
  }
}
