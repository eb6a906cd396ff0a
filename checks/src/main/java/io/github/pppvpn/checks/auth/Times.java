package io.github.pppvpn.checks.auth;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Points in time as text; a formatter of the JDK takes longer to load than the logs to read. */
final class Times {
  private Times() {}

  /** RFC 3339 in UTC, {@code 2026-11-21T20:01:02Z}, with milliseconds if there are any. */
  static String utc(long millis) {
    StringBuilder text = new StringBuilder(24);
    append(text, at(millis, ZoneOffset.UTC), 'T');
    int rest = (int) Math.floorMod(millis, 1000L);
    if (rest != 0) {
      text.append('.');
      padded(text, rest, 3);
    }
    return text.append('Z').toString();
  }

  /** {@code 2026-11-21 20:01:02} on the clocks of the zone. */
  static String local(long millis, ZoneId zone) {
    StringBuilder text = new StringBuilder(19);
    append(text, at(millis, zone), ' ');
    return text.toString();
  }

  /** {@code 20:01:02} on the clocks of the zone. */
  static String clock(long millis, ZoneId zone) {
    return local(millis, zone).substring(11);
  }

  private static LocalDateTime at(long millis, ZoneId zone) {
    ZoneOffset offset =
        zone instanceof ZoneOffset fixed
            ? fixed
            : zone.getRules().getOffset(Instant.ofEpochMilli(millis));
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, offset);
  }

  private static void append(StringBuilder text, LocalDateTime time, char separator) {
    padded(text, time.getYear(), 4);
    padded(text.append('-'), time.getMonthValue(), 2);
    padded(text.append('-'), time.getDayOfMonth(), 2);
    padded(text.append(separator), time.getHour(), 2);
    padded(text.append(':'), time.getMinute(), 2);
    padded(text.append(':'), time.getSecond(), 2);
  }

  private static void padded(StringBuilder text, int number, int digits) {
    String plain = Integer.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    text.append(plain);
  }

  /** A length of time in the largest unit that shows it exactly: {@code 5 min}. */
  static String length(long millis) {
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + " d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
