package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Echo-Request (RFC 2637 section 2.5). Keep-alive; sent by either side after 60 seconds without
 * traffic.
 *
 * @param identifier chosen by the sender, returned in the reply
 */
public record EchoRequest(long identifier) implements ControlMessage {

  public EchoRequest {
    Unsigned.check32("Identifier", identifier);
  }

  static EchoRequest read(WireReader in) throws MalformedMessageException {
    long identifier = in.u32();
    return new EchoRequest(identifier);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.ECHO_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putInt((int) identifier);
  }
}
