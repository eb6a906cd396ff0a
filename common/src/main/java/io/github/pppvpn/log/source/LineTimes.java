package io.github.pppvpn.log.source;

/** Reads the time stamp of a line. */
@FunctionalInterface
public interface LineTimes {
  /** What {@link #timeOf} gives for a line that bears no time stamp. */
  long NONE = Long.MIN_VALUE;

  /**
   * The time that the line bears.
   *
   * @param bytes holds the line
   * @param from where the line starts
   * @param to where it ends, exclusive, without its LF; may be cut behind the time stamp
   * @return milliseconds since 1970 UTC, or {@link #NONE}
   */
  long timeOf(byte[] bytes, int from, int to);

  /** The earliest time that it may be of, where its stamp means two: no log is given up before. */
  default long earliestOf(byte[] bytes, int from, int to) {
    return timeOf(bytes, from, to);
  }

  /** The latest: a window begins no later in a log than where this is before it. */
  default long latestOf(byte[] bytes, int from, int to) {
    return timeOf(bytes, from, to);
  }
}
