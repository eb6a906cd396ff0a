package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of recorded logs beside what is known to have happened. */
class RecordingsTest {
  private static final Path RECORDINGS = Path.of("../common/src/test/resources/log/recordings");
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  /** What of an attempt a log can tell, by method and outcome. */
  private record Attempt(String transport, String method, String user, String outcome) {}

  @ParameterizedTest
  @CsvSource({
    "auth-pptp, syslog.rfc3339",
    "auth-pptp, syslog.traditional",
    "auth-l2tp, syslog.rfc3339",
    "auth-l2tp, syslog.traditional",
    "auth-attack, syslog.rfc3339",
    "auth-attack, syslog.traditional",
    "auth-radius, syslog.rfc3339",
    "auth-radius, syslog.traditional",
    "auth-odd, syslog.rfc3339",
    "auth-names, syslog.rfc3339"
  })
  void countsWhatHappened(String recording, String log) throws IOException {
    Path folder = RECORDINGS.resolve(recording);
    Map<String, Long> expected = new TreeMap<>();
    for (Attempt attempt : attempts(folder)) {
      add(attempt, expected);
    }
    AuthRun run = AuthRun.at(NOW, "--log", folder.resolve(log).toAbsolutePath(), "--window", "all");
    Map<String, Long> counted = new TreeMap<>();
    for (String label : expected.keySet()) {
      counted.put(label, Math.round(run.metric(label)));
    }
    assertEquals(expected, counted, run.output());
  }

  private static void add(Attempt attempt, Map<String, Long> expected) {
    for (String label :
        List.of("failures", "pap", "chap", "eap", "successes", "refused", "mppe_failures")) {
      expected.merge(label, 0L, Long::sum);
    }
    boolean eap = attempt.method().startsWith("eap");
    switch (attempt.outcome()) {
      case "bad_password", "unknown_user", "radius_reject", "radius_timeout", "radius_error" -> {
        // Of a wrong EAP-MD5 password pppd says nothing; over PPTP what is missing tells.
        boolean silent =
            attempt.method().equals("eap-md5")
                && attempt.transport().equals("l2tp")
                && attempt.outcome().equals("bad_password");
        if (!silent) {
          expected.merge("failures", 1L, Long::sum);
          expected.merge(
              eap ? "eap" : attempt.method().equals("pap") ? "pap" : "chap", 1L, Long::sum);
        }
      }
      // The calling number is refused before any password, by whatever method.
      case "number" -> expected.merge("failures", 1L, Long::sum);
      case "refused" -> {
        expected.merge("failures", 1L, Long::sum);
        expected.merge("refused", 1L, Long::sum);
      }
      case "success" -> expected.merge("successes", 1L, Long::sum);
      case "mppe", "ipcp" -> {
        // The password was right.
        expected.merge("successes", 1L, Long::sum);
        expected.merge("mppe_failures", attempt.outcome().equals("mppe") ? 1L : 0L, Long::sum);
      }
      // Not a login: silence, or this host's own calls to others.
      case "no_answer", "lcp_timeout", "outgoing" -> {}
      default -> throw new AssertionError("an outcome that this test does not know: " + attempt);
    }
  }

  private static List<Attempt> attempts(Path folder) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    List<String> rows = Files.readAllLines(folder.resolve("truth.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      attempts.add(new Attempt(cells[1], cells[2], cells[3], cells[5]));
    }
    return attempts;
  }
}
