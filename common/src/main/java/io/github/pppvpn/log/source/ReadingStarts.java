package io.github.pppvpn.log.source;

/** Where what is new starts in each file of a log. */
final class ReadingStarts {
  /** Stands for a file of which nothing is new. */
  static final long NOTHING = -1;

  private final long[] starts;
  private final boolean lost;

  ReadingStarts(long[] starts, boolean lost) {
    this.starts = starts;
    this.lost = lost;
  }

  /** Offset of the first new byte of a file, or {@link #NOTHING}. */
  long of(int index) {
    return starts[index];
  }

  /** Whether lines may have gone unread. */
  boolean lost() {
    return lost;
  }

  /** The first file of which something is new; the number of files if none is. */
  int first() {
    int i = 0;
    while (i < starts.length && starts[i] == NOTHING) {
      i++;
    }
    return i;
  }
}
