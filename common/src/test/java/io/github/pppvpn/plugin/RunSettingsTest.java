package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {

  @Test
  void defaults() throws UsageException {
    assertEquals(
        new RunSettings(
            10_000_000_000L, "10", State.UNKNOWN, OutputForm.TEXT, "/", "", Privacy.NONE, 0),
        settings());
  }

  @Test
  void everything() throws UsageException {
    assertEquals(
        new RunSettings(
            2_500_000_000L, "2.5", State.CRITICAL, OutputForm.JSON, "/", "", Privacy.MASK, 2),
        settings("-t", "2.5:CRITICAL", "--output", "json", "--privacy=mask", "-vv"));
  }

  @ParameterizedTest
  @CsvSource({
    "10:OK,       10000000000, OK",
    "10:WARNING,  10000000000, WARNING",
    "10:unknown,  10000000000, UNKNOWN",
    "5:critical,  5000000000,  CRITICAL",
    "5:Critical,  5000000000,  CRITICAL",
    "10:0,        10000000000, OK",
    "10:1,        10000000000, WARNING",
    "10:2,        10000000000, CRITICAL",
    "10:3,        10000000000, UNKNOWN",
    "0.1,         100000000,   UNKNOWN",
    ".5,          500000000,   UNKNOWN",
    "3600,        3600000000000, UNKNOWN",
    "5.,          5000000000,  UNKNOWN",
    "007,         7000000000,  UNKNOWN",
  })
  void timeout(String text, long nanos, State state) throws UsageException {
    RunSettings settings = settings("-t", text);
    assertEquals(nanos, settings.timeoutNanos());
    assertEquals(state, settings.timeoutState());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.0",
        "0.09",
        "-1",
        "+5",
        "1e3",
        "10s",
        "abc",
        ".",
        "1.2.3",
        "3600.1",
        "99999999999",
        "1000000000000000000000",
        "NaN",
        "١٠",
        " 5",
        "5 ",
        ":2",
        ":"
      })
  void timeoutRefused(String text) {
    assertRefused(
        "option --timeout: \"" + text + "\" is not SECONDS[:STATE] with 0.1 to 3600 seconds",
        "--timeout=" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10:FOO", "10:", "10:4", "10:-1", "10:OK:2", "10: OK", "10:CRIT", "10:02"})
  void timeoutStateRefused(String text) {
    assertRefused(
        "option --timeout: \""
            + text
            + "\" is not SECONDS[:STATE] with OK, WARNING, CRITICAL, UNKNOWN or 0 to 3 as STATE",
        "--timeout=" + text);
  }

  @Test
  void negativeTimeoutMayStandApart() {
    assertRefused(
        "option --timeout: \"-1\" is not SECONDS[:STATE] with 0.1 to 3600 seconds", "-t", "-1");
  }

  @Test
  void formAndPrivacyRefused() {
    assertRefused("option --output: \"xml\" is not text, json or prometheus", "--output=xml");
    assertRefused("option --output: \"JSON\" is not text, json or prometheus", "--output=JSON");
    assertRefused("option --privacy: \"all\" is not none, mask or hide", "--privacy=all");
  }

  @ParameterizedTest
  @CsvSource({"-v, 1", "-vv, 2", "-vvv, 3", "-vvvv, 3"})
  void verbosityIsAtMostThree(String word, int verbosity) throws UsageException {
    assertEquals(verbosity, settings(word).verbosity());
  }

  private static RunSettings settings(String... words) throws UsageException {
    return RunSettings.of(new ArgumentParser(StandardOptions.ALL).parse(List.of(words)));
  }

  private static void assertRefused(String sentence, String... words) {
    UsageException e = assertThrows(UsageException.class, () -> settings(words));
    assertEquals(sentence, e.getMessage());
  }
}
