package io.github.pppvpn.checks.gre;

import java.util.OptionalInt;

/**
 * The echoes of a {@link PathMtuSearch}: which size is to be sent when, and how often. What a black
 * hole would be said by is sent more often, at the end: it may have been lost by chance.
 */
final class PathMtuEchoes {
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final long PATIENCE_NANOS = 400_000_000;
  private static final int TRIES = 3;
  private static final int MORE_TRIES = 8;

  private final PathMtuSearch search;
  private final int usualTries;
  private final long longestNanos;
  private OptionalInt size = OptionalInt.empty();
  private boolean isDoubted;
  private int confirmed;
  private int tries;
  private int tried;
  private long nextAt;
  private boolean over;

  /**
   * @param series the echoes before: what was lost and how long the others took
   */
  PathMtuEchoes(PathMtuSearch search, EchoSeries series) {
    this.search = search;
    this.usualTries = series.received() < series.sent() ? MORE_TRIES : TRIES;
    this.longestNanos = series.longest().orElse(0);
  }

  PathMtuSearch search() {
    return search;
  }

  /** The size that is due now, if one is; it counts as sent. */
  OptionalInt due(long now) {
    if (size.isPresent() && tried == tries && now - nextAt >= 0) {
      search.silent(size.getAsInt());
      confirmed = isDoubted ? size.getAsInt() : confirmed;
      size = OptionalInt.empty();
    }
    if (size.isEmpty()) {
      next();
      tried = 0;
      nextAt = now;
    }
    if (over || now - nextAt < 0) {
      return OptionalInt.empty();
    }
    tried++;
    nextAt =
        now
            + (tried < tries
                ? Math.max(INTERVAL_NANOS, longestNanos)
                : Math.max(PATIENCE_NANOS, 3 * longestNanos));
    return size;
  }

  private void next() {
    size = search.candidate();
    int failed = search.smallestFailed();
    isDoubted = size.isEmpty() && search.isExact() && search.isBlackHole() && failed != confirmed;
    if (isDoubted) {
      size = OptionalInt.of(failed);
    }
    tries = isDoubted ? MORE_TRIES : usualTries;
    over = size.isEmpty();
  }

  /** Whether nothing is left to find out. */
  boolean isOver() {
    return over;
  }

  /** When to ask again. */
  long nextAt() {
    return nextAt;
  }

  /** LCP begins anew: what is under way will not be answered. */
  void interrupt() {
    size = OptionalInt.empty();
  }

  /** An echo of this size came back, perhaps later than one waited for. */
  void answered(int passed) {
    search.passed(passed);
    if (size.isPresent() && size.getAsInt() <= search.largest()) {
      size = OptionalInt.empty();
    }
  }

  /** Somebody says that a packet of this size could not go on. */
  void tooBig(int packet, int mtu, String who) {
    search.tooBig(packet, mtu, who);
    size = OptionalInt.empty();
  }
}
