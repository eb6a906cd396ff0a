package io.github.pppvpn.wire.pptp;

import java.nio.ByteBuffer;

/**
 * One control message of RFC 2637, immutable.
 *
 * <p>The components of each record are the RFC's fields in their order on the wire, without the
 * reserved ones. 8 and 16 bit fields are ints, 32 bit fields longs, all unsigned; a number that the
 * RFC does not define is kept as it came. Every value that can be constructed can be sent: the
 * constructors throw {@link IllegalArgumentException} for numbers out of their field's range and
 * for text that does not fit, has a NUL or a char beyond ISO-8859-1.
 */
public sealed interface ControlMessage
    permits StartControlConnectionRequest,
        StartControlConnectionReply,
        StopControlConnectionRequest,
        StopControlConnectionReply,
        EchoRequest,
        EchoReply,
        OutgoingCallRequest,
        OutgoingCallReply,
        IncomingCallRequest,
        IncomingCallReply,
        IncomingCallConnected,
        CallClearRequest,
        CallDisconnectNotify,
        WanErrorNotify,
        SetLinkInfo {

  /** The message's type: number, length and RFC name. */
  ControlMessageType type();

  /**
   * Puts the fields behind the common header, {@code type().length() - 12} bytes, into {@code out},
   * which is big-endian. {@link ControlMessageCodec#encode} gives the whole message.
   */
  void putFields(ByteBuffer out);
}
