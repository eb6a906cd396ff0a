package io.github.pppvpn.wire;

import java.nio.ByteBuffer;

/**
 * Reads unsigned big-endian fields from a fixed stretch of bytes and never beyond it.
 *
 * <p>Every read past the end throws {@link MalformedMessageException} and consumes nothing.
 */
public final class WireReader {
  private final ByteBuffer bytes;

  /**
   * Reads from {@code source}'s position to its limit. The buffer's own position stays as it is.
   */
  public WireReader(ByteBuffer source) {
    // A slice is big-endian whatever the source's order is.
    this.bytes = source.slice();
  }

  /** How many bytes were read or skipped. */
  public int offset() {
    return bytes.position();
  }

  /** How many bytes are left. */
  public int remaining() {
    return bytes.remaining();
  }

  /** The next 8 bits, 0 to 255. */
  public int u8() throws MalformedMessageException {
    need(1);
    return bytes.get() & 0xFF;
  }

  /** The next 16 bits, 0 to 65535. */
  public int u16() throws MalformedMessageException {
    need(2);
    return bytes.getShort() & 0xFFFF;
  }

  /** The next 32 bits, 0 to 4294967295. */
  public long u32() throws MalformedMessageException {
    need(4);
    return bytes.getInt() & 0xFFFFFFFFL;
  }

  /** A copy of the next {@code length} bytes; {@code length} may be what the peer claims. */
  public byte[] bytes(int length) throws MalformedMessageException {
    need(length);
    byte[] copy = new byte[length];
    bytes.get(copy);
    return copy;
  }

  /** The next {@code length} bytes as a value; {@code length} may be what the peer claims. */
  public Octets octets(int length) throws MalformedMessageException {
    return Octets.of(bytes(length));
  }

  /** All that is left, as a value; maybe nothing. */
  public Octets rest() {
    Octets rest = Octets.copyOf(bytes);
    bytes.position(bytes.limit());
    return rest;
  }

  /** Passes over {@code length} bytes. */
  public void skip(int length) throws MalformedMessageException {
    need(length);
    bytes.position(bytes.position() + length);
  }

  /** A reader of the next {@code length} bytes alone; this one goes on behind them. */
  public WireReader sub(int length) throws MalformedMessageException {
    need(length);
    WireReader part = new WireReader(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    return part;
  }

  private void need(int length) throws MalformedMessageException {
    if (length < 0) {
      throw new MalformedMessageException("a length of " + length + " bytes is impossible");
    }
    if (length > bytes.remaining()) {
      throw new MalformedMessageException(
          "the bytes end too early: " + length + " expected, " + bytes.remaining() + " left");
    }
  }
}
