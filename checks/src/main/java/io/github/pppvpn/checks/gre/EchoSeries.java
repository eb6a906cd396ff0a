package io.github.pppvpn.checks.gre;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The echoes that loss and round trips are measured with: when to send, what came back. */
final class EchoSeries {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  /**
   * pptpd holds back what comes behind a lost packet until another one comes at least 300 ms later
   * (its pqueue.h): so the last echoes of a series are followed by some that do not count.
   */
  private static final long FLUSH_INTERVAL_NANOS = 350_000_000;

  /** Between two of the server's Configure-Requests (RFC 1661 section 4.6). */
  private static final long SERVERS_RESTART_NANOS = 3_000_000_000L;

  private final int count;
  private final long intervalNanos;
  private final List<Long> roundTrips = new ArrayList<>();
  private final Map<Integer, Long> unanswered = new HashMap<>();
  private int sent;
  private int lastNumber;
  private int heardNumber;
  private long nextAt;
  private long lastAt;
  private long flushAt;
  private long openAt;
  private long expectedNanos;
  private boolean over;

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

  /** Whether one that does not count is due, to bring back what the server may hold back. */
  boolean isFlushDue(long now) {
    return isWaiting() && now - flushAt >= 0;
  }

  /** It is sent now. */
  void flush(long now) {
    flushAt = now + FLUSH_INTERVAL_NANOS;
  }

  private boolean isWaiting() {
    return sent == count && !unanswered.isEmpty();
  }

  /** It is sent now, under this number. */
  void send(int number, long now) {
    sent++;
    unanswered.put(number, now);
    lastNumber = number;
    lastAt = now;
    // One that is late does not make the others come in a burst.
    nextAt = now + intervalNanos;
    flush(now);
  }

  /** The server has answered an echo of this number, be it one that does not count. */
  void heard(int number) {
    heardNumber = Math.max(heardNumber, number);
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

  /** Nobody waits any longer: what may still be on its way counts as never sent. */
  void cutOff(long now) {
    if (over) {
      return;
    }
    int before = unanswered.size();
    long trip = roundTrips.isEmpty() ? patienceNanos() : 4 * longest().orElseThrow();
    unanswered.values().removeIf(at -> now - at < trip);
    sent -= before - unanswered.size();
  }

  /** When to look again. */
  long nextDeadline() {
    return isWaiting() ? flushAt : nextAt;
  }

  /**
   * Whether every one was sent and answered, or waited for long enough. A server that is silent
   * since the last one may have gone down by a Configure-Request of ours that came late, and asks
   * for an answer to its own again within its restart timer.
   */
  boolean isOver(long now) {
    long waited = now - lastAt - patienceNanos();
    over |=
        sent == count
            && (unanswered.isEmpty()
                || waited >= (heardNumber >= lastNumber ? 0 : SERVERS_RESTART_NANOS));
    return over;
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
