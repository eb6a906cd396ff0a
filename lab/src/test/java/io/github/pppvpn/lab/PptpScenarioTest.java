package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** check_pptp_tcp1723 against Debian's pptpd; the scenario is lab/scenarios/pptp. */
@Tag("lab")
class PptpScenarioTest {
  private static final String UP =
      "host \"local\", vendor \"linux\", firmware 1, PPTP 1.0 "
          + "| time=TIME;;;0 connect_time=TIME;;;0 handshake_time=TIME;;;0";

  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("pptp", "pptp");
  }

  @Test
  void healthyServerIsOk() throws IOException {
    assertStep("healthy", 0, "PPTP OK - 10.9.0.1:1723 answered in TIME: " + UP);
  }

  @Test
  void echoIsMeasured() throws IOException {
    assertStep(
        "echo",
        0,
        "PPTP OK - 10.9.0.1:1723 answered in TIME, Echo in TIME: " + UP + " echo_time=TIME;;;0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthy", "echo", "meanwhile"})
  void serverLogsStartAndFinishAlone(String step) throws IOException {
    assertEquals(
        List.of(
            "info pptpd: CTRL: Client 10.9.0.2 control connection started",
            "debug pptpd: CTRL: Reaping child PPP[0]",
            "info pptpd: CTRL: Client 10.9.0.2 control connection finished"),
        recording.log(step).stream().map(LogLine::toString).toList());
  }

  @Test
  void sessionIsReal() throws IOException {
    List<String> login = recording.log("login").stream().map(LogLine::text).toList();
    assertTrue(login.contains("pppd: MPPE 128-bit stateless compression enabled"), login::toString);
    assertTrue(recording.step("routed").out().startsWith("192.168.77.1 dev ppp"));
    assertEquals(0, recording.step("ping").exitCode());
  }

  @Test
  void sessionIsNotDisturbed() throws IOException {
    assertStep(
        "meanwhile",
        0,
        "PPTP OK - 10.9.0.1:1723 answered in TIME, Echo in TIME: " + UP + " echo_time=TIME;;;0");
    String ping = recording.step("ping-meanwhile").out();
    assertTrue(ping.contains("25 packets transmitted, 25 received, 0% packet loss"), ping);
    List<LogLine> logout = recording.log("logout");
    assertTrue(logout.stream().noneMatch(LogLine::alarming), logout::toString);
  }

  @Test
  void stoppedServerIsCritical() throws IOException {
    assertStep(
        "stopped",
        2,
        "PPTP CRITICAL - 10.9.0.1:1723 refused the connection",
        "Nothing listens there, or a firewall rejects: "
            + "on the server see systemctl status pptpd and ss -ltn.");
  }

  @Test
  void serverWithoutFreeSlotIsCritical() throws IOException {
    assertStep(
        "full-slots",
        2,
        "PPTP CRITICAL - 10.9.0.1:1723 accepted the connection but did not answer the"
            + " Start-Control-Connection-Request within TIME | connect_time=TIME;;;0",
        "pptpd accepts nobody while every slot is taken or while another client stays silent:"
            + " on the server see ps -C pptpctrl, the 'connections' line of /etc/pptpd.conf,"
            + " and the log for 'No free connection slots'.");
    assertEquals(List.of(), recording.log("full-slots"));
  }

  @Test
  void serverWithoutFreeAddressIsCritical() throws IOException {
    assertStep(
        "full-addresses",
        2,
        "PPTP CRITICAL - 10.9.0.1:1723 reset the connection without a reply to the"
            + " Start-Control-Connection-Request | connect_time=TIME;;;0",
        "pptpd does that when more clients come than it has addresses (remoteip), without a log"
            + " line: on the server see ps -C pptpctrl; a firewall may also cut in.");
    assertEquals(List.of(), recording.log("full-addresses"));
  }

  @Test
  void connectOnlyIsLoggedAsDropped() throws IOException {
    assertStep(
        "connect-only",
        0,
        "PPTP OK - 10.9.0.1:1723 accepted a TCP connection in TIME, PPTP was not asked for"
            + " | time=TIME;;;0 connect_time=TIME;;;0");
    assertEquals(
        List.of("err pptpd: MGR: dropped small initial connection"),
        recording.log("connect-only").stream().map(LogLine::toString).toList());
  }

  private static void assertStep(String name, int exitCode, String... lines) throws IOException {
    Step step = recording.step(name);
    assertEquals(List.of(lines), step.lines(), step.command());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }
}
