package io.github.pppvpn.log.source;

/**
 * What the name of a file says about its place among the rotations of a log: {@code X}, {@code
 * X.1}, {@code X.2.gz}, {@code X-20261121.gz}, and with logrotate's {@code extension}: {@code
 * X.1.log}, {@code X-20261121.log}.
 *
 * @param base the log's own name, that of its current file
 * @param kind how the place is counted
 * @param rank the number, or the digits of the date padded to comparable length; greater numbers
 *     are older, greater dates newer
 * @param inner whether the place stands before the name's extension
 * @param compression how the file is compressed
 */
record Rotation(String base, Kind kind, long rank, boolean inner, Compression compression) {
  /** How the rotations of a log are told apart. */
  enum Kind {
    CURRENT,
    NUMBER,
    DATE
  }

  private static final int MAX_NUMBER_DIGITS = 5;

  /** The file that the log's writer has open. */
  static Rotation current(String name) {
    return new Rotation(name, Kind.CURRENT, 0, false, Compression.of(name));
  }

  /** Reads a name that may be any log's; a name without a rotation's suffix is a current one. */
  static Rotation of(String name) {
    Compression compression = Compression.of(name);
    String plain = name.substring(0, name.length() - compression.suffix().length());
    int cut = suffixStart(plain);
    if (cut > 0) {
      return at(plain.substring(0, cut), plain, cut, plain.length(), false, compression);
    }
    int dot = plain.lastIndexOf('.');
    if (dot > 0) {
      cut = suffixStart(plain.substring(0, dot));
      if (cut > 0) {
        String base = plain.substring(0, cut) + plain.substring(dot);
        return at(base, plain, cut, dot, true, compression);
      }
    }
    return current(name);
  }

  private static Rotation at(
      String base, String name, int cut, int end, boolean inner, Compression compression) {
    String digits = digits(name, cut + 1, end);
    if (isDate(digits)) {
      long rank = Long.parseLong(digits);
      for (int i = digits.length(); i < 14; i++) {
        rank *= 10;
      }
      return new Rotation(base, Kind.DATE, rank, inner, compression);
    }
    return new Rotation(base, Kind.NUMBER, Long.parseLong(digits), inner, compression);
  }

  /** Where the suffix of a number or a date starts, 0 if there is none. */
  private static int suffixStart(String name) {
    int end = name.length();
    int cut = end;
    while (cut > 0 && isDigit(name.charAt(cut - 1))) {
      cut--;
    }
    if (cut == end || cut < 2) {
      return 0;
    }
    char separator = name.charAt(cut - 1);
    int length = end - cut;
    if (separator == '.' && length <= MAX_NUMBER_DIGITS) {
      return cut - 1;
    }
    if (isSeparator(separator) && isDate(name.substring(cut))) {
      return cut - 1;
    }
    // X-2026-11-21
    if (length == 2 && end > 11 && separator == '-' && name.charAt(end - 6) == '-') {
      int start = end - 11;
      if (isSeparator(name.charAt(start))) {
        String digits = digits(name, start + 1, end);
        if (digits.length() == 8 && isDate(digits)) {
          return start;
        }
      }
    }
    return 0;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '.' || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String digits(String name, int from, int to) {
    StringBuilder digits = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (isDigit(name.charAt(i))) {
        digits.append(name.charAt(i));
      }
    }
    return digits.toString();
  }

  /** YYYYMMDD, with hours, minutes, seconds as the rotation's format has them, or epoch seconds. */
  private static boolean isDate(String digits) {
    int length = digits.length();
    if (length < 8 || length > 14) {
      return false;
    }
    int year = Integer.parseInt(digits.substring(0, 4));
    int month = Integer.parseInt(digits.substring(4, 6));
    int day = Integer.parseInt(digits.substring(6, 8));
    boolean calendar = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return length == 10 || (calendar && length % 2 == 0);
  }
}
