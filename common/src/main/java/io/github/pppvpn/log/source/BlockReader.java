package io.github.pppvpn.log.source;

import java.io.IOException;

/**
 * Cuts a stretch of a file into blocks of whole lines, in bounded memory.
 *
 * <p>Of a line longer than {@link #MAX_LINE} only the start is given, with an LF of its own. NULs
 * at a block's start, and those behind an over-long line's start, are what a crash or a truncation
 * under the writer leaves: they are passed over, and a line starts behind them.
 */
final class BlockReader {
  /** The longest line that is given in full, without its LF. */
  static final int MAX_LINE = 64 * 1024;

  private static final int CAPACITY = 256 * 1024;
  private static final byte[] NOTHING = {};

  // One more for an LF that the file does not have.
  private byte[] buffer = new byte[CAPACITY + 1];
  private final byte[] last = new byte[Fingerprint.REACH];
  private int lastLength;

  private LogBytes source;
  private long limit;
  private boolean addLf;

  /** Offset in the file of the buffer's first byte. */
  private long origin;

  private int from;
  private int to;
  private int end;

  /** What stands in the file behind {@link #from} up to here has been given or passed over. */
  private int done;

  private boolean atEnd;
  private boolean cutShort;
  private boolean skipping;
  private byte underLf;

  /** Starts where no place will be asked for that is to be found again. */
  void open(LogBytes bytes, long start, long limit, boolean addLf) {
    open(bytes, start, limit, addLf, NOTHING);
  }

  /**
   * Starts a stretch.
   *
   * @param start its first byte, a line's start
   * @param limit where it ends at the latest
   * @param addLf whether its last line is to end in an LF if it does not
   * @param before the bytes just before the start, needed to recognise a place soon behind it
   */
  void open(LogBytes bytes, long start, long limit, boolean addLf, byte[] before) {
    this.source = bytes;
    this.limit = limit;
    this.addLf = addLf;
    this.origin = start;
    from = 0;
    to = 0;
    end = 0;
    done = 0;
    atEnd = false;
    cutShort = false;
    skipping = false;
    lastLength = before.length;
    System.arraycopy(before, 0, last, 0, lastLength);
  }

  /** Moves to the next block; what is read before a damage is given before that is thrown. */
  boolean next() throws IOException {
    while (true) {
      if (skipping && !skipRest()) {
        return false;
      }
      fill();
      if (end == done) {
        return false;
      }
      if (buffer[done] == 0) {
        passNuls();
        continue;
      }
      return cut();
    }
  }

  private boolean cut() {
    from = done;
    int line = from;
    while (true) {
      int window = Math.min(line + MAX_LINE + 1, end);
      int lf = window - 1;
      while (lf >= line && buffer[lf] != '\n') {
        lf--;
      }
      if (lf >= line) {
        line = lf + 1;
        if (window < end) {
          continue;
        }
      }
      // A part of a line is given at the end only, and not if the file was cut off under us: the
      // whole line then is in a copy.
      boolean last = atEnd && end - line <= MAX_LINE;
      if (last && line < end && cutShort && limit != Long.MAX_VALUE) {
        return line > from && deliver(line);
      }
      if (line > from && !last) {
        return deliver(line);
      }
      if (end - line > MAX_LINE) {
        // An over-long line, alone in its block; its rest is passed over before the next.
        underLf = buffer[line + MAX_LINE];
        buffer[line + MAX_LINE] = '\n';
        to = line + MAX_LINE + 1;
        done = line + MAX_LINE;
        skipping = true;
        return true;
      }
      deliver(end);
      if (addLf && buffer[end - 1] != '\n') {
        buffer[to++] = '\n';
      }
      return true;
    }
  }

  private boolean deliver(int until) {
    to = until;
    done = until;
    return true;
  }

  /** Passes over the rest of an over-long line; false if the stretch ends in it. */
  private boolean skipRest() throws IOException {
    if (to > done) {
      buffer[done] = underLf;
      to = done;
    }
    while (true) {
      for (int i = done; i < end; i++) {
        if (buffer[i] == '\n') {
          done = i + 1;
          skipping = false;
          return true;
        }
        if (buffer[i] == 0) {
          done = i;
          skipping = false;
          return true;
        }
      }
      done = end;
      fill();
      if (end == done) {
        return false;
      }
    }
  }

  private void passNuls() throws IOException {
    while (true) {
      int i = done;
      while (i < end && buffer[i] == 0) {
        i++;
      }
      done = i;
      if (i < end) {
        if (buffer[i] == '\n') {
          done++;
        }
        return;
      }
      fill();
      if (end == done) {
        return;
      }
    }
  }

  /** Moves what is left to the buffer's start and fills the rest. */
  private void fill() throws IOException {
    if (end > done && atEnd) {
      return;
    }
    remember();
    int left = end - done;
    System.arraycopy(buffer, done, buffer, 0, left);
    origin += done;
    done = 0;
    from = 0;
    to = 0;
    end = left;
    while (end < CAPACITY && !atEnd) {
      long room = Math.min(CAPACITY - end, limit - origin - end);
      int n;
      try {
        n = room <= 0 ? -1 : source.read(origin + end, buffer, end, (int) room);
      } catch (IOException e) {
        if (end > done) {
          // Thrown again, with nothing left to give before it.
          return;
        }
        throw e;
      }
      if (n < 0) {
        atEnd = true;
        cutShort = room > 0;
      } else {
        end += n;
      }
    }
  }

  private void remember() {
    int n = Math.min(done, last.length);
    int keep = Math.min(lastLength, last.length - n);
    System.arraycopy(last, lastLength - keep, last, 0, keep);
    System.arraycopy(buffer, done - n, last, keep, n);
    lastLength = keep + n;
  }

  byte[] bytes() {
    return buffer;
  }

  /** Goes on in the other buffer; the current block stays as it is in this one. */
  boolean give(byte[] spare) {
    if (spare.length != buffer.length) {
      return false;
    }
    // What follows, and what is remembered of before.
    int kept = Math.max(0, done - last.length);
    System.arraycopy(buffer, kept, spare, kept, Math.max(end, to) - kept);
    buffer = spare;
    return true;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Offset in the file of the current block. */
  long offset() {
    return origin + from;
  }

  /**
   * The place behind what was given, the rest of an over-long line included. The current block is
   * void afterwards.
   */
  long finish() throws IOException {
    if (skipping) {
      skipRest();
    }
    remember();
    System.arraycopy(buffer, done, buffer, 0, end - done);
    end -= done;
    origin += done;
    done = 0;
    from = 0;
    to = 0;
    return origin;
  }

  /** Whether the file ended before the stretch did. */
  boolean cutShort() {
    return cutShort;
  }

  /** The bytes just before the place that {@link #finish} gave. */
  byte[] last() {
    return last;
  }

  int lastLength() {
    return lastLength;
  }
}
