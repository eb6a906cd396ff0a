package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.plugin.Multiplier;
import io.github.pppvpn.plugin.Unit;
import java.util.Optional;

/** Lengths of time as people read and write them. */
final class Span {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Span() {}

  /** {@code 45 s}, {@code 12 min}, {@code 3 h 4 min}, {@code 2 d 5 h}. */
  static String text(long millis) {
    long length = Math.max(0, millis);
    if (length < 2 * MINUTE) {
      return length / SECOND + " s";
    }
    if (length < 2 * HOUR && length != HOUR) {
      return length / MINUTE + " min";
    }
    return length < 2 * DAY
        ? two(length / HOUR, " h", length % HOUR / MINUTE, " min")
        : two(length / DAY, " d", length % DAY / HOUR, " h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + unit : large + unit + " " + small + smallUnit;
  }

  /** Milliseconds of a number with a suffix, {@code 90s}, {@code 1h}; nothing for other texts. */
  static Optional<Long> parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Optional<Multiplier> unit = Unit.SECONDS.multiplier(text.substring(digits));
    if (digits == 0 || digits > 9 || unit.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of((long) (unit.get().times(text.substring(0, digits)) * 1000));
  }
}
