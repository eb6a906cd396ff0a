package io.github.pppvpn.log.source;

import java.io.IOException;

/**
 * Finds where a time begins in a file by looking at a few places of it.
 *
 * <p>The search gallops back from the file's end, since windows mostly end now, and then halves. A
 * place counts as before the time if every stamped line in the {@value #CHUNK} bytes there is, so
 * that single lines of a host whose clock lags do not lead it astray; a place that shows no stamp
 * up to the next known one (continuation lines, NULs, one huge line) counts as not before.
 *
 * <p>Where stamps do not grow, any place at which they pass the time may be found, but never one
 * behind the last such place: all that was written since the time was last passed is delivered.
 * Disorder smaller than the slack that the caller takes off the time is harmless. A place also
 * counts as not before if lines some way before it are later: a host that started without a clock,
 * or one whose clock lags, wrote there.
 */
final class TimeSearch {
  private static final int CHUNK = 16 * 1024;
  private static final int STEP = 64 * 1024;

  /** How far before a place it is looked whether time went back there, in steps. */
  private static final int[] LOOKS_BACK = {1, 3, 8, 16};

  private static final int GLANCE = 2 * 1024;

  /** Lines of several hosts, or of one under load, are out of order by less. */
  private static final long DISORDER_MILLIS = 60_000;

  /** A line cut off by the chunk's end still shows its stamp if so much of it is there. */
  private static final int STAMP_REACH = 256;

  private final LogBytes bytes;
  private final LineTimes times;
  private final byte[] chunk = new byte[CHUNK];

  TimeSearch(LogBytes bytes, LineTimes times) {
    this.bytes = bytes;
    this.times = times;
  }

  /**
   * @param offset a line's start; no line before it is at or after the time
   * @param earlier whether some line before it is before the time, so that older files need no look
   * @param stamped whether any stamp was seen
   */
  record Found(long offset, boolean earlier, boolean stamped) {}

  /** The greatest stamp near the start of the file, {@link LineTimes#NONE} for none. */
  long near(long offset, long end) throws IOException {
    return greatest(offset, Math.min(end, offset + CHUNK), CHUNK);
  }

  Found find(long length, long millis) throws IOException {
    if (near(0, length) == LineTimes.NONE
        && near(Math.max(0, length - STEP), length) == LineTimes.NONE
        && near(Math.max(0, length - CHUNK), length) == LineTimes.NONE) {
      return new Found(0, false, false);
    }
    long high = length;
    long low = length;
    for (long step = STEP; ; step *= 2) {
      low = Math.max(0, length - step);
      if (before(low, high, millis)) {
        break;
      }
      high = low;
      if (low == 0) {
        return new Found(0, false, true);
      }
    }
    while (high - low > STEP) {
      long middle = low + (high - low) / 2;
      if (before(middle, high, millis)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Found(lineStart(low, length), true, true);
  }

  /** The start of the first line that is later than {@code millis}, or the file's end. */
  long firstAfter(long millis) throws IOException {
    long start = 0;
    if (!bytes.sequential()) {
      start = find(bytes.length(), millis).offset();
    }
    BlockReader blocks = new BlockReader();
    blocks.open(bytes, start, bytes.length(), false);
    while (blocks.next()) {
      byte[] buffer = blocks.bytes();
      int line = blocks.from();
      while (line < blocks.to()) {
        int end = lineEnd(buffer, line, blocks.to());
        long time = times.timeOf(buffer, line, end);
        if (time != LineTimes.NONE && time > millis) {
          return blocks.offset() + line - blocks.from();
        }
        line = end + 1;
      }
    }
    return blocks.finish();
  }

  private boolean before(long place, long high, long millis) throws IOException {
    long greatest = greatest(place, high, CHUNK);
    return greatest != LineTimes.NONE && greatest < millis && !wentBack(place, greatest);
  }

  private boolean wentBack(long place, long stamp) throws IOException {
    for (int steps : LOOKS_BACK) {
      long earlier = Math.max(0, place - (long) steps * STEP);
      if (greatest(earlier, place, GLANCE) > stamp + DISORDER_MILLIS) {
        return true;
      }
      if (earlier == 0) {
        break;
      }
    }
    return false;
  }

  /**
   * The greatest stamp of the lines that start in the first {@code size} bytes, at or behind {@code
   * place}, in which such a line is, up to {@code high}.
   */
  private long greatest(long place, long high, int size) throws IOException {
    // A line's start is known by the LF before it.
    boolean inLine = place > 0;
    long at = inLine ? place - 1 : 0;
    while (at < high) {
      int got = bytes.readFully(at, chunk, 0, (int) Math.min(size, high - at));
      if (got <= 0) {
        return LineTimes.NONE;
      }
      int line = 0;
      if (inLine) {
        line = lineEnd(chunk, 0, got) + 1;
      }
      long greatest = LineTimes.NONE;
      int rest = got;
      while (line < got) {
        int end = lineEnd(chunk, line, got);
        if (end == got && got - line < STAMP_REACH && at + got < high && line > 0) {
          rest = line; // too little of it: seen again with the next chunk
          break;
        }
        int text = line;
        while (text < end && chunk[text] == 0) {
          text++;
        }
        long time = text == end ? LineTimes.NONE : times.latestOf(chunk, text, end);
        greatest = Math.max(greatest, time);
        line = end + 1;
      }
      if (greatest != LineTimes.NONE) {
        return greatest;
      }
      // NULs before a line hide no LF: what follows them is taken for a line's start.
      inLine = rest == got && chunk[got - 1] != '\n' && chunk[got - 1] != 0;
      at += rest;
    }
    return LineTimes.NONE;
  }

  private long lineStart(long place, long length) throws IOException {
    if (place == 0) {
      return 0;
    }
    long at = place - 1;
    while (at < length) {
      int got = bytes.readFully(at, chunk, 0, CHUNK);
      if (got <= 0) {
        break;
      }
      int lf = lineEnd(chunk, 0, got);
      if (lf < got) {
        return at + lf + 1;
      }
      at += got;
    }
    return length;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }
}
