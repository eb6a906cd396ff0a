package io.github.pppvpn.plugin;

import java.math.BigDecimal;

/**
 * What a number with a suffix is multiplied by: {@code factor} times ten to the {@code exponent}.
 *
 * <p>Not a BigDecimal: the first one of a run costs 10 ms on JDK 25, and most runs have a suffix or
 * two.
 */
public record Multiplier(long factor, int exponent) {
  static final Multiplier ONE = new Multiplier(1, 0);

  /**
   * The double nearest to the product.
   *
   * @param number a decimal, with or without an exponent
   * @throws NumberFormatException if it is none
   */
  public double times(String number) {
    int at = number.startsWith("-") ? 1 : 0;
    int fraction = -1;
    long digits = 0;
    for (int i = at; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == '.' && fraction < 0) {
        fraction = 0;
      } else if (c >= '0' && c <= '9' && digits < Long.MAX_VALUE / 10 / factor - 1) {
        digits = 10 * digits + (c - '0');
        fraction += fraction < 0 ? 0 : 1;
      } else {
        return exactly(number);
      }
    }
    if (digits == 0) {
      return exactly(number);
    }
    String sign = at == 0 ? "" : "-";
    return Double.parseDouble(sign + digits * factor + "e" + (exponent - Math.max(0, fraction)));
  }

  /** What does not fit in a long, or has an exponent, or is no number. */
  private double exactly(String number) {
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(factor))
        .scaleByPowerOfTen(exponent)
        .doubleValue();
  }
}
