package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In whatever shape failed logins stand in a log, the answer is never a wrong OK. */
class LineShapesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T02:04:30Z");
  private static final String FAILED = "PAP peer authentication failed for bob";

  private static final String COUNTED =
      """
      AUTH CRITICAL - failures_per_minute is 60, above 50 - 60 failed logins in the last 5 min,\
       60 of them in the minute up to 02:00:59, 0 successful | failures_per_minute=60;10;50;0\
       failures=60;;;0 pap=60;;;0 chap=0;;;0 eap=0;;;0 unknown_user=0;;;0 refused=0;;;0\
       successes=0;;;0 failure_ratio=100%;;;0;100 source_failures=0;;;0 user_failures=60;;;0\
       users_per_source=0;;;0 sources_per_user=0;;;0 radius_timeouts=0;;;0 radius_errors=0;;;0\
       ike_failures=0;;;0 mppe_failures=0;;;0 lcp_timeouts=0;;;0 ipcp_failures=0;;;0
      """;
  private static final String NONE =
      """
      no failed login in the last 5 min, 0 successful | failures_per_minute=0;10;50;0\
       failures=0;;;0 pap=0;;;0 chap=0;;;0 eap=0;;;0 unknown_user=0;;;0 refused=0;;;0\
       successes=0;;;0 source_failures=0;;;0 user_failures=0;;;0\
       users_per_source=0;;;0 sources_per_user=0;;;0 radius_timeouts=0;;;0 radius_errors=0;;;0\
       ike_failures=0;;;0 mppe_failures=0;;;0 lcp_timeouts=0;;;0 ipcp_failures=0;;;0
      """;
  private static final String RELAYED =
      "ROOT/var/log/messages: lines read like failed logins of pppd behind another's header, as a"
          + " relay may write them, and are not counted, the last of about 02:00:59";
  private static final String NEXT_STEP =
      """
      Have the relay write what it gets with the sender's own header; if a program of this host\
       writes such lines, give it another file.
      """;

  @TempDir Path root;

  /** Sixty of the line, a second apart, among another program's. */
  private AuthRun sixty(String line) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      log.append(filled("Nov 29 02:00:SS server cron.info crond[9]: x\n" + line + "\n", i));
    }
    return new Host(root)
        .file("etc/timezone", NOW, "UTC\n")
        .file("var/log/messages", NOW, log.toString())
        .run(NOW);
  }

  private String output(AuthRun run) {
    return run.output().replace(root.toString(), "ROOT") + "exit " + run.exitCode() + "\n";
  }

  private static String answer(String line, String note) {
    return COUNTED
        + note
        + "user bob: 60 failures, 02:00:00 to 02:00:59\n"
        + filled(line + "\n", 57)
        + filled(line + "\n", 58)
        + filled(line + "\n", 59)
        + "exit 2\n";
  }

  private static String filled(String line, int second) {
    return line.replace("SS", second < 10 ? "0" + second : "" + second)
        .replace("PID", "" + (700 + second))
        .replace("TEXT", FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "Nov 29 02:00:SS server daemon.notice pppd[PID]: TEXT",
    "Nov 29 02:00:SS server pppd[PID]: TEXT",
    "Sun Nov 29 02:00:SS 2026 daemon.notice pppd[PID]: TEXT",
    "Sun Nov 29 02:00:SS 2026 server daemon.notice pppd[PID]: TEXT",
    "Sun Nov 29 02:00:SS 2026 server pppd[PID]: TEXT",
    "[2026-11-29 02:00:SS] server pppd[PID]: TEXT",
    "Nov 29 02:00:SS 192.0.2.1 1 2026-11-21T10:00:00Z server pppd PID - - TEXT",
  })
  void counted(String line) throws IOException {
    assertEquals(answer(line, ""), output(sixty(line)));
  }

  @ParameterizedTest
  @CsvSource({
    "Nov 29 02:00:SS server foo: pppd[PID]: TEXT",
    "Nov 29 02:00:SS relay server pppd[PID]: TEXT",
    "Nov 29 02:00:SS relay Nov 29 02:00:00 server pppd[PID]: TEXT",
    "Nov 29 02:00:SS relay 2026-11-29T02:00:00+00:00 server pppd[PID]: TEXT",
    "Nov 29 02:00:SS relay <29>Nov 29 02:00:00 server pppd[PID]: TEXT",
  })
  void unknown(String line) throws IOException {
    assertEquals(
        "AUTH UNKNOWN - " + RELAYED + " - " + NONE + NEXT_STEP + "exit 3\n", output(sixty(line)));
  }

  @ParameterizedTest
  @CsvSource({
    "Nov 29 2026 02:00:SS server pppd[PID]: TEXT",
    "2026 Nov 29 02:00:SS server pppd[PID]: TEXT",
    "2026/11/29 02:00:SS server pppd[PID]: TEXT",
    "2026-11-29 02:00:SS.123 server pppd[PID]: TEXT",
    "Sun 2026-11-29 02:00:SS UTC server pppd[PID]: TEXT",
    "Nov 29 02:00:SS: server pppd[PID]: TEXT",
    "17963040SS.123 server pppd[PID]: TEXT",
    "[12345.SS] pppd[PID]: TEXT",
    "' Nov 29 02:00:SS server pppd[PID]: TEXT'",
  })
  void ofAFormThatIsNotKnown(String line) throws IOException {
    AuthRun run = sixty(line);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.output().contains("behind a time in a form that is not known, and are not counted"),
        run.output());
    AuthRun alone =
        new Host(root)
            .file("var/log/messages", NOW, filled(line + "\n", 7))
            .run(NOW, "--window", "all");
    assertEquals(3, alone.exitCode(), alone.output());
  }

  /** Users choose what stands in these lines: not even the answer is another. */
  @ParameterizedTest
  @CsvSource({
    "Nov 29 02:00:SS server auth.info sshd[9]: Invalid user pppd[PID]: TEXT from 203.0.113.7",
    "Nov 29 02:00:SS server sshd[9]: Invalid user pppd[PID]: TEXT from 203.0.113.7 port 22",
    "see 02:00:SS of user pppd: TEXT",
    "the user pppd[PID]: TEXT came",
    "Nov 29 02:00:SS server nginx: 203.0.113.7 \"GET /pppd[PID]: TEXT HTTP/1.1\" 404",
  })
  void ofOthers(String line) throws IOException {
    assertEquals("AUTH OK - " + NONE + "exit 0\n", output(sixty(line)));
  }

  @Test
  void countedOnesBesideRelayedOnesAreSaidToo() throws IOException {
    String own = "Nov 29 02:00:SS server pppd[PID]: TEXT";
    assertEquals(
        answer(own, "UNKNOWN: " + RELAYED + "\n" + NEXT_STEP),
        output(sixty(own + "\nNov 29 02:00:SS server foo: pppd[PID]: TEXT")));
  }
}
