package io.github.pppvpn.log.source;

import java.nio.charset.StandardCharsets;

/**
 * The shape of one line of {@code journalctl -o json}: whether it is a whole entry, and where its
 * cursor stands. Looks at each byte once and makes no objects.
 */
final class JournalEntry {
  private static final byte[] CURSOR = "__CURSOR".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIME = "__REALTIME_TIMESTAMP".getBytes(StandardCharsets.US_ASCII);

  private int cursorFrom;
  private int cursorTo;

  /**
   * Whether the line is a whole object with what every entry has: a cursor and a time.
   *
   * @param to behind its last byte, without the LF
   */
  boolean read(byte[] b, int from, int to) {
    cursorFrom = 0;
    cursorTo = 0;
    if (from >= to || b[from] != '{') {
      return false;
    }
    boolean timed = false;
    boolean isName = true;
    int nameFrom = 0;
    int nameTo = 0;
    int depth = 1;
    int i = from + 1;
    while (i < to) {
      byte c = b[i];
      if (c == '"') {
        int end = stringEnd(b, i + 1, to);
        if (end == to) {
          return false;
        }
        if (depth == 1 && isName) {
          nameFrom = i + 1;
          nameTo = end;
        } else if (depth == 1 && is(b, nameFrom, nameTo, CURSOR)) {
          cursorFrom = i + 1;
          cursorTo = end;
        } else if (depth == 1 && is(b, nameFrom, nameTo, TIME)) {
          timed = isNumber(b, i + 1, end);
        }
        i = end;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i + 1 == to && timed && isCursor(b);
        }
      } else if (c == ':' || c == ',') {
        isName = depth == 1 ? c == ',' : isName;
      } else if (!isPlain(c)) {
        return false;
      }
      i++;
    }
    return false;
  }

  /** Where the string that starts there has its closing quote; {@code to} if it has none. */
  private static int stringEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '"') {
      i += b[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }

  private static boolean is(byte[] b, int from, int to, byte[] name) {
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (b[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] < '0' || b[i] > '9') {
        return false;
      }
    }
    return to > from;
  }

  private boolean isCursor(byte[] b) {
    for (int i = cursorFrom; i < cursorTo; i++) {
      if (!JournalPosition.isOfCursor((char) (b[i] & 0xff))) {
        return false;
      }
    }
    return cursorTo > cursorFrom;
  }

  /** What stands outside of strings: blanks, numbers, true, false, null. */
  private static boolean isPlain(byte c) {
    return c == ' '
        || (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '.'
        || c == '\r'
        || c == '\t';
  }

  /** Where the cursor of the entry that was read starts. */
  int cursorFrom() {
    return cursorFrom;
  }

  /** Where the cursor of the entry that was read ends, exclusive. */
  int cursorTo() {
    return cursorTo;
  }
}
