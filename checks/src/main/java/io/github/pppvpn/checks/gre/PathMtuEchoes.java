package io.github.pppvpn.checks.gre;

import java.util.OptionalInt;

/** The echoes of a {@link PathMtuSearch}: which size is to be sent when, and how often. */
final class PathMtuEchoes {
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final long PATIENCE_NANOS = 400_000_000;
  private static final int TRIES = 3;
  private static final int TRIES_WITH_LOSS = 8;

  private final PathMtuSearch search;
  private final int tries;
  private final long longestNanos;
  private OptionalInt size = OptionalInt.empty();
  private int tried;
  private long nextAt;
  private boolean over;

  /**
   * @param series the echoes before: what was lost and how long the others took
   */
  PathMtuEchoes(PathMtuSearch search, EchoSeries series) {
    this.search = search;
    this.tries = series.received() < series.sent() ? TRIES_WITH_LOSS : TRIES;
    this.longestNanos = series.longest().orElse(0);
  }

  PathMtuSearch search() {
    return search;
  }

  /** The size that is due now, if one is; it counts as sent. */
  OptionalInt due(long now) {
    if (size.isPresent() && tried == tries && now - nextAt >= 0) {
      search.silent(size.getAsInt());
      size = OptionalInt.empty();
    }
    if (size.isEmpty()) {
      size = search.candidate();
      over = size.isEmpty();
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
