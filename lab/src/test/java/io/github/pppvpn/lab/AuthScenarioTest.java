package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * check_auth_failures beside real logins whose outcome is known, and where it cannot keep its place
 * or read the journal. The scenarios are lab/scenarios/auth-live and auth-trouble; three guests run
 * at once.
 */
@Tag("lab")
class AuthScenarioTest {
  private static Recording logins;
  private static Recording radius;
  private static Recording trouble;

  @BeforeAll
  static void boot() throws InterruptedException {
    Map<String, Recording> three =
        Lab.recordTogether(
            Map.of(
                "auth-logins", List.of("auth-live", "logins"),
                "auth-radius-live", List.of("auth-live", "radius"),
                "auth-trouble", List.of("auth-trouble")));
    logins = three.get("auth-logins");
    radius = three.get("auth-radius-live");
    trouble = three.get("auth-trouble");
  }

  private static Recording recording(String part) {
    return part.equals("logins") ? logins : radius;
  }

  /** The default logs, the journal, and rsyslog's file in its older format. */
  @ParameterizedTest
  @CsvSource({
    "logins, all, false",
    "logins, journal, false",
    "logins, traditional, false",
    "radius, all, true",
    "radius, syslog, false",
    "radius, journal, false",
    "radius, traditional, false"
  })
  void eachLoginIsCountedOnce(String part, String run, boolean radiusLog) throws IOException {
    AuthTruth truth = AuthTruth.of(recording(part));
    AuthCounts counts = AuthCounts.of(recording(part).step(run));
    Map<String, Long> expected = truth.metrics(radiusLog);
    assertEquals(expected, counts.metrics(expected.keySet()), counts.step()::out);
    assertEquals(truth.byMethod(), counts.failures("failures_by_method"), counts.step()::out);
    assertEquals(
        truth.byReason(radiusLog), counts.failures("failures_by_reason"), counts.step()::out);
    assertEquals(truth.byUser(), counts.failuresOfUsers(), counts.step()::out);
    assertEquals(truth.byAddress(), counts.failuresOfAddresses(), counts.step()::out);
  }

  /** Over runs in the middle of logins and a rotation. */
  @ParameterizedTest
  @ValueSource(strings = {"logins", "radius"})
  void whatIsNewIsCountedOnce(String part) throws IOException {
    AuthTruth truth = AuthTruth.of(recording(part));
    Map<String, Long> expected = truth.metrics(true);
    Map<String, Long> metrics = new TreeMap<>();
    Map<String, Long> users = new TreeMap<>();
    Map<String, Long> addresses = new TreeMap<>();
    int runs = part.equals("logins") ? 4 : 3;
    for (int i = 1; i <= runs; i++) {
      AuthCounts counts = AuthCounts.of(recording(part).step("new-" + i));
      counts.metrics(expected.keySet()).forEach((name, n) -> metrics.merge(name, n, Long::sum));
      counts.failuresOfUsers().forEach((name, n) -> users.merge(name, n, Long::sum));
      counts.failuresOfAddresses().forEach((name, n) -> addresses.merge(name, n, Long::sum));
    }
    assertEquals(expected, metrics);
    assertEquals(truth.byUser(), users);
    // Of a login that a run falls into, the line that tells the address may come too late for it.
    long missing = 0;
    for (Map.Entry<String, Long> address : truth.byAddress().entrySet()) {
      long told = addresses.getOrDefault(address.getKey(), 0L);
      assertTrue(told <= address.getValue(), () -> address + " in " + addresses);
      missing += address.getValue() - told;
    }
    assertTrue(truth.byAddress().keySet().containsAll(addresses.keySet()), addresses::toString);
    assertTrue(missing < runs, addresses::toString);
    AuthCounts last = AuthCounts.of(recording(part).step("new-" + runs));
    assertEquals(List.of(), last.users());
  }

  @ParameterizedTest
  @ValueSource(strings = {"logins", "radius"})
  void textSaysTheSame(String part) throws IOException {
    Step step = recording(part).step("window");
    String line = step.out().lines().findFirst().orElseThrow();
    assertEquals("", step.err());
    assertEquals(1, step.exitCode(), line);
    AuthTruth truth = AuthTruth.of(recording(part));
    for (Map.Entry<String, Long> metric : truth.metrics(true).entrySet()) {
      String wanted = " " + metric.getKey() + "=" + metric.getValue();
      assertTrue((line + " ").contains(wanted + ";") || (line + " ").contains(wanted + " "), line);
    }
    assertTrue(step.out().contains("\n/var/log/syslog: read "), step.out());
  }

  /** Names in json; where it is UNKNOWN for want of a place, nothing is told and nothing lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          full-at-first        | 3 |
          full-at-first-mended | 0 | ada
          full                 | 3 |
          full-still           | 3 |
          full-mended          | 0 | ben cid
          full-nothing-new     | 0 |
          read-only            | 3 |
          read-only-mended     | 0 | dot
          no-folder            | 3 |
          packed-1             | 0 | ada ben cid dot eli
          packed-2             | 0 | flo gil hei
          packed-window        | 0 | ada ben cid dot eli flo gil hei
          packed-not           | 3 |
          journal-window       | 0 | jan
          journal-hours        | 0 | gus hal ida jan
          journal-until        | 0 | gus hal ida
          journal-all          | 0 | eve fay gus hal ida jan
          journal-by-default   | 0 | gus hal ida jan
          journal-new-1        | 0 | jan
          journal-new-2        | 0 | kim lea
          journal-new-3        | 0 |
          journal-new-4        | 0 | max
          """)
  void nothingIsLostOverTrouble(String run, int exitCode, String users) throws IOException {
    Step step = trouble.step(run);
    AuthCounts counts = AuthCounts.of(step);
    assertEquals(exitCode, step.exitCode(), step.out());
    assertEquals("", step.err());
    if (exitCode == 0) {
      assertEquals(users == null ? "" : users, String.join(" ", counts.users()), step.out());
    } else {
      assertEquals(0, counts.json().getAsJsonArray("metrics").size(), step.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          full          | .state cannot be written: No space left on device
          full-at-first | .state cannot be written: No space left on device
          read-only     | .state.lock cannot be opened: Read-only file system
          no-folder     | the state folder /run/lab/no-folder is not a folder that the user root can enter
          """)
  void saysWhyThePlaceCannotBeKept(String run, String words) throws IOException {
    assertTrue(AuthCounts.of(trouble.step(run)).summary().endsWith(words), trouble.step(run).out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          others          | .state.lock cannot be opened by the user nobody: permission denied
          journal-others  | the journal may not be read by the user nobody
          hanging         | no result within 4 s, while reading the logs
          hanging-new     | no result within 4 s, while reading the logs
          hanging-child   | no result within 4 s, while reading the logs
          endless         | no result within 4 s, while reading the logs
          killed          | the journal cannot be read: journalctl ended with exit code 137
          missing         | the journal cannot be read: there is no journalctl on this machine
          """)
  void saysWhatIsInTheWay(String run, String words) throws IOException {
    Step step = trouble.step(run);
    String line = step.out().lines().findFirst().orElse("");
    assertTrue(line.startsWith("AUTH UNKNOWN - "), step.out());
    assertTrue(line.contains(words), step.out());
    assertTrue(!line.contains("|"), step.out());
    assertEquals(3, step.exitCode());
    assertEquals("", step.err());
  }

  /** Of the methods by pppd's own logfiles, which hold no time and no process. */
  @Test
  void logfilesOfPppdAreCounted() throws IOException {
    AuthCounts counts = AuthCounts.of(logins.step("logfiles"));
    assertEquals(
        Map.of("pap", 4L, "chap", 12L), counts.metrics(Set.of("pap", "chap")), counts.step()::out);
  }

  @Test
  void archiveThatMayNotBeListedIsUnknown() throws IOException {
    Step step = trouble.step("packed-hidden");
    String wanted =
        "AUTH UNKNOWN - the folder /var/log/archive, to which logrotate moves the old files of"
            + " /var/log/syslog, may not be listed by the user nobody: events may be missing";
    assertTrue(step.out().startsWith(wanted), step.out());
    assertEquals(3, step.exitCode());
  }

  @Test
  void theDeadlineLeavesNoProcessBehind() throws IOException {
    for (String name : List.of("hanging-left", "endless-left")) {
      assertEquals("", trouble.step(name).out(), name);
    }
  }
}
