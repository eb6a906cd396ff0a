package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ppp-vpn-metrics as the real systemd starts it, by its timer and in its sandbox, beside a live
 * session; the scenario is lab/scenarios/metrics-systemd.
 */
@Tag("lab-long")
class MetricsSystemdScenarioTest {
  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("metrics-systemd", 900, "metrics-systemd");
  }

  @Test
  void filesAreTheUnprivilegedUsersInTheCollectorsFolder() throws IOException {
    String file = "ppp-vpn-metrics 644 /var/lib/prometheus/node-exporter/ppp-vpn-%s.prom\n";
    assertEquals(
        file.formatted("pppd")
            + file.formatted("sessions")
            + file.formatted("auth")
            + file.formatted("pool"),
        recording.step("files").out());
    assertEquals("root:ppp-vpn-metrics 1775\n", recording.step("folder").out());
    assertEquals("ppp-vpn-metrics 750\n", recording.step("state").out());
    assertEquals("Result=success\nExecMainStatus=0\n", recording.step("service").out());
  }

  /** Through the sandbox it sees processes, configurations and logs. xl2tpd is not started. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pppvpn_daemon_processes{daemon=\"pptpd\"} 1.0",
        "pppvpn_daemon_processes{daemon=\"xl2tpd\"} 0.0",
        "pppvpn_check_state{check=\"check_pppd\"} 2.0",
        "pppvpn_sessions{protocol=\"pptp\"} 1.0",
        "pppvpn_check_state{check=\"check_l2tp_sessions\",protocol=\"all\"} 0.0",
        "pppvpn_check_state{check=\"check_auth_failures\"} 0.0",
        "pppvpn_pool_used_addresses{daemon=\"pptpd\",pool=\"pptpd\"} 1.0",
        "pppvpn_collect_success{check=\"check_ip_pool\",run=\"pool\"} 1",
      })
  void theHostIsMeasured(String series) throws IOException {
    String exposed = recording.step("exposed").out();
    assertTrue(exposed.contains("\n" + series + "\n"), exposed);
  }

  @Test
  void aFailedLoginOnTheWayIsCountedOnce() throws IOException {
    String counted = recording.step("counted").out();
    assertEquals(
        1,
        counted
            .lines()
            .filter(line -> line.startsWith("pppvpn_auth_failures_total{"))
            .filter(line -> !line.endsWith(" 0.0"))
            .filter(line -> line.endsWith(" 1.0"))
            .count(),
        counted);
  }

  @Test
  void aCommandThatIsGoneIsToldOf() throws IOException {
    assertEquals(1, recording.step("failing").exitCode());
    String told = recording.step("told").out();
    assertTrue(
        told.contains("\npppvpn_collect_success{check=\"check_ip_pool\",run=\"pool\"} 0\n"), told);
  }
}
