package io.github.pppvpn.checks.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many sessions had come and gone by some run, counted since the state began.
 *
 * @param seconds since boot
 * @param opened have come
 * @param closed have gone
 */
record Tally(long seconds, long opened, long closed) {
  /** Rates of less are accidents. */
  static final long LEAST_SECONDS = 30;

  private static final int MOST = 200;

  String text() {
    return seconds + " " + opened + " " + closed;
  }

  static Optional<Tally> parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    long seconds = Numerals.decimal(text.substring(0, first));
    long opened = Numerals.decimal(text.substring(first + 1, second));
    long closed = Numerals.decimal(text.substring(second + 1));
    return Math.min(seconds, Math.min(opened, closed)) < 0
        ? Optional.empty()
        : Optional.of(new Tally(seconds, opened, closed));
  }

  /** The latest of {@code earlier} (oldest first) that is long enough ago to compare with. */
  Optional<Tally> base(List<Tally> earlier) {
    Optional<Tally> base = Optional.empty();
    for (Tally tally : earlier) {
      boolean before = tally.opened <= opened && tally.closed <= closed;
      if (before && tally.seconds <= seconds - LEAST_SECONDS) {
        base = Optional.of(tally);
      }
    }
    return base;
  }

  /** What the next run may have to compare with: the base, and what is younger. */
  List<Tally> kept(List<Tally> earlier) {
    Optional<Tally> base = base(earlier);
    List<Tally> kept = new ArrayList<>();
    for (Tally tally : earlier) {
      boolean needed = base.isEmpty() || tally.seconds >= base.get().seconds;
      if (needed && tally.seconds <= seconds && kept.size() < MOST) {
        kept.add(tally);
      }
    }
    kept.add(this);
    return kept;
  }

  /** How many per minute, of {@code now - then} over the time since {@code base}. */
  double perMinute(Tally base, long now, long then) {
    return Math.rint((now - then) * 6000.0 / (seconds - base.seconds)) / 100;
  }
}
