package io.github.pppvpn.checks.sessions;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The usual count of each hour of the week, in UTC, and the mean of the present hour so far. Weeks
 * count the less the longer ago they are.
 */
final class Week {
  private static final int HOURS = 168;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final double NEW_WEEK = 0.3;

  /** The mean of each hour in tenths of a session; -1 while it is not known. */
  private final long[] tenths = new long[HOURS];

  private long hour = -1;
  private long sum;
  private long runs;

  private Week() {
    Arrays.fill(tenths, -1);
  }

  /** Reads what {@link #text} wrote; anything else is a week of which nothing is known. */
  static Week parse(String text) {
    Week week = new Week();
    String[] words = text.split(" ", -1);
    if (words.length != HOURS + 3) {
      return week;
    }
    week.hour = Numerals.decimal(words[0]);
    week.sum = Math.max(0, Numerals.decimal(words[1]));
    week.runs = Math.max(0, Numerals.decimal(words[2]));
    for (int i = 0; i < HOURS; i++) {
      week.tenths[i] = Numerals.decimal(words[i + 3]);
    }
    return week;
  }

  String text() {
    StringBuilder text = new StringBuilder(HOURS * 4);
    text.append(hour).append(' ').append(sum).append(' ').append(runs);
    for (long mean : tenths) {
      text.append(' ');
      if (mean >= 0) {
        text.append(mean);
      }
    }
    return text.toString();
  }

  /** Takes in that there were {@code sessions} at a time, in milliseconds since 1970. */
  void add(long millis, long sessions) {
    long now = Math.floorDiv(millis, HOUR_MILLIS);
    if (now != hour) {
      finishHour(now);
      hour = now;
      sum = 0;
      runs = 0;
    }
    sum += sessions;
    runs++;
  }

  /** An hour that lies ahead is one of a clock that was wrong. */
  private void finishHour(long now) {
    if (hour < 0 || hour > now || runs == 0) {
      return;
    }
    int slot = (int) (hour % HOURS);
    double mean = sum * 10.0 / runs;
    tenths[slot] =
        Math.round(tenths[slot] < 0 ? mean : tenths[slot] * (1 - NEW_WEEK) + mean * NEW_WEEK);
  }

  /** The usual count at that time; nothing while it is not known. */
  OptionalDouble usual(long millis) {
    int slot = (int) Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), (long) HOURS);
    return tenths[slot] < 0 ? OptionalDouble.empty() : OptionalDouble.of(tenths[slot] / 10.0);
  }
}
