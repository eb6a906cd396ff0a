package io.github.pppvpn.checks.gre;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The echoes that loss and round trips are measured with: when to send, what came back. */
final class EchoSeries {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final int count;
  private final long intervalNanos;
  private final List<Long> roundTrips = new ArrayList<>();
  private final Map<Integer, Long> unanswered = new HashMap<>();
  private int sent;
  private long nextAt;
  private long lastAt;
  private long openAt;
  private long expectedNanos;

  /**
   * @param count how many are wanted
   * @param intervalNanos between two
   */
  EchoSeries(int count, long intervalNanos) {
    this.count = count;
    this.intervalNanos = intervalNanos;
  }

  /** The next one is due now. */
  void start(long now) {
    nextAt = now;
    lastAt = now;
    openAt = now;
  }

  /** How long a round trip took before the echoes, so that the first one is waited for, too. */
  void expect(long roundTripNanos) {
    expectedNanos = Math.max(expectedNanos, roundTripNanos);
  }

  /** Whether the next one is due. */
  boolean isDue(long now) {
    return sent < count && now - nextAt >= 0;
  }

  /** Whether all are sent, and not all are answered. */
  boolean isWaiting() {
    return sent == count && !unanswered.isEmpty();
  }

  /** It is sent now, under this number. */
  void send(int number, long now) {
    sent++;
    unanswered.put(number, now);
    lastAt = now;
    // One that is late does not make the others come in a burst.
    nextAt = now + intervalNanos;
  }

  /** Its answer has come; a second one counts for nothing. */
  void answered(int number, long roundTripNanos) {
    Long sentAt = unanswered.remove(number);
    if (sentAt != null) {
      roundTrips.add(roundTripNanos);
      openAt = later(openAt, sentAt);
    }
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  /**
   * The server begins LCP anew. It may have been waiting for our Configure-Ack since its last
   * answer, seconds ago where its own request was lost (RFC 1661 section 4.6), and it answers no
   * echo meanwhile: that says nothing of the path. Those echoes count as never sent.
   */
  void interrupt(long now) {
    int before = unanswered.size();
    unanswered.values().removeIf(at -> at - openAt >= 0 || now - at < PATIENCE_NANOS);
    sent -= before - unanswered.size();
  }

  /** What may still be on its way counts as never sent. */
  void cutOff(long now) {
    int before = unanswered.size();
    long trip = roundTrips.isEmpty() ? patienceNanos() : 4 * longest().orElseThrow();
    unanswered.values().removeIf(at -> now - at < trip);
    sent -= before - unanswered.size();
  }

  /** When to look again. */
  long nextDeadline() {
    return sent < count ? nextAt : lastAt + patienceNanos();
  }

  /** Whether every one was sent and answered, or waited for long enough. */
  boolean isOver(long now) {
    return sent == count && (!isWaiting() || now - lastAt - patienceNanos() >= 0);
  }

  /** How long what is left to send takes with the wait for the last one. */
  long leastNanos() {
    return (count - sent) * intervalNanos + patienceNanos();
  }

  private long patienceNanos() {
    return Math.max(PATIENCE_NANOS, Math.max(2 * expectedNanos, 4 * longest().orElse(0)));
  }

  /** How many are wanted. */
  int count() {
    return count;
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
