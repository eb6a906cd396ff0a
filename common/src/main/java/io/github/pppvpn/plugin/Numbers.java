package io.github.pppvpn.plugin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same in every locale: {@code .} as decimal point, no exponent. */
final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

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
    return plain(new BigDecimal(Double.toString(value)));
  }

  /** {@code value} to at most three significant digits, but never fewer than its whole part. */
  static String rounded(double value) {
    if (Math.abs(value) >= 100) {
      return plain(Math.rint(value));
    }
    return plain(new BigDecimal(Double.toString(value)).round(THREE_DIGITS));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
