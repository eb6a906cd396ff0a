package io.github.pppvpn.log.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.Supplier;

/**
 * Reads time stamps. What a stamp leaves out is inferred: the year as the latest that is at most a
 * day after the reference (clocks differ a little), and the zone as the one given.
 *
 * <p>A local time that a clock shows twice (the end of summer time) is read as its first
 * occurrence, unless the second one is within three hours before the reference, and it is told that
 * there are two: which it is only the lines around it say. One that a clock skips is read as if the
 * clock had not yet been put forward.
 */
final class StampReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** {@code .dddddd}: of digits the upper half, also with what makes those of no others so. */
  private static final long MICROS_MASK = 0x00_f0f0f0_f0f0f0_ffL;

  private static final long MICROS = 0x00_303030_303030_2eL;
  private static final long MICROS_ADDED = 0x00_060606_060606_00L;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long NEAR_REFERENCE = 3 * 3600;

  /** Seconds, as java.time has it. */
  private static final int MAX_OFFSET = 18 * 3600;

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final long reference;
  private final Supplier<ZoneId> zone;
  private ZoneRules rules;
  private int referenceYear = Integer.MIN_VALUE;

  // The last minute that was read, so that most stamps cost two comparisons.
  private final byte[] minute = new byte[12];
  private long minuteStart;
  private boolean minuteKnown;
  private boolean ambiguous;
  private boolean wasAmbiguous;
  private long change;
  private long doubled;

  // The same for stamps with year and zone: "2026-11-21T20:01", and "+hh:mm" or the letter Z.
  private long isoDate;
  private long isoClock;
  private long isoZone;
  private long isoStart;
  private boolean isoKnown;

  StampReader(long referenceMillis, Supplier<ZoneId> zone) {
    this.reference = Math.floorDiv(referenceMillis, 1000L);
    this.zone = zone;
  }

  static boolean isBsd(byte[] b, int at, int to) {
    return to - at >= 15
        && b[at + 3] == ' '
        && b[at + 6] == ' '
        && b[at + 9] == ':'
        && b[at + 12] == ':'
        && Bytes.isDigit(b[at + 5])
        && Bytes.isDigit(b[at + 14])
        && monthOf(b, at) > 0;
  }

  static boolean isIso(byte[] b, int at, int to) {
    return to - at >= 19
        && b[at + 4] == '-'
        && b[at + 7] == '-'
        && b[at + 13] == ':'
        && b[at + 16] == ':'
        && Bytes.isDigit(b[at])
        && Bytes.isDigit(b[at + 18]);
  }

  /** {@code Sat Nov 21 20:01:02 2026}: ctime(3). */
  static boolean isCtime(byte[] b, int at, int to) {
    return to - at >= 24
        && b[at + 3] == ' '
        && b[at + 19] == ' '
        && isBsd(b, at + 4, to)
        && Bytes.isDigit(b[at + 20])
        && Bytes.isDigit(b[at + 23]);
  }

  void forgetMinute() {
    minuteKnown = false;
  }

  /** See {@link LineParser#change()}. */
  long change() {
    return change * 1000;
  }

  /** See {@link LineParser#doubled()}. */
  long doubled() {
    return doubled * 1000;
  }

  boolean wasAmbiguous() {
    boolean was = wasAmbiguous;
    wasAmbiguous = false;
    return was;
  }

  /** Reads {@code Nov 21 20:01:02[.fraction]}. */
  long bsd(byte[] b, int at, int to, int knownYear) {
    int second = two(b, at + 13);
    if (minuteKnown && second >= 0 && knownYear == 0 && sameMinute(b, at)) {
      return (minuteStart + Math.min(second, 59)) * 1000 + fraction(b, at + 15, to);
    }
    int month = monthOf(b, at);
    int day = b[at + 4] == ' ' ? digit(b[at + 5]) : two(b, at + 4);
    int clock = clock(b, at + 7);
    if (month == 0 || day < 1 || clock < 0) {
      return LineParser.NO_TIME;
    }
    long seconds;
    if (knownYear != 0) {
      seconds = instant(knownYear, month, day, clock);
    } else {
      seconds = inLatestYear(month, day, clock);
      if (seconds != LineParser.NO_TIME && !ambiguous) {
        System.arraycopy(b, at, minute, 0, minute.length);
        minuteStart = seconds - clock % 60;
        // The year of a later second of the minute must be the same.
        minuteKnown = minuteStart + 60 < reference + SECONDS_PER_DAY;
      } else {
        minuteKnown = false;
      }
    }
    wasAmbiguous |= ambiguous;
    return seconds == LineParser.NO_TIME ? seconds : seconds * 1000 + fraction(b, at + 15, to);
  }

  /** Reads {@code Sat Nov 21 20:01:02 2026}. */
  long ctime(byte[] b, int at, int to) {
    int year = two(b, at + 20) < 0 || two(b, at + 22) < 0 ? 0 : two(b, at + 20) * 100;
    return year == 0 ? LineParser.NO_TIME : bsd(b, at + 4, at + 19, year + two(b, at + 22));
  }

  /** Reads {@code 2026-11-21T20:01:02[.fraction][Z|+hh[:]mm]}; without a zone it is local time. */
  long iso(byte[] b, int at, int to) {
    long zone;
    long millis;
    long fraction = at + 34 <= to ? (long) LONG.get(b, at + 19) : 0;
    if ((fraction & MICROS_MASK) == MICROS
        && (fraction + MICROS_ADDED & MICROS_MASK) == MICROS
        && (b[at + 26] == '+' || b[at + 26] == '-')
        && b[at + 29] == ':') {
      // ".123456+01:00", as rsyslog writes it.
      zone = (long) LONG.get(b, at + 26) & 0xffff_ffff_ffffL;
      millis =
          (fraction >>> 8 & 0xf) * 100 + (fraction >>> 16 & 0xf) * 10 + (fraction >>> 24 & 0xf);
    } else {
      zone = zoneOf(b, at + 19, to);
      millis = fraction(b, at + 19, to);
    }
    if (isoKnown
        && zone == isoZone
        && (long) LONG.get(b, at) == isoDate
        && (long) LONG.get(b, at + 8) == isoClock
        && b[at + 16] == ':') {
      int second = two(b, at + 17);
      if (second >= 0 && second <= 60) {
        return isoStart + Math.min(second, 59) * 1000L + millis;
      }
    }
    long time = readIso(b, at, to);
    if (zone != 0 && time != LineParser.NO_TIME && b[at + 16] == ':') {
      isoZone = zone;
      isoDate = (long) LONG.get(b, at);
      isoClock = (long) LONG.get(b, at + 8);
      isoStart = time - millis - Math.min(two(b, at + 17), 59) * 1000L;
      isoKnown = true;
    }
    return time;
  }

  /**
   * The bytes of {@code Z} or {@code +hh:mm} behind the fraction as one number; 0 for any other
   * zone.
   */
  private static long zoneOf(byte[] b, int from, int to) {
    int at = from;
    if (at < to && (b[at] == '.' || b[at] == ',')) {
      at = Bytes.afterDigits(b, at + 1, to);
    }
    if (at < to && b[at] == 'Z') {
      return 'Z';
    }
    if (at + 8 > to || (b[at] != '+' && b[at] != '-') || b[at + 3] != ':') {
      return 0;
    }
    return (long) LONG.get(b, at) & 0xffff_ffff_ffffL;
  }

  private long readIso(byte[] b, int at, int to) {
    int century = two(b, at);
    int year = two(b, at + 2);
    int month = two(b, at + 5);
    int day = two(b, at + 8);
    int clock = clock(b, at + 11);
    if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1 || clock < 0) {
      return LineParser.NO_TIME;
    }
    year += century * 100;
    if (day > GregorianDays.daysIn(year, month)) {
      return LineParser.NO_TIME;
    }
    int end = at + 19;
    long millis = fraction(b, end, to);
    if (end < to && (b[end] == '.' || b[end] == ',')) {
      end = Bytes.afterDigits(b, end + 1, to);
    }
    if (end < to && (b[end] == 'Z' || b[end] == 'z')) {
      return (GregorianDays.epochDay(year, month, day) * SECONDS_PER_DAY + clock) * 1000 + millis;
    }
    if (end + 3 <= to && (b[end] == '+' || b[end] == '-')) {
      int hours = two(b, end + 1);
      int minutesAt = end + 3 < to && b[end + 3] == ':' ? end + 4 : end + 3;
      int minutes = minutesAt + 2 <= to ? Math.max(0, two(b, minutesAt)) : 0;
      int offset = (hours * 60 + minutes) * 60;
      if (hours < 0 || minutes > 59 || offset > MAX_OFFSET) {
        return LineParser.NO_TIME;
      }
      long seconds = GregorianDays.epochDay(year, month, day) * SECONDS_PER_DAY + clock;
      return (b[end] == '+' ? seconds - offset : seconds + offset) * 1000 + millis;
    }
    long seconds = instant(year, month, day, clock);
    wasAmbiguous |= ambiguous;
    return seconds == LineParser.NO_TIME ? seconds : seconds * 1000 + millis;
  }

  private boolean sameMinute(byte[] b, int at) {
    for (int i = minute.length - 1; i >= 0; i--) {
      if (b[at + i] != minute[i]) {
        return false;
      }
    }
    return true;
  }

  private long inLatestYear(int month, int day, int clock) {
    int year = referenceYear() + 1;
    for (int tries = 0; tries < 10; tries++, year--) {
      if (day <= GregorianDays.daysIn(year, month)) {
        long seconds = instant(year, month, day, clock);
        if (seconds <= reference + SECONDS_PER_DAY) {
          return seconds;
        }
      }
    }
    ambiguous = false;
    return LineParser.NO_TIME;
  }

  private int referenceYear() {
    if (referenceYear == Integer.MIN_VALUE) {
      long bounded = Math.max(-60_000_000_000L, Math.min(250_000_000_000L, reference));
      referenceYear = LocalDateTime.ofEpochSecond(bounded, 0, ZoneOffset.UTC).getYear();
    }
    return referenceYear;
  }

  private long instant(int year, int month, int day, int clock) {
    ambiguous = false;
    if (day > GregorianDays.daysIn(year, month)) {
      return LineParser.NO_TIME;
    }
    if (rules == null) {
      rules = zone.get().getRules();
    }
    long local = GregorianDays.epochDay(year, month, day) * SECONDS_PER_DAY + clock;
    if (rules.isFixedOffset()) {
      return local - rules.getOffset(java.time.Instant.EPOCH).getTotalSeconds();
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition == null) {
      return local - rules.getOffset(time).getTotalSeconds();
    }
    long first = local - transition.getOffsetBefore().getTotalSeconds();
    if (transition.isGap()) {
      return first;
    }
    ambiguous = true;
    long second = local - transition.getOffsetAfter().getTotalSeconds();
    change = transition.toEpochSecond();
    doubled = second - first;
    return second <= reference + 60 && second >= reference - NEAR_REFERENCE ? second : first;
  }

  /** Milliseconds of {@code .123456} or {@code ,123}. */
  private static int fraction(byte[] b, int at, int to) {
    if (at >= to || (b[at] != '.' && b[at] != ',')) {
      return 0;
    }
    int millis = 0;
    for (int i = 1; i <= 3; i++) {
      boolean present = at + i < to && Bytes.isDigit(b[at + i]);
      if (!present) {
        // "20:01:02." ends a sentence, and "…02.5" is half a second.
        for (int rest = i; rest <= 3; rest++) {
          millis *= 10;
        }
        return millis;
      }
      millis = millis * 10 + (b[at + i] - '0');
    }
    return millis;
  }

  /** Seconds of the day of {@code hh:mm:ss}, or -1; a leap second is read as the one before. */
  private static int clock(byte[] b, int at) {
    int hour = two(b, at);
    int minutes = two(b, at + 3);
    int seconds = two(b, at + 6);
    if (hour < 0 || hour > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
      return -1;
    }
    return (hour * 60 + minutes) * 60 + Math.min(seconds, 59);
  }

  private static int two(byte[] b, int at) {
    int tens = digit(b[at]);
    int ones = digit(b[at + 1]);
    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
  }

  private static int digit(byte b) {
    return Bytes.isDigit(b) ? b - '0' : -1;
  }

  private static int monthOf(byte[] b, int at) {
    for (int month = 0; month < 12; month++) {
      if (b[at] == MONTHS.charAt(3 * month)
          && b[at + 1] == MONTHS.charAt(3 * month + 1)
          && b[at + 2] == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return 0;
  }
}
