package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static final Arguments NONE = Arguments.of(Map.of());

  @Test
  void valueIsTheGivenOneElseTheDefaultElseNothing() throws UsageException {
    Arguments given = Arguments.of(Map.of("port", List.of("5")));
    assertEquals(Optional.of("5"), given.value(Samples.PORT));
    assertEquals(Optional.of("1723"), NONE.value(Samples.PORT));
    assertEquals(Optional.empty(), NONE.value(Samples.HOST));
    assertEquals("1723", NONE.required(Samples.PORT));
    assertEquals(List.of(), NONE.all(Samples.PORT));
    assertTrue(given.has(Samples.PORT));
    assertFalse(NONE.has(Samples.PORT));
  }

  @Test
  void whatIsNeededIsNamed() {
    UsageException e = assertThrows(UsageException.class, () -> NONE.required(Samples.HOST));
    assertEquals("option -H, --hostname is needed", e.getMessage());
    e = assertThrows(UsageException.class, () -> NONE.required(Samples.POOL));
    assertEquals("option --pool is needed", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65535, 65535", "0080, 80"})
  void integer(String text, int value) throws UsageException {
    Arguments arguments = Arguments.of(Map.of("port", List.of(text)));
    assertEquals(value, arguments.integer(Samples.PORT, 1, 65535));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "65536",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "0x10",
        " 1",
        "1 ",
        "١",
        "99999999999",
        "4294967297",
        "http",
        ""
      })
  void integerRefuses(String text) {
    Arguments arguments = Arguments.of(Map.of("port", List.of(text)));
    UsageException e =
        assertThrows(UsageException.class, () -> arguments.integer(Samples.PORT, 1, 65535));
    assertEquals(
        "option --port: \"" + text + "\" is not a whole number from 1 to 65535", e.getMessage());
  }

  @Test
  void integerMayReachTheLargest() throws UsageException {
    Arguments arguments = Arguments.of(Map.of("port", List.of("2147483647")));
    assertEquals(Integer.MAX_VALUE, arguments.integer(Samples.PORT, 0, Integer.MAX_VALUE));
  }

  @Test
  void strongerValueReplacesAndRepeatableOnesAreAddedBehind() {
    Arguments weak =
        Arguments.of(
            Map.of("port", List.of("1"), "hostname", List.of("a"), "pool", List.of("x", "y")));
    Arguments strong =
        Arguments.of(Map.of("port", List.of("2"), "pool", List.of("z"), "ipv4", List.of("")));
    Arguments both = strong.over(weak, Samples.COMMAND.allOptions());
    assertEquals(List.of("2"), both.all(Samples.PORT));
    assertEquals(List.of("a"), both.all(Samples.HOST));
    assertEquals(List.of("x", "y", "z"), both.all(Samples.POOL));
    assertTrue(both.has(Samples.IPV4));
    assertEquals(List.of("x", "y"), weak.all(Samples.POOL));
  }
}
