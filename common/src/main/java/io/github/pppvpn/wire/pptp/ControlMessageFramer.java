package io.github.pppvpn.wire.pptp;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts the control messages of one direction of a TCP connection together, whatever the segments.
 *
 * <pre>{@code
 * while (in.hasRemaining()) {
 *   Optional<ControlMessage> message = framer.read(in);
 *   ...
 * }
 * }</pre>
 *
 * <p>It refuses a stream as early as the cause can be told, and the cause does not depend on the
 * segments: another protocol, a wrong PPTP Message Type and an impossible length after 8 bytes, an
 * unknown type and a length that is not the type's after 10. A refused stream stays refused. It
 * holds one message at most, 220 bytes. Not thread-safe.
 */
public final class ControlMessageFramer {
  /** How many bytes {@link #pendingBytes()} gives at most. */
  public static final int MAX_PENDING_BYTES_SHOWN = 64;

  private final ByteBuffer pending = ByteBuffer.allocate(Pptp.MAX_LENGTH);
  private MalformedControlMessageException refusal;

  /**
   * Takes bytes from {@code in} until a message is whole, and gives that message; {@code in} may
   * hold more then. Empty when {@code in} was used up before.
   *
   * @throws MalformedControlMessageException when the stream is no PPTP control connection, then
   *     and on every further call; never with {@code TRUNCATED}
   */
  public Optional<ControlMessage> read(ByteBuffer in) throws MalformedControlMessageException {
    try {
      return readMessage(in);
    } catch (MalformedControlMessageException e) {
      refusal = e;
      move(in, MAX_PENDING_BYTES_SHOWN - pending.position());
      throw e;
    }
  }

  private Optional<ControlMessage> readMessage(ByteBuffer in)
      throws MalformedControlMessageException {
    if (refusal != null) {
      throw refusal;
    }
    while (pending.position() < goal()) {
      if (!in.hasRemaining()) {
        return Optional.empty();
      }
      move(in, goal() - pending.position());
      ControlHeader.check(received());
    }
    ControlMessage message = ControlMessageCodec.decode(received());
    pending.clear();
    return Optional.of(message);
  }

  /**
   * To be called when the peer has closed, or when nobody waits any longer: returns if that is
   * between two messages.
   *
   * @throws MalformedControlMessageException with {@code NOT_PPTP} if the few bytes there cannot be
   *     the start of a message, with {@code TRUNCATED} if they can, or with the reason for which
   *     the stream was refused
   */
  public void end() throws MalformedControlMessageException {
    if (refusal != null) {
      throw refusal;
    }
    if (pending.position() > 0) {
      throw ControlHeader.endsEarly(received());
    }
  }

  /** How many bytes of the message that is not whole yet are there; 0 between two messages. */
  public int pendingLength() {
    return pending.position();
  }

  /** How many bytes that message will have: its Length, or 12 as long as that is not known. */
  public int expectedLength() {
    return ControlHeader.expectedLength(received());
  }

  /**
   * A copy of the first bytes, 64 at most, of the message that is not whole yet; in a refused
   * stream of what came instead of a message.
   */
  public byte[] pendingBytes() {
    byte[] copy = new byte[Math.min(MAX_PENDING_BYTES_SHOWN, pending.position())];
    pending.get(0, copy);
    return copy;
  }

  /** The next number of bytes at which something can be decided. */
  private int goal() {
    int there = pending.position();
    if (there < ControlHeader.COOKIE_END) {
      return ControlHeader.COOKIE_END;
    }
    return there < ControlHeader.TYPE_END ? ControlHeader.TYPE_END : expectedLength();
  }

  private void move(ByteBuffer in, int most) {
    int count = Math.min(most, in.remaining());
    if (count > 0) {
      pending.put(pending.position(), in, in.position(), count);
      pending.position(pending.position() + count);
      in.position(in.position() + count);
    }
  }

  private ByteBuffer received() {
    return pending.duplicate().flip();
  }
}
