package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.line.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@code pppd[PID]: } where pppd's own header does not have it: as the second word behind
 * another's, which is what a relay makes of it, or behind a time in a form that is not known.
 */
final class Relayed {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = ' ' * ONES;
  private static final long PS = 'p' * ONES;
  private static final String TAG = "pppd[";

  /** A word, the tag, and the shortest of the failed logins are more bytes. */
  private static final int SHORTEST = 32;

  /** Longer than any header. */
  private static final int HEADER_LIMIT = 128;

  /** Of seconds since 1970, the fewest. */
  private static final int SECONDS_DIGITS = 9;

  private Relayed() {}

  /**
   * Whether the word that starts at {@code from} may be followed by such a tag. Asked of nearly
   * every line of a log: most words end within 24 bytes, and those are looked at without a branch.
   */
  static boolean mayFollow(byte[] b, int from, int to) {
    if (to - from < SHORTEST) {
      return false;
    }
    long one = (long) LONG.get(b, from) ^ SPACES;
    long two = (long) LONG.get(b, from + 8) ^ SPACES;
    long three = (long) LONG.get(b, from + 16) ^ SPACES;
    long spaces = zeros(one) | zeros(two) | zeros(three);
    long tags =
        zeros(one | beginsTag(b, from + 1))
            | zeros(two | beginsTag(b, from + 9))
            | zeros(three | beginsTag(b, from + 17));
    return (tags != 0 || spaces == 0)
        && Bytes.startsWith(b, Bytes.wordEnd(b, from, to) + 1, to, TAG);
  }

  /** Zero in each byte that is {@code p} before another. */
  private static long beginsTag(byte[] b, int at) {
    return ((long) LONG.get(b, at) ^ PS) | ((long) LONG.get(b, at + 1) ^ PS);
  }

  /** Not zero if a byte is. */
  private static long zeros(long bytes) {
    return (bytes - ONES) & ~bytes & HIGHS;
  }

  /** Where the message behind such a tag starts; {@code to} if there is none at {@code from}. */
  static int message(byte[] b, int from, int to) {
    int pid = from + TAG.length();
    if (!Bytes.startsWith(b, from, to, TAG)) {
      return to;
    }
    int close = Bytes.afterDigits(b, pid, to);
    return close > pid && Bytes.startsWith(b, close, to, "]: ") ? close + "]: ".length() : to;
  }

  /**
   * Where the message behind such a tag starts, near the start of a line whose form is not known;
   * {@code to} if there is none. What may be a time has to stand before it: without one it is some
   * program's words.
   */
  static int behindTime(byte[] b, int from, int to) {
    int last = Math.min(to, from + HEADER_LIMIT);
    boolean timed = b[from] == '[';
    int digits = 0;
    for (int at = from; at < last; at++) {
      digits = Bytes.isDigit(b[at]) ? digits + 1 : 0;
      timed |= digits == SECONDS_DIGITS || isClock(b, at, from, last);
      if (timed && (b[at] == ' ' || b[at] == '\t')) {
        int message = message(b, at + 1, to);
        if (message < to) {
          return message;
        }
      }
    }
    return to;
  }

  /** Whether the minutes of {@code 20:01:02} start behind {@code at}. */
  private static boolean isClock(byte[] b, int at, int from, int to) {
    return b[at] == ':'
        && at - 2 >= from
        && at + 5 < to
        && b[at + 3] == ':'
        && Bytes.isDigit(b[at - 1])
        && Bytes.isDigit(b[at + 1])
        && Bytes.isDigit(b[at + 4]);
  }
}
