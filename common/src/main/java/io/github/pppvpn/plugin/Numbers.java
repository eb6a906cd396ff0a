package io.github.pppvpn.plugin;

/**
 * Numbers as text, the same in every locale: {@code .} as decimal point, no exponent.
 *
 * <p>On digits as text, without BigDecimal, whose first use costs 10 ms on JDK 25.
 */
final class Numbers {
  /** How many digits {@link #rounded} leaves. */
  private static final int ROUNDED = 3;

  private Numbers() {}

  /**
   * The shortest plain decimal that reads back as {@code value}.
   *
   * @throws IllegalArgumentException for NaN and infinities, which perfdata cannot hold
   */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a number: " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return plain(value, Integer.MAX_VALUE);
  }

  /** {@code value} to at most three significant digits, but never fewer than its whole part. */
  static String rounded(double value) {
    return Math.abs(value) >= 100 ? plain(Math.rint(value)) : plain(value, ROUNDED);
  }

  /** The number with so many digits at most, the last one rounded half up. */
  private static String plain(double value, int most) {
    String text = Double.toString(Math.abs(value));
    int e = text.indexOf('E');
    int point = text.indexOf('.');
    StringBuilder digits =
        new StringBuilder(text.substring(0, point))
            .append(text, point + 1, e < 0 ? text.length() : e);
    // The number is 0.DIGITS times ten to the power of scale.
    int scale = point + (e < 0 ? 0 : Integer.parseInt(text.substring(e + 1)));
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    digits.delete(0, zeros);
    scale -= zeros;
    if (digits.length() > most && round(digits, most)) {
      scale++;
    }
    while (digits.length() > 0 && digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
    }
    if (digits.length() == 0) {
      return "0";
    }
    return (value < 0 ? "-" : "") + withPoint(digits, scale);
  }

  /**
   * Leaves so many digits.
   *
   * @return whether the number has become a power of ten: 999.6 is 1000
   */
  private static boolean round(StringBuilder digits, int most) {
    boolean up = digits.charAt(most) >= '5';
    digits.setLength(most);
    for (int i = most - 1; up && i >= 0; i--) {
      up = digits.charAt(i) == '9';
      digits.setCharAt(i, up ? '0' : (char) (digits.charAt(i) + 1));
    }
    if (up) {
      digits.setCharAt(0, '1');
    }
    return up;
  }

  private static String withPoint(StringBuilder digits, int scale) {
    if (scale <= 0) {
      return "0." + "0".repeat(-scale) + digits;
    }
    if (scale >= digits.length()) {
      return digits + "0".repeat(scale - digits.length());
    }
    return digits.insert(scale, '.').toString();
  }
}
