package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** check_l2tp_udp1701 against Debian's xl2tpd; the scenario is lab/scenarios/l2tp-probe. */
@Tag("lab")
class L2tpProbeScenarioTest {
  private static final String PEER =
      ": host \"server\", vendor \"xelerance.com\", firmware 0x0690, receive window 4";
  private static final String CLOSED =
      "info xl2tpd: control_finish: Connection closed to 10.9.0.2, port N (ppp-vpn-checks done),"
          + " Local: N, Remote: N";
  private static final String ESTABLISHED =
      "notice xl2tpd: Connection established to 10.9.0.2, N.  Local: N, Remote: N (ref=0/0).  LNS"
          + " session is 'default'";
  private static final String NOTHING_THERE =
      "L2TP-CONTROL CRITICAL - 10.9.0.1:1701 has nothing on that UDP port: ICMP port unreachable";

  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("l2tp-probe", "l2tp-probe");
  }

  @Test
  void healthyServerIsOk() throws IOException {
    assertStep(
        "healthy",
        0,
        "L2TP-CONTROL OK - 10.9.0.1:1701 answered in TIME" + PEER + " | time=TIME;;;0",
        "10.9.0.1:1701: up, SCCRP TIME"
            + PEER.replaceFirst(":", ",")
            + "; the peer confirmed the end");
  }

  @Test
  void serverLogsOneLine() throws IOException {
    assertEquals(List.of(CLOSED), log("healthy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"establish", "meanwhile"})
  void tunnelIsEstablished(String step) throws IOException {
    assertStep(
        step,
        0,
        "L2TP-CONTROL OK - 10.9.0.1:1701 answered in TIME, tunnel established in TIME"
            + PEER
            + " | time=TIME;;;0 establish_time=TIME;;;0");
    assertEquals(List.of(ESTABLISHED, CLOSED), log(step));
  }

  @ParameterizedTest
  @ValueSource(strings = {"afterwards", "secret-afterwards"})
  void noTunnelIsLeft(String step) throws IOException {
    assertTrue(
        log(step).contains("warning xl2tpd: Number of tunnels open: 0"), log(step)::toString);
  }

  @Test
  void sessionIsNotDisturbed() throws IOException {
    String ping = recording.step("ping-meanwhile").out();
    assertTrue(ping.contains("25 packets transmitted, 25 received, 0% packet loss"), ping);
    List<LogLine> logout = recording.log("logout");
    assertTrue(logout.stream().noneMatch(LogLine::alarming), logout::toString);
  }

  @Test
  void hangingServerIsCritical() throws IOException {
    assertStep(
        "hanging",
        2,
        "L2TP-CONTROL CRITICAL - 10.9.0.1:1701 did not answer the SCCRQ within TIME",
        "The daemon is down or hangs, or a firewall drops UDP to that port; a server that speaks"
            + " L2TP only inside IPsec is silent outside of it (--no-answer OK then, and watch IKE on"
            + " UDP 500): on the server see systemctl status xl2tpd and tcpdump -n udp.");
  }

  @Test
  void silenceMayBeOk() throws IOException {
    assertStep(
        "hanging-is-ok",
        0,
        "L2TP-CONTROL OK - 10.9.0.1:1701 did not answer the SCCRQ within TIME, which is OK here"
            + " (--no-answer)");
  }

  /** The last line is that of its end. */
  @Test
  void serverThatComesBackLogsNothingAlarming() throws IOException {
    List<LogLine> log = recording.log("hanging");
    List<String> alarming = new ArrayList<>();
    for (LogLine line : log) {
      if (line.alarming()) {
        alarming.add(line.toString());
      }
    }
    assertEquals(List.of("crit xl2tpd: death_handler: Fatal signal 15 received"), alarming);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopped", "stopped-is-not-silence"})
  void stoppedServerIsCritical(String step) throws IOException {
    assertStep(
        step,
        2,
        NOTHING_THERE,
        "Nothing listens there, or a firewall rejects: on the server see systemctl status xl2tpd"
            + " and ss -lun.");
  }

  @Test
  void bothProveTheSecret() throws IOException {
    assertStep(
        "secret",
        0,
        "L2TP-CONTROL OK - 10.9.0.1:1701 answered in TIME, tunnel established in TIME, both proved"
            + " the secret"
            + PEER
            + ", demands a tunnel secret | time=TIME;;;0 establish_time=TIME;;;0");
    assertEquals(List.of(ESTABLISHED, CLOSED), log("secret"));
  }

  @Test
  void wrongSecretIsCritical() throws IOException {
    assertStep(
        "wrong-secret",
        2,
        "L2TP-CONTROL CRITICAL - 10.9.0.1:1701 has another tunnel secret than the secret file, or"
            + " none: the Challenge Response of its SCCRP is wrong | time=TIME;;;0",
        "Compare the secret file with the server's secret for a client that calls itself"
            + " ppp-vpn-checks: on the server see /etc/xl2tpd/l2tp-secrets.");
  }

  @Test
  void missingSecretIsCritical() throws IOException {
    assertStep(
        "no-secret",
        2,
        "L2TP-CONTROL CRITICAL - 10.9.0.1:1701 demands tunnel authentication, and no secret was"
            + " given (--secret-file) | time=TIME;;;0",
        "Give the tunnel's secret with --secret-file, or leave out --establish: without it the"
            + " answer alone is looked at.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-secret", "no-secret"})
  void failedAuthenticationIsNoAlarm(String step) throws IOException {
    assertEquals(
        List.of(CLOSED.replace("ppp-vpn-checks done", "tunnel authentication failed")), log(step));
  }

  @Test
  void refusingServerIsCritical() throws IOException {
    assertStep(
        "refusing",
        2,
        "L2TP-CONTROL CRITICAL - 10.9.0.1:1701 refused the tunnel: StopCCN with result 2, general"
            + " error: a generic vendor-specific error occurred in the LAC (No Authorization)",
        "The server itself refuses; its own words, if any, stand in brackets. xl2tpd's \"No"
            + " Authorization\": 'access control' and the 'lac' lines of xl2tpd.conf; its \"No"
            + " secret on our side\": no line of l2tp-secrets is for a client that calls itself"
            + " ppp-vpn-checks. Else look into its log.");
    List<LogLine> log = recording.log("refusing");
    assertTrue(log.stream().noneMatch(LogLine::alarming), log::toString);
  }

  @Test
  void everyPacketIsSound() throws IOException, InterruptedException {
    Path capture = recording.folder().resolve("client.pcap");
    // Not what alice's own daemon sends, from port 1701.
    String ours = "ip.src == 10.9.0.2 && udp && udp.srcport != 1701";
    List<String> sent = Tshark.packets(capture, ours);
    for (String what : List.of("SCCRQ", "SCCCN", "Hello", "StopCCN")) {
      assertTrue(sent.stream().anyMatch(line -> line.contains(what)), what + " in " + sent);
    }
    Tshark.assertSound(capture, ours);
  }

  private static List<String> log(String name) throws IOException {
    return recording.log(name).stream()
        .map(LogLine::toString)
        .map(line -> line.replaceAll("(port|Local:|Remote:|10.9.0.2,) \\d+", "$1 N"))
        .toList();
  }

  /** How often the SCCRQ was sent depends on how long Java took to start. */
  private static void assertStep(String name, int exitCode, String... lines) throws IOException {
    Step step = recording.step(name);
    assertEquals(
        List.of(lines),
        step.lines().stream().map(line -> line.replaceFirst(", sent \\d+ times,", "")).toList(),
        step.command());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }
}
