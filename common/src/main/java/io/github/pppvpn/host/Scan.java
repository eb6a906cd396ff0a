package io.github.pppvpn.host;

import java.nio.charset.StandardCharsets;

/** Goes over bytes, line by line and word by word, and never beyond the line it is in. */
final class Scan {
  private final byte[] bytes;
  private final int end;
  private int next;
  private int at;
  private int lineEnd;
  private int wordFrom;

  /** Over all of {@code in}; {@link #line()} comes first. */
  Scan(FileBytes in) {
    this(in.bytes, in.length);
  }

  Scan(byte[] bytes, int length) {
    this(bytes, 0, length);
  }

  Scan(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.next = from;
    this.end = end;
  }

  /** Whether the line ends as the kernel ends each: what was cut off in the middle does not. */
  boolean isWhole() {
    return lineEnd < end;
  }

  /** Moves to the next line; false after the last. */
  boolean line() {
    if (next >= end) {
      at = end;
      lineEnd = end;
      return false;
    }
    at = next;
    int to = at;
    while (to < end && bytes[to] != '\n') {
      to++;
    }
    lineEnd = to;
    next = to + 1;
    return true;
  }

  /** Moves over the next word of the line, which ends at a blank; false if there is none. */
  boolean word() {
    while (at < lineEnd && isBlank(bytes[at])) {
      at++;
    }
    wordFrom = at;
    while (at < lineEnd && !isBlank(bytes[at])) {
      at++;
    }
    return at > wordFrom;
  }

  /** Moves over so many words; false if there are fewer. */
  boolean words(int count) {
    for (int i = 0; i < count; i++) {
      if (!word()) {
        return false;
      }
    }
    return true;
  }

  /** Moves over so many words that each stand behind one blank alone; not beyond the line. */
  void fields(int count) {
    int blanks = 0;
    int to = at;
    while (to < lineEnd && (bytes[to] != ' ' || blanks++ < count)) {
      to++;
    }
    at = to;
  }

  /**
   * Moves behind the next {@code stop} of the line, which ends the word; false if there is none.
   */
  boolean until(char stop) {
    while (at < lineEnd && isBlank(bytes[at])) {
      at++;
    }
    wordFrom = at;
    for (int i = at; i < lineEnd; i++) {
      if (bytes[i] == stop) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /** The word that {@link #until} ended, without what ended it. */
  String before() {
    return text(wordFrom, at - 1);
  }

  /** The word, one char per byte. */
  String text() {
    return text(wordFrom, at);
  }

  /** What is left of the line, blanks in front left out. */
  String rest() {
    while (at < lineEnd && isBlank(bytes[at])) {
      at++;
    }
    return text(at, lineEnd);
  }

  /** Whether what is left of the line starts with {@code text}, behind blanks. */
  boolean restStarts(String text) {
    int from = at;
    while (from < lineEnd && isBlank(bytes[from])) {
      from++;
    }
    int matched = 0;
    while (matched < text.length()
        && from + matched < lineEnd
        && bytes[from + matched] == text.charAt(matched)) {
      matched++;
    }
    return matched == text.length();
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Whether the word is {@code text}. */
  boolean is(String text) {
    if (at - wordFrom != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[wordFrom + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The next word as a decimal number; -1 if it is none from 0 to 2^63-1. */
  long number() {
    return word() ? number(wordFrom, at, 10) : -1;
  }

  /** The next digits as a number; what ends them is passed over too. -1 if there are none. */
  long numberThen(int base) {
    while (at < lineEnd && isBlank(bytes[at])) {
      at++;
    }
    wordFrom = at;
    while (at < lineEnd && digit(bytes[at], base) >= 0) {
      at++;
    }
    long number = number(wordFrom, at, base);
    at = Math.min(lineEnd, at + 1);
    return number;
  }

  private long number(int from, int to, int base) {
    if (from == to) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = digit(bytes[i], base);
      if (digit < 0 || number > (Long.MAX_VALUE - digit) / base) {
        return -1;
      }
      number = number * base + digit;
    }
    return number;
  }

  private static int digit(byte b, int base) {
    int digit = b >= '0' && b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
    return digit >= 0 && digit < base && (b <= '9' || digit >= 10) ? digit : -1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
