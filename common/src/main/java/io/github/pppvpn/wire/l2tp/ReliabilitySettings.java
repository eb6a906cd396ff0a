package io.github.pppvpn.wire.l2tp;

/**
 * How patient a tunnel's delivery is (RFC 2661 section 5.8).
 *
 * @param firstTimeoutNanos until the first retransmission, above 0; each further wait is twice as
 *     long
 * @param longestTimeoutNanos the longest wait
 * @param maxRetransmissions of one message until the peer counts as gone, 0 or more
 * @param ackDelayNanos how long an acknowledgment may wait for a message that can carry it, 0 or
 *     more
 */
public record ReliabilitySettings(
    long firstTimeoutNanos, long longestTimeoutNanos, int maxRetransmissions, long ackDelayNanos) {
  private static final long SECOND = 1_000_000_000L;

  public ReliabilitySettings {
    if (firstTimeoutNanos <= 0 || longestTimeoutNanos < firstTimeoutNanos) {
      throw new IllegalArgumentException("the timeouts must be above 0, the longest not the less");
    }
    if (maxRetransmissions < 0 || ackDelayNanos < 0) {
      throw new IllegalArgumentException("retransmissions and delay must be 0 or more");
    }
  }

  /** As RFC 2661 recommends: 1, 2, 4, 8 and 8 s, five times; acknowledgments within 100 ms. */
  public static ReliabilitySettings recommended() {
    return new ReliabilitySettings(SECOND, 8 * SECOND, 5, SECOND / 10);
  }
}
