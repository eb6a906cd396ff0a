package io.github.pppvpn.log.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An ASCII text to be looked for at very many lines. {@link Bytes} does the same with a String,
 * which is several times slower for texts that are mostly found.
 */
public final class Ascii {
  private static final int SHORT = 8;

  private final byte[] text;

  private Ascii(byte[] text) {
    this.text = text;
  }

  /** The text, which is ASCII and not empty. */
  public static Ascii of(String text) {
    return new Ascii(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** How many bytes it has. */
  public int length() {
    return text.length;
  }

  /** Whether the range starts with it. */
  public boolean starts(byte[] bytes, int from, int to) {
    byte[] wanted = text;
    int length = wanted.length;
    if (to - from < length || bytes[from] != wanted[0]) {
      return false;
    }
    if (length >= SHORT) {
      return Arrays.equals(bytes, from, from + length, wanted, 0, length);
    }
    for (int i = 1; i < length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the range ends with it. */
  public boolean ends(byte[] bytes, int from, int to) {
    return to - from >= text.length && starts(bytes, to - text.length, to);
  }

  /** Whether the range is it. */
  public boolean is(byte[] bytes, int from, int to) {
    return to - from == text.length && starts(bytes, from, to);
  }
}
