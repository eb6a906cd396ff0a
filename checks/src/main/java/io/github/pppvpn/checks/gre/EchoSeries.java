package io.github.pppvpn.checks.gre;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The echoes that loss and round trips are measured with: when to send, what came back. */
final class EchoSeries {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final int count;
  private final long intervalNanos;
  private final List<Long> roundTrips = new ArrayList<>();
  private int sent;
  private long nextAt;
  private long lastAt;

  /**
   * @param count how many are wanted
   * @param intervalNanos between two
   */
  EchoSeries(int count, long intervalNanos) {
    this.count = count;
    this.intervalNanos = intervalNanos;
  }

  /** The first one is due now. */
  void start(long now) {
    nextAt = now;
    lastAt = now;
  }

  /** Whether the next one is due; it then counts as sent. */
  boolean send(long now) {
    if (sent == count || now - nextAt < 0) {
      return false;
    }
    sent++;
    lastAt = now;
    // One that is late does not make the others come in a burst.
    nextAt = now + intervalNanos;
    return true;
  }

  void answered(long roundTripNanos) {
    roundTrips.add(roundTripNanos);
  }

  /** When to look again. */
  long nextDeadline() {
    return sent < count ? nextAt : lastAt + patienceNanos();
  }

  /** Whether every one was sent and answered, or waited for long enough. */
  boolean isOver(long now) {
    return sent == count && (roundTrips.size() == sent || now - lastAt - patienceNanos() >= 0);
  }

  private long patienceNanos() {
    return Math.max(PATIENCE_NANOS, 4 * longest().orElse(0));
  }

  int sent() {
    return sent;
  }

  int received() {
    return roundTrips.size();
  }

  OptionalLong longest() {
    long longest = -1;
    for (long trip : roundTrips) {
      longest = Math.max(longest, trip);
    }
    return longest < 0 ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  OptionalLong average() {
    if (roundTrips.isEmpty()) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (long trip : roundTrips) {
      sum += trip;
    }
    return OptionalLong.of(sum / roundTrips.size());
  }

  /** The mean difference between one round trip and the next; empty with less than two. */
  OptionalLong jitter() {
    if (roundTrips.size() < 2) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (int i = 1; i < roundTrips.size(); i++) {
      sum += Math.abs(roundTrips.get(i) - roundTrips.get(i - 1));
    }
    return OptionalLong.of(sum / (roundTrips.size() - 1));
  }
}
