package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Stop-Control-Connection-Reply (RFC 2637 section 2.4). Answers a Stop-Control-Connection-Request.
 *
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 */
public record StopControlConnectionReply(int resultCode, int errorCode)
    implements ControlMessage, Outcome {

  public StopControlConnectionReply {
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
  }

  static StopControlConnectionReply read(WireReader in) throws MalformedMessageException {
    int resultCode = in.u8();
    int errorCode = in.u8();
    in.skip(2);
    return new StopControlConnectionReply(resultCode, errorCode);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.STOP_CONTROL_CONNECTION_REPLY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putShort((short) 0);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "OK: control connection closed";
      case 2 -> "General Error: control connection not closed for reason indicated in Error Code";
      default -> "unknown result code " + resultCode;
    };
  }
}
