package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.line.LineParser;

/**
 * The time that counts: behind {@code from}, up to and with {@code until}, both in milliseconds
 * since 1970.
 *
 * @param from {@link Long#MIN_VALUE} for the beginning of all logs
 * @param until {@link Long#MAX_VALUE} for whatever is there, stamps of the future too
 * @param endsNow whether reading goes to the end of the logs
 */
public record Window(long from, long until, boolean endsNow) {

  public boolean isAll() {
    return from == Long.MIN_VALUE;
  }

  /** Whether an event of that time is within. One without a time is only in all there is. */
  boolean holds(long time) {
    return time == LineParser.NO_TIME ? isAll() : time > from && time <= until;
  }
}
