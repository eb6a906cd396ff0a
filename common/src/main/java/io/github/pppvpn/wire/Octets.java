package io.github.pppvpn.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes with a value's equality, so that records may hold them. */
public final class Octets {
  /** No bytes. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** A copy of {@code source}'s position to its limit, which stay as they are. */
  public static Octets copyOf(ByteBuffer source) {
    byte[] copy = new byte[source.remaining()];
    source.duplicate().get(copy);
    return new Octets(copy);
  }

  /**
   * One octet for each char.
   *
   * @throws IllegalArgumentException for a char beyond 255
   */
  public static Octets ofText(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        throw new IllegalArgumentException(
            "a text to be sent cannot hold the char " + (int) text.charAt(i));
      }
    }
    return new Octets(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The octet at {@code index}, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Those from {@code from} to before {@code to}. */
  public Octets slice(int from, int to) {
    return new Octets(Arrays.copyOfRange(bytes, from, Math.min(to, bytes.length)));
  }

  /** A copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** A read-only view of all of them. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Writes them to {@code out}'s position. */
  public void putInto(ByteBuffer out) {
    out.put(bytes);
  }

  /** One char for each octet (ISO-8859-1); who shows it must make it harmless first. */
  public String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
