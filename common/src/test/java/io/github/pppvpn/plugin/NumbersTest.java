package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
