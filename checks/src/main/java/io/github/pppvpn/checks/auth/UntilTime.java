package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.line.GregorianDays;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A point in time as a person writes it: {@code 2026-11-21T20:01:02Z} (RFC 3339, any offset),
 * {@code 2026-11-21 20:01[:02]} on the host's clocks, {@code 20:01[:02]} for the last time these
 * showed that, or {@code @1795291262} in seconds since 1970.
 *
 * <p>Of a time that the clocks showed twice (the end of summer time) the second occurrence is
 * meant, so that the window holds all of it; one that they skipped is the moment of the change.
 */
final class UntilTime {
  static final String WANTED =
      "a time: YYYY-MM-DDThh:mm:ssZ, \"YYYY-MM-DD hh:mm[:ss]\", hh:mm[:ss] or @SECONDS";

  private static final int MAX_EPOCH_DIGITS = 12;
  private static final long DAY_MILLIS = 86_400_000;

  private enum Kind {
    INSTANT,
    LOCAL,
    CLOCK
  }

  private final Kind kind;

  /** Milliseconds since 1970, in UTC for an instant, else as the clocks show. */
  private final long millis;

  private UntilTime(Kind kind, long millis) {
    this.kind = kind;
    this.millis = millis;
  }

  /** Reads the text; nothing if it is no such time. */
  static Optional<UntilTime> parse(String text) {
    if (text.startsWith("@")) {
      return number(text, 1, text.length(), MAX_EPOCH_DIGITS)
          .map(seconds -> new UntilTime(Kind.INSTANT, seconds * 1000));
    }
    if (text.indexOf(':') == 2) {
      return clock(text, 0, text.length()).map(clock -> new UntilTime(Kind.CLOCK, clock));
    }
    if (text.length() < 16 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    char separator = text.charAt(10);
    if (separator != ' ' && separator != 'T' && separator != 't') {
      return Optional.empty();
    }
    int end = text.length();
    Optional<Long> offset = Optional.empty();
    char last = text.charAt(end - 1);
    int sign = Math.max(text.indexOf('+', 11), text.indexOf('-', 11));
    if (last == 'Z' || last == 'z') {
      offset = Optional.of(0L);
      end--;
    } else if (sign > 0) {
      offset = offset(text, sign);
      if (offset.isEmpty()) {
        return Optional.empty();
      }
      end = sign;
    }
    Optional<Long> day = day(text);
    Optional<Long> clock = clock(text, 11, end);
    if (day.isEmpty() || clock.isEmpty()) {
      return Optional.empty();
    }
    long shown = day.get() + clock.get();
    return Optional.of(
        offset.isPresent()
            ? new UntilTime(Kind.INSTANT, shown - offset.get())
            : new UntilTime(Kind.LOCAL, shown));
  }

  private static Optional<Long> number(String text, int from, int to, int maxDigits) {
    if (to > text.length() || to <= from || to - from > maxDigits) {
      return Optional.empty();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      number = number * 10 + digit;
    }
    return Optional.of(number);
  }

  private static Optional<Long> day(String text) {
    int year = number(text, 0, 4, 4).orElse(-1L).intValue();
    int month = number(text, 5, 7, 2).orElse(0L).intValue();
    int day = number(text, 8, 10, 2).orElse(0L).intValue();
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > GregorianDays.daysIn(year, month)) {
      return Optional.empty();
    }
    return Optional.of(GregorianDays.epochDay(year, month, day) * DAY_MILLIS);
  }

  /** Milliseconds of the day of {@code hh:mm[:ss[.fraction]]}. */
  private static Optional<Long> clock(String text, int from, int to) {
    Optional<Long> hours = number(text, from, from + 2, 2);
    Optional<Long> minutes = number(text, from + 3, from + 5, 2);
    if (to < from + 5 || hours.isEmpty() || minutes.isEmpty() || text.charAt(from + 2) != ':') {
      return Optional.empty();
    }
    long millis = (hours.get() * 60 + minutes.get()) * 60_000;
    boolean valid = hours.get() < 24 && minutes.get() < 60;
    if (to > from + 5) {
      Optional<Long> seconds = number(text, from + 6, from + 8, 2);
      if (to < from + 8 || text.charAt(from + 5) != ':' || seconds.isEmpty()) {
        return Optional.empty();
      }
      valid &= seconds.get() < 61;
      millis += Math.min(59, seconds.get()) * 1000;
      if (to > from + 8) {
        Optional<Long> fraction = number(text, from + 9, to, 9);
        if (text.charAt(from + 8) != '.' || fraction.isEmpty()) {
          return Optional.empty();
        }
        double scale = Math.pow(10, to - from - 9);
        millis += (long) Math.floor(fraction.get() / scale * 1000);
      }
    }
    return valid ? Optional.of(millis) : Optional.empty();
  }

  private static Optional<Long> offset(String text, int sign) {
    Optional<Long> hours = number(text, sign + 1, sign + 3, 2);
    boolean colon = text.length() == sign + 6 && text.charAt(sign + 3) == ':';
    Optional<Long> minutes = number(text, sign + (colon ? 4 : 3), text.length(), 2);
    if (hours.isEmpty() || minutes.isEmpty() || hours.get() > 18 || minutes.get() > 59) {
      return Optional.empty();
    }
    long millis = (hours.get() * 60 + minutes.get()) * 60_000;
    return Optional.of(text.charAt(sign) == '-' ? -millis : millis);
  }

  /**
   * The point meant, in milliseconds since 1970.
   *
   * @param now the wall clock, to which {@code hh:mm} refers
   * @param zone the host's, asked for only where the time names none
   */
  long millis(long now, Supplier<ZoneId> zone) {
    return switch (kind) {
      case INSTANT -> millis;
      case LOCAL -> instant(millis, zone.get());
      case CLOCK -> {
        LocalDateTime today = LocalDateTime.ofInstant(Instant.ofEpochMilli(now), zone.get());
        long day = Math.floorDiv(today.toEpochSecond(ZoneOffset.UTC), 86_400L) * DAY_MILLIS;
        long at = instant(day + millis, zone.get());
        yield at <= now ? at : instant(day - DAY_MILLIS + millis, zone.get());
      }
    };
  }

  private static long instant(long shown, ZoneId zone) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(shown, 1000L), 0, ZoneOffset.UTC);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      return change.toEpochSecond() * 1000;
    }
    return shown - offsets.get(offsets.size() - 1).getTotalSeconds() * 1000L;
  }
}
