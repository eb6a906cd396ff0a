package io.github.pppvpn.checks.sessions;

/** Times and durations for a person to read, without the classes that java.time would load. */
final class Since {
  private static final long DAY_SECONDS = 86_400;

  private Since() {}

  /** {@code 2026-11-21 09:05 UTC} for milliseconds since 1970. */
  static String time(long millis) {
    long seconds = Math.floorDiv(millis, 1000);
    long days = Math.floorDiv(seconds, DAY_SECONDS);
    long minute = Math.floorMod(seconds, DAY_SECONDS) / 60;
    // The Gregorian calendar in years that begin in March, so that the leap day is the last.
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year
        + "-"
        + two(month)
        + "-"
        + two(day)
        + " "
        + two(minute / 60)
        + ":"
        + two(minute % 60)
        + " UTC";
  }

  /** {@code 3 d 4 h}, {@code 2 h 5 min}, {@code 7 min}, {@code 12 s}. */
  static String duration(long seconds) {
    if (seconds >= DAY_SECONDS) {
      return seconds / DAY_SECONDS + " d " + seconds % DAY_SECONDS / 3600 + " h";
    }
    if (seconds >= 3600) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds >= 60 ? seconds / 60 + " min" : seconds + " s";
  }

  /** {@code 812 B}, {@code 4.2 MB}: powers of 1000. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    String prefixes = "kMGTPE";
    int power = 0;
    double value = bytes / 1000.0;
    while (value >= 999.95) {
      value /= 1000;
      power++;
    }
    return Math.round(value * 10) / 10.0 + " " + prefixes.charAt(power) + "B";
  }

  private static String two(long number) {
    return (number < 10 ? "0" : "") + number;
  }
}
