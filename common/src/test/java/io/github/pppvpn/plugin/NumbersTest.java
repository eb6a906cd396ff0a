package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0,       0",
    "-0.0,    0",
    "1,       1",
    "-1,      -1",
    "0.1,     0.1",
    "-0.25,   -0.25",
    "1e-7,    0.0000001",
    "1e15,    1000000000000000",
    "1e20,    100000000000000000000",
    "1.5e16,  15000000000000000",
    "123456789012, 123456789012",
    "99999.125, 99999.125",
  })
  void plain(double value, String text) {
    assertEquals(text, Numbers.plain(value));
  }

  @Property
  void plainReadsBackAndHasNoExponent(@ForAll double value) {
    String text = Numbers.plain(value);
    assertEquals(value == 0 ? 0 : value, Double.parseDouble(text));
    assertTrue(text.matches("-?[0-9]+(\\.[0-9]*[1-9])?"), text);
  }

  @Test
  void plainHasNoTextForWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> Numbers.plain(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Numbers.plain(Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "0,        0",
    "0.12345,  0.123",
    "1.23456,  1.23",
    "12.345,   12.3",
    "99.96,    100",
    "123.45,   123",
    "-123.5,   -124",
    "1234567,  1234567",
    "0.000012, 0.000012",
  })
  void rounded(double value, String text) {
    assertEquals(text, Numbers.rounded(value));
  }

  /** The same digits as the JDK's own decimal arithmetic gives. */
  @Property
  void asBigDecimalHasThem(@ForAll double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    assertEquals(
        value == 0 ? "0" : exact.stripTrailingZeros().toPlainString(), Numbers.plain(value));
    double small = value % 100;
    BigDecimal three =
        new BigDecimal(Double.toString(small)).round(new MathContext(3, RoundingMode.HALF_UP));
    assertEquals(
        three.signum() == 0 ? "0" : three.stripTrailingZeros().toPlainString(),
        Numbers.rounded(small));
  }

  @Property
  void multiplierGivesTheNearestDouble(
      @ForAll long digits, @ForAll @IntRange(max = 20) int scale, @ForAll boolean binary) {
    String number = BigDecimal.valueOf(digits, scale).toPlainString();
    Multiplier multiplier = binary ? new Multiplier(1L << 40, 0) : new Multiplier(86_400, -6);
    BigDecimal factor =
        binary ? BigDecimal.valueOf(1L << 40) : new BigDecimal("86400").scaleByPowerOfTen(-6);
    assertEquals(new BigDecimal(number).multiply(factor).doubleValue(), multiplier.times(number));
  }
}
