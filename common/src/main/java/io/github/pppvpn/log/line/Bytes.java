package io.github.pppvpn.log.line;

import java.nio.charset.StandardCharsets;

/** Looks for ASCII in a range of bytes without making Strings of it. */
public final class Bytes {
  /** No digit more makes a number up to this too great; dividing is slow. */
  private static final long NEAR_MAX = Long.MAX_VALUE / 10 - 1;

  private Bytes() {}

  /** Whether the range starts with the ASCII text. */
  public static boolean startsWith(byte[] bytes, int from, int to, String ascii) {
    int length = ascii.length();
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the range ends with the ASCII text. */
  public static boolean endsWith(byte[] bytes, int from, int to, String ascii) {
    return to - from >= ascii.length() && startsWith(bytes, to - ascii.length(), to, ascii);
  }

  /** Whether the range is the ASCII text. */
  public static boolean equal(byte[] bytes, int from, int to, String ascii) {
    return to - from == ascii.length() && startsWith(bytes, from, to, ascii);
  }

  /** Where the ASCII text starts first in the range, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, String ascii) {
    char first = ascii.charAt(0);
    int last = to - ascii.length();
    for (int i = from; i <= last; i++) {
      if (bytes[i] == first && startsWith(bytes, i, to, ascii)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the ASCII text starts last in the range, or -1. */
  public static int lastIndexOf(byte[] bytes, int from, int to, String ascii) {
    char first = ascii.charAt(0);
    for (int i = to - ascii.length(); i >= from; i--) {
      if (bytes[i] == first && startsWith(bytes, i, to, ascii)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the byte is first in the range, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, char ascii) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ascii) {
        return i;
      }
    }
    return -1;
  }

  public static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * The decimal number that starts at {@code from}; a minus sign is not part of a number here.
   *
   * @return the number, {@link Long#MAX_VALUE} if it does not fit, or -1 if there is no digit
   */
  public static long number(byte[] bytes, int from, int to) {
    if (from >= to || !isDigit(bytes[from])) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to && isDigit(bytes[i]); i++) {
      int digit = bytes[i] - '0';
      if (value > NEAR_MAX && value > (Long.MAX_VALUE - digit) / 10) {
        return Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Where the digits that start at {@code from} end. */
  public static int afterDigits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Where the next space is, or {@code to}. */
  public static int wordEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  /** Where the next byte that is not a space is, or {@code to}. */
  public static int afterSpaces(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
