package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suffixes are tested with {@link RangeTest}. */
class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "NONE,    12.345,    12.3,        12.345",
    "COUNTER, 123456.7,  123457,      123456.7",
    "PERCENT, 33.3333,   33.3%,       33.3333%",
    "BYTES,   1480,      1480 B,      1480 B",
    "SECONDS, 0,         0 s,         0 s",
    "SECONDS, 0.000052,  52 us,       0.000052 s",
    "SECONDS, 0.0123456, 12.3 ms,     0.0123456 s",
    "SECONDS, -0.5,      -500 ms,     -0.5 s",
    "SECONDS, 1.23456,   1.23 s,      1.23456 s",
    "SECONDS, 86400,     86400 s,     86400 s",
  })
  void text(Unit unit, double value, String text, String exact) {
    assertEquals(text, unit.text(value));
    assertEquals(exact, unit.exactText(value));
  }

  @ParameterizedTest
  @CsvSource({"NONE, ''", "SECONDS, s", "PERCENT, %", "BYTES, B", "COUNTER, c"})
  void uom(Unit unit, String uom) {
    assertEquals(uom, unit.uom());
  }
}
