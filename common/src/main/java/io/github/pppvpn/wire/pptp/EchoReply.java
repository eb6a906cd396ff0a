package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Echo-Reply (RFC 2637 section 2.6). Answers an Echo-Request.
 *
 * @param identifier that of the request
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 */
public record EchoReply(long identifier, int resultCode, int errorCode)
    implements ControlMessage, Outcome {

  public EchoReply {
    Unsigned.check32("Identifier", identifier);
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
  }

  static EchoReply read(WireReader in) throws MalformedMessageException {
    long identifier = in.u32();
    int resultCode = in.u8();
    int errorCode = in.u8();
    in.skip(2);
    return new EchoReply(identifier, resultCode, errorCode);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.ECHO_REPLY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putInt((int) identifier);
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putShort((short) 0);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "OK: the Echo-Reply is valid";
      case 2 -> "General Error: Echo-Request not accepted for the reason indicated in Error Code";
      default -> "unknown result code " + resultCode;
    };
  }
}
