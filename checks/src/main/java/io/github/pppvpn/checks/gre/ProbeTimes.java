package io.github.pppvpn.checks.gre;

/**
 * How long a probe may take, on the clock of whoever drives it.
 *
 * @param end when everything must be over
 */
record ProbeTimes(long end) {
  private static final long SECOND = 1_000_000_000;

  /** So long the raw socket stays open behind the end of the call, for late packets. */
  static final long HOLD_NANOS = SECOND;

  /** For the end of LCP, of the call and of the connection, one after the other. */
  static final long STEP_NANOS = 500_000_000;

  private static final long RESERVE_NANOS = HOLD_NANOS + 2 * STEP_NANOS + 100_000_000;

  /** When measuring stops and the polite end begins, for a call that starts now. */
  long measureUntil(long now) {
    return end - Math.min(RESERVE_NANOS, Math.max(0, end - now) / 2);
  }

  /** {@code nanos} from now, or the end if that is earlier. */
  long within(long now, long nanos) {
    return now + Math.min(nanos, end - now);
  }
}
