package io.github.pppvpn.log.line;

/**
 * The days of the Gregorian calendar, also before there was one (ISO 8601). java.time knows them
 * too, but asks a leap year's rules of classes that take 12 ms to load.
 */
public final class GregorianDays {
  private GregorianDays() {}

  /** How many days the month (1 to 12) has. */
  public static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days from 1970-01-01 in the Gregorian calendar, counted in years that start in March. */
  public static long epochDay(int year, int month, int day) {
    long y = month > 2 ? year : year - 1L;
    int monthFromMarch = (month + 9) % 12;
    long dayOfYear = (153L * monthFromMarch + 2) / 5 + day - 1;
    return y * 365
        + Math.floorDiv(y, 4L)
        - Math.floorDiv(y, 100L)
        + Math.floorDiv(y, 400L)
        + dayOfYear
        - 719_468;
  }
}
