package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Stop-Control-Connection-Request (RFC 2637 section 2.3). Tells the peer that the control
 * connection should be closed, and with it all its calls.
 *
 * @param reason see {@link #reasonText()}
 */
public record StopControlConnectionRequest(int reason) implements ControlMessage {

  public StopControlConnectionRequest {
    Unsigned.check8("Reason", reason);
  }

  static StopControlConnectionRequest read(WireReader in) throws MalformedMessageException {
    int reason = in.u8();
    in.skip(1);
    in.skip(2);
    return new StopControlConnectionRequest(reason);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.STOP_CONTROL_CONNECTION_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.put((byte) reason);
    out.put((byte) 0);
    out.putShort((short) 0);
  }

  /** The Reason in RFC 2637's words, or {@code unknown reason 77}. */
  public String reasonText() {
    return switch (reason) {
      case 1 -> "None: general request to clear control connection";
      case 2 -> "Stop-Protocol: can't support peer's version of the protocol";
      case 3 -> "Stop-Local-Shutdown: requester is being shut down";
      default -> "unknown reason " + reason;
    };
  }
}
