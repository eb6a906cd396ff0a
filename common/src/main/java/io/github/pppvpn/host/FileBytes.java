package io.github.pppvpn.host;

import java.util.Arrays;

/** The bytes of the file that was read last; the array is used again for the next. */
final class FileBytes {
  byte[] bytes = new byte[8192];
  int length;

  /** Whether the chars of {@code text} are the bytes from {@code at} on. */
  boolean has(String text, int at) {
    if (length - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != (byte) text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Makes room for more, up to twice. */
  void grow(int most) {
    bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * bytes.length));
  }
}
