package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Call-Disconnect-Notify (RFC 2637 section 2.13). A PAC says that a call has ended.
 *
 * <p>pptpd answers a Call-Clear-Request by closing the TCP connection without this message; Windows
 * always sends Result Code 0 (MS-PTPT 3.2.5.5).
 *
 * @param callId the PAC's
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 * @param causeCode further disconnect information, of the line
 * @param callStatistics vendor-specific text for logs, at most 128 octets
 */
public record CallDisconnectNotify(
    int callId, int resultCode, int errorCode, int causeCode, String callStatistics)
    implements ControlMessage, Outcome {

  public CallDisconnectNotify {
    Unsigned.check16("Call ID", callId);
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
    Unsigned.check16("Cause Code", causeCode);
    FixedText.check("Call Statistics", callStatistics, 128);
  }

  static CallDisconnectNotify read(WireReader in) throws MalformedMessageException {
    int callId = in.u16();
    int resultCode = in.u8();
    int errorCode = in.u8();
    int causeCode = in.u16();
    in.skip(2);
    String callStatistics = FixedText.read(in, 128);
    return new CallDisconnectNotify(callId, resultCode, errorCode, causeCode, callStatistics);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.CALL_DISCONNECT_NOTIFY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) callId);
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putShort((short) causeCode);
    out.putShort((short) 0);
    FixedText.put(out, callStatistics, 128);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "Lost Carrier: call disconnected due to loss of carrier";
      case 2 -> "General Error: call disconnected for the reason indicated in Error Code";
      case 3 -> "Admin Shutdown: call disconnected for administrative reasons";
      case 4 -> "Request: call disconnected due to received Call-Clear-Request";
      default -> "unknown result code " + resultCode;
    };
  }
}
