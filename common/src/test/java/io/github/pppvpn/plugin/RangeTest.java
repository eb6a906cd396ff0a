package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases that people write, by hand; {@link RangePropertyTest} has the grammar as a whole. */
class RangeTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource({
    "10,        0,         10,        false",
    "0,         0,         0,         false",
    "-0,        0,         0,         false",
    "10:,       10,        Infinity,  false",
    "10:20,     10,        20,        false",
    "10:10,     10,        10,        false",
    "-5:5,      -5,        5,         false",
    "-5:,       -5,        Infinity,  false",
    "~:10,      -Infinity, 10,        false",
    "~:-10,     -Infinity, -10,       false",
    "~:,        -Infinity, Infinity,  false",
    "@10,       0,         10,        true",
    "@10:,      10,        Infinity,  true",
    "@10:20,    10,        20,        true",
    "@~:5,      -Infinity, 5,         true",
    "@~:,       -Infinity, Infinity,  true",
    ".5,        0,         0.5,       false",
    "0.25:1.75, 0.25,      1.75,      false",
    "007,       0,         7,         false",
    "1e3,       0,         1000,      false",
    "1E+3,      0,         1000,      false",
    "25e-1:,    2.5,       Infinity,  false",
    "1e-400,    0,         0,         false",
  })
  void reads(String text, double start, double end, boolean alertInside) throws UsageException {
    assertEquals(new Range(start, end, alertInside), Range.parse(text, Unit.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 250us, 0.00025",
    "SECONDS, 200ms, 0.2",
    "SECONDS, 3s,    3",
    "SECONDS, 5m,    300",
    "SECONDS, 2h,    7200",
    "SECONDS, 1d,    86400",
    "SECONDS, 1e3ms, 1",
    "SECONDS, .5h,   1800",
    "PERCENT, 80%,   80",
    "BYTES,   1500B, 1500",
    "BYTES,   64k,   64000",
    "BYTES,   64kB,  64000",
    "BYTES,   64Ki,  65536",
    "BYTES,   1M,    1000000",
    "BYTES,   1MiB,  1048576",
    "BYTES,   2G,    2000000000",
    "BYTES,   2Gi,   2147483648",
    "BYTES,   1TB,   1000000000000",
    "BYTES,   1TiB,  1099511627776",
    "COUNTER, 64k,   64000",
    "COUNTER, 2Gi,   2147483648",
  })
  void readsSuffixesOfTheUnit(Unit unit, String text, double end) throws UsageException {
    assertEquals(new Range(0, end, false), Range.parse(text, unit));
    assertEquals(new Range(end, INFINITY, true), Range.parse("@" + text + ":", unit));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 200ms",
    "NONE, 64k",
    "NONE, 5s",
    "NONE, 80%",
    "PERCENT, 64k",
    "PERCENT, 5m",
    "SECONDS, 80%",
    "SECONDS, 5M",
    "SECONDS, 5min",
    "SECONDS, 5S",
    "SECONDS, 5ns",
    "BYTES, 64K",
    "BYTES, 64ki",
    "BYTES, 64kb",
    "BYTES, 64BB",
    "BYTES, 64i",
    "BYTES, 64m",
    "BYTES, 64kiB",
    "BYTES, 5P",
    "COUNTER, 64B",
    "COUNTER, 64kB",
  })
  void refusesSuffixesOfOtherUnits(Unit unit, String text) {
    assertRefused(text, unit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        ":10",
        "10,5",
        "abc",
        "20:10",
        "@",
        "@:",
        "@@5",
        "@:5",
        "1:2:3",
        "~",
        "@~",
        "~5",
        "~:~",
        "5:~",
        "-",
        "--5",
        "-5",
        "+5",
        "1e",
        "1e+",
        "1e400",
        "-1e400:",
        "1e9999999",
        "1e99999999999999999999:",
        "0x10",
        "1_000",
        "1.",
        ".",
        "-.",
        "1.5.2",
        "1,5",
        "١٢",
        "１２",
        "NaN",
        "inf",
        "Infinity",
        "-Infinity:5",
        "1d0",
        "1f",
        "5 ",
        " 5",
        "5: 6",
        "5 :6",
        "\t5",
        "5\n",
        "5@",
        "10:@20",
        "10;20",
        "10..20",
        "10-20",
        ">5",
        "∞",
        "5\u0000"
      })
  void refuses(String text) {
    assertRefused(text, Unit.NONE);
  }

  @Test
  void refusesAnExponentThatWouldTakeGigabytesOfDigits() {
    assertRefused("5:1e999999999", Unit.SECONDS);
    assertRefused("1e999999ms", Unit.SECONDS);
  }

  @Test
  void saysWhyANegativeEndIsRefused() {
    UsageException e = assertThrows(UsageException.class, () -> Range.parse("-5", Unit.NONE));
    assertEquals(
        "\"-5\" is not a range: its start is greater than its end"
            + " (a plain END means 0:END; write ~:END for anything up to END)",
        e.getMessage());
  }

  @Test
  void saysWhichSuffixIsRefused() {
    UsageException e =
        assertThrows(UsageException.class, () -> Range.parse("5:10min", Unit.SECONDS));
    assertEquals(
        "\"5:10min\" is not a range: the metric does not take the suffix \"min\"", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "10,      10,     false",
    "10,      10.001, true",
    "10,      0,      false",
    "10,      -0.001, true",
    "10:,     9.999,  true",
    "10:,     10,     false",
    "10:,     1e300,  false",
    "~:10,    -1e300, false",
    "~:10,    10.001, true",
    "10:20,   10,     false",
    "10:20,   20,     false",
    "10:20,   9,      true",
    "@10:20,  10,     true",
    "@10:20,  20,     true",
    "@10:20,  9.999,  false",
    "@10:20,  20.001, false",
    "~:,      0,      false",
    "@~:,     0,      true",
  })
  void alerts(String text, double value, boolean alert) throws UsageException {
    assertEquals(alert, Range.parse(text, Unit.NONE).alerts(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0:10,      10",
    "-0:10.0,   10",
    "10:,       10:",
    "0:,        0:",
    "~:10,      ~:10",
    "~:,        ~:",
    "@0:10,     @10",
    "@~:0,      @~:0",
    "1e-7:1e20, 0.0000001:100000000000000000000",
    "0.10:2.50, 0.1:2.5",
  })
  void isShown(String text, String shortest) throws UsageException {
    assertEquals(shortest, Range.parse(text, Unit.NONE).shortest());
  }

  private static void assertRefused(String text, Unit unit) {
    UsageException e = assertThrows(UsageException.class, () -> Range.parse(text, unit));
    assertTrue(e.getMessage().contains("\"" + text + "\""), e.getMessage());
  }
}
