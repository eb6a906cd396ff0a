package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Control messages to bytes and back (RFC 2637 section 2).
 *
 * <p>Strict where the meaning is decided: cookie, PPTP Message Type, type, and the one length each
 * type has. Lenient where it is not: reserved fields may hold anything, numbers without a meaning
 * are kept, and what stands behind a text's NUL is dropped.
 */
public final class ControlMessageCodec {
  private ControlMessageCodec() {}

  /** The whole message, {@code message.type().length()} bytes, reserved fields 0. */
  public static byte[] encode(ControlMessage message) {
    ControlMessageType type = message.type();
    ByteBuffer out = ByteBuffer.allocate(type.length());
    out.putShort((short) type.length());
    out.putShort((short) Pptp.CONTROL_MESSAGE);
    out.putInt(Pptp.MAGIC_COOKIE);
    out.putShort((short) type.number());
    out.putShort((short) 0);
    message.putFields(out);
    return out.array();
  }

  /**
   * Reads one message from {@code in}'s position on and moves the position behind it; more bytes
   * may follow. After an exception the position is unchanged.
   *
   * @throws MalformedControlMessageException for each of its reasons; a message that is not whole
   *     is {@code TRUNCATED}
   */
  public static ControlMessage decode(ByteBuffer in) throws MalformedControlMessageException {
    ByteBuffer start = in.slice();
    ControlHeader.check(start);
    WireReader reader = new WireReader(start);
    ControlMessage message;
    try {
      reader.skip(ControlHeader.COOKIE_END);
      ControlMessageType type = ControlMessageType.of(reader.u16());
      reader.skip(2);
      message = readFields(type, reader);
    } catch (MalformedMessageException e) {
      // The header passed: the only thing left to go wrong is that the bytes end.
      throw ControlHeader.endsEarly(start);
    }
    in.position(in.position() + reader.offset());
    return message;
  }

  private static ControlMessage readFields(ControlMessageType type, WireReader in)
      throws MalformedMessageException {
    return switch (type) {
      case START_CONTROL_CONNECTION_REQUEST -> StartControlConnectionRequest.read(in);
      case START_CONTROL_CONNECTION_REPLY -> StartControlConnectionReply.read(in);
      case STOP_CONTROL_CONNECTION_REQUEST -> StopControlConnectionRequest.read(in);
      case STOP_CONTROL_CONNECTION_REPLY -> StopControlConnectionReply.read(in);
      case ECHO_REQUEST -> EchoRequest.read(in);
      case ECHO_REPLY -> EchoReply.read(in);
      case OUTGOING_CALL_REQUEST -> OutgoingCallRequest.read(in);
      case OUTGOING_CALL_REPLY -> OutgoingCallReply.read(in);
      case INCOMING_CALL_REQUEST -> IncomingCallRequest.read(in);
      case INCOMING_CALL_REPLY -> IncomingCallReply.read(in);
      case INCOMING_CALL_CONNECTED -> IncomingCallConnected.read(in);
      case CALL_CLEAR_REQUEST -> CallClearRequest.read(in);
      case CALL_DISCONNECT_NOTIFY -> CallDisconnectNotify.read(in);
      case WAN_ERROR_NOTIFY -> WanErrorNotify.read(in);
      case SET_LINK_INFO -> SetLinkInfo.read(in);
    };
  }
}
