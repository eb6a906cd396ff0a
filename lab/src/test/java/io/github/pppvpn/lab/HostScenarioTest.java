package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * check_ip_pool and check_l2tp_sessions beside what was really dialled; the scenario is
 * lab/scenarios/host.
 */
@Tag("lab")
class HostScenarioTest {
  private static Recording pptp;
  private static Recording l2tp;

  @BeforeAll
  static void boot() throws InterruptedException {
    Map<String, Recording> both =
        Lab.recordTogether(
            Map.of("host-pptp", List.of("host", "pptp"), "host-l2tp", List.of("host", "l2tp")));
    pptp = both.get("host-pptp");
    l2tp = both.get("host-l2tp");
  }

  private static Step step(String name) throws IOException {
    return switch (name.substring(0, name.lastIndexOf('-'))) {
      case "kernel", "xl2tpd-killed", "userspace", "userspace-gone" -> l2tp.step(name);
      default -> pptp.step(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          nobody        > 0 > no sessions
          gone          > 0 > no sessions
          three         > 0 > 3 sessions of 2 users in 1 tunnel
          full          > 0 > 4 sessions of 3 users in 1 tunnel
          client-killed > 0 > 3 sessions of 3 users in 1 tunnel
          pppd-killed   > 0 > 2 sessions of 2 users in 1 tunnel
          restarted     > 0 > 5 sessions of 4 users in 1 tunnel
          kernel        > 0 > 1 session of 1 user in 1 tunnel
          xl2tpd-killed > 0 > 1 session of 1 user in 1 tunnel
          userspace     > 0 > 1 session of 1 user
          userspace-gone > 0 > no sessions
          """)
  void countsWhoIsConnected(String name, int exitCode, String summary) throws IOException {
    Step step = step(name + "-sessions");
    assertTrue(step.out().startsWith("L2TP OK - " + summary + " | "), step.out());
    assertEquals(exitCode, step.exitCode());
    assertEquals("", step.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          nobody        > 0 > 0 0 0 0
          three         > 0 > 2 2 1 0
          full          > 2 > 3 3 1 1
          client-killed > 0 > 2 2 1 1
          pppd-killed   > 0 > 1 1 1 1
          restarted     > 2 > 4 4 1 2
          kernel        > 0 > 0 0 1 0
          userspace     > 0 > 0 0 1 0
          """)
  void countsWhatIsTaken(String name, int exitCode, String slotsPptpXl2tpConflicts)
      throws IOException {
    Step step = step(name + "-pool");
    assertEquals(
        slotsPptpXl2tpConflicts,
        String.join(
            " ",
            List.of(
                metric(step, "slots_used"),
                metric(step, "pptpd_used"),
                metric(step, "xl2tpd_used"),
                metric(step, "conflicts"))),
        step.out());
    assertEquals(exitCode, step.exitCode());
    assertEquals("", step.err());
  }

  /** The pool was full, and pptpd's log has nothing of it but a login like any other. */
  @Test
  void aFullPoolIsSilent() throws IOException {
    for (LogLine line : pptp.log("full")) {
      assertTrue(!line.toString().contains("MGR:"), line.toString());
    }
    String out = step("full-pool").out();
    assertTrue(
        out.contains("10.77.0.9 is outside every pool: ppp3 (dave from 10.9.0.2, pppd "), out);
  }

  @Test
  void aDuplicateAddressNamesItsHolders() throws IOException {
    String out = step("restarted-pool").out();
    assertTrue(out.contains("192.168.77.101 is in use twice: ppp0 (carol from 10.9.0.2"), out);
  }

  /** Between two looks one of each came and went: only the log tells. */
  @Test
  void whoCameAndWentUnseenIsCounted() throws IOException {
    String out = step("gone-sessions").out();
    assertTrue(out.contains("\n2 closed since the last run, after "), out);
    assertTrue(out.contains("\nclosed: unknown user from 10.9.0.2 on ppp0 after "), out);
    assertTrue(out.contains("/var/log/syslog and the last run"), out);
  }

  /** Killed hard or orderly, each end is told once, with what is known of it. */
  @Test
  void everyEndIsTold() throws IOException {
    String client = step("client-killed-sessions").out();
    assertTrue(client.contains("\nclosed: alice from 10.9.0.2 on ppp1 after "), client);
    String pppd = step("pppd-killed-sessions").out();
    assertTrue(pppd.contains("\nclosed: alice on ppp0 after "), pppd);
    assertTrue(pppd.contains("; the log has no word of it\n"), pppd);
    String killed = step("userspace-sessions").out();
    assertTrue(killed.contains("\nclosed: bob on ppp0 after "), killed);
    String orderly = step("userspace-gone-sessions").out();
    assertTrue(orderly.contains("\nclosed: bob from 10.9.0.2 on ppp0 after "), orderly);
  }

  /** Over all runs: as many as were dialled, and as many as ended. */
  @Test
  void eachCameAndWentOnce() throws IOException {
    assertEquals("9 4", turnover(pptp.step("pptp-turnover")));
    assertEquals("2 1", turnover(l2tp.step("l2tp-turnover")));
  }

  private static String turnover(Step step) {
    List<String> lines = step.out().lines().toList();
    String last = lines.get(lines.size() - 1).strip();
    return last.substring(last.indexOf(' ', ".tally ".length()) + 1);
  }

  @Test
  void whatWasKilledIsAMismatch() throws IOException {
    assertEquals("1", metric(step("pppd-killed-sessions"), "mismatch"));
    Step orphan = step("xl2tpd-killed-sessions");
    assertEquals("1", metric(orphan, "mismatch"));
    assertTrue(orphan.out().contains("has no xl2tpd above it any more"), orphan.out());
  }

  @Test
  void userspaceHasNoTunnelsToCount() throws IOException {
    assertEquals("none", metric(step("userspace-sessions"), "tunnels"));
  }

  @Test
  void oneUserTwice() throws IOException {
    Step step = pptp.step("per-user");
    assertEquals(2, step.exitCode());
    assertTrue(
        step.out().startsWith("L2TP CRITICAL - sessions_per_user is 2, above 1 - "), step.out());
    assertTrue(!step.out().contains("alice"), step.out());
  }

  @Test
  void aRefusedConfigurationIsQuoted() throws IOException {
    Step step = pptp.step("refused");
    assertEquals(2, step.exitCode());
    assertTrue(
        step.out()
            .contains(
                "line 1 \"remoteip 192.168.77.101-103, 192.168.77.110\": MGR: Bad IP address ("),
        step.out());
  }

  private static String metric(Step step, String label) {
    String line = step.out().lines().findFirst().orElse("");
    int at = line.indexOf(" " + label + "=");
    return at < 0 ? "none" : line.substring(at + label.length() + 2).split("[; ]", 2)[0];
  }
}
