package io.github.pppvpn.log.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends sixteen bytes at a time. */
public final class LineFeeds {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * ONES;
  private static final long SPACES = ' ' * ONES;

  private LineFeeds() {}

  /** Where the first LF of the range is, or {@code to}. */
  public static int next(byte[] bytes, int from, int to) {
    // Aligned words are read faster; those before the range do not count.
    int at = from & -Long.BYTES;
    int last = to - 2 * Long.BYTES;
    if (at <= last) {
      long found = feeds((long) LONG.get(bytes, at) | ~(-1L << (from << 3)));
      if (found != 0) {
        return at + first(found);
      }
      for (at += Long.BYTES; at <= last; at += 2 * Long.BYTES) {
        long one = (long) LONG.get(bytes, at);
        long two = (long) LONG.get(bytes, at + Long.BYTES);
        // Any control character at all? That takes fewer steps, and is rarely another than LF.
        if (((((one - SPACES) & ~one) | ((two - SPACES) & ~two)) & HIGHS) != 0) {
          found = feeds(one);
          if (found != 0) {
            return at + first(found);
          }
          found = feeds(two);
          if (found != 0) {
            return at + Long.BYTES + first(found);
          }
        }
      }
    } else {
      at = from;
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The high bit of each byte that is LF, the lowest certainly, those above it perhaps. */
  private static long feeds(long bytes) {
    long word = bytes ^ FEEDS;
    return (word - ONES) & ~word & HIGHS;
  }

  /**
   * Which byte the lowest bit is in: so many bytes lie below it as have their lowest bit there.
   * (Counting trailing zeros is slow before the code is fully compiled.)
   */
  private static int first(long found) {
    return (int) ((((found & -found) - 1 & ONES) * ONES) >>> 56) - 1;
  }
}
