package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * check_gre_probe against Debian's pptpd and pppd, everything; the scenarios are lab/scenarios/gre,
 * gre-server and gre-path. {@link GreVerdictsTest} has each verdict once.
 */
@Tag("lab-long")
class GreScenarioTest {
  private static final String SERVER = "10.9.0.1:1723";
  private static final String FAR = "10.9.2.1:1723";
  private static final String CAPABILITY =
      "GRE UNKNOWN - GRE can only be sent, received or captured with the capability CAP_NET_RAW,"
          + " which this process does not have; nothing was sent";

  private static Recording gre;
  private static Recording server;
  private static Recording path;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    gre = record("gre");
    server = record("gre-server");
    path = record("gre-path");
  }

  private static Recording record(String scenario) throws IOException, InterruptedException {
    return Lab.record(scenario, scenario);
  }

  @Test
  void healthyServerIsOk() throws IOException {
    GreLines.assertStep(
        gre,
        "healthy",
        0,
        "GRE OK - GRE passes both ways to "
            + SERVER
            + ": 5 of 5 echoes, round trip TIME"
            + GreLines.OPEN);
    GreLines.assertStep(
        gre,
        "measured",
        0,
        "GRE OK - GRE passes both ways to "
            + SERVER
            + ": 10 of 10 echoes, round trip TIME, packets of 1500 bytes pass"
            + GreLines.OPEN
            + " path_mtu=1500B;;;0");
  }

  @Test
  void serverLogsCallThatEnds() throws IOException {
    List<String> log = GreLines.quietLog(gre, "healthy");
    assertEquals(
        List.of(
            "info pptpd: CTRL: Client 10.9.0.2 control connection started",
            "info pptpd: CTRL: Starting call (launching pppd, opening GRE)"),
        log.subList(0, 2));
    assertTrue(
        log.contains("info pppd: LCP terminated by peer (monitoring probe done)"), log::toString);
    assertEquals(
        "info pptpd: CTRL: Client 10.9.0.2 control connection finished", log.get(log.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthy",
        "measured",
        "captured",
        "on-the-server",
        "on-loopback",
        "dropped-here",
        "forbidden-here",
        "only-to-probe",
        "ambient"
      })
  void nothingAlarmingIsLogged(String step) throws IOException {
    assertFalse(GreLines.quietLog(gre, step).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"killed", "out-of-time", "gone-meanwhile", "live-session"})
  void nothingAlarmingIsLoggedByServersThatGo(String step) throws IOException {
    assertFalse(GreLines.quietLog(server, step).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routed",
        "lossy",
        "nothing-comes-back",
        "nothing-arrives",
        "blocked",
        "mtu-1400",
        "hole-1400",
        "mtu-1280",
        "hole-1280",
        "mtu-here"
      })
  void nothingAlarmingIsLoggedBehindRouter(String step) throws IOException {
    assertFalse(GreLines.quietLog(path, step).isEmpty());
  }

  @Test
  void serverCanProbeItself() throws IOException {
    GreLines.assertStep(
        gre,
        "on-the-server",
        0,
        "GRE OK - GRE passes both ways to "
            + SERVER
            + ": 5 of 5 echoes, round trip TIME"
            + GreLines.OPEN);
    GreLines.assertStep(
        gre,
        "on-loopback",
        0,
        "GRE OK - GRE passes both ways to 127.0.0.1:1723: 5 of 5 echoes, round trip TIME"
            + GreLines.OPEN);
  }

  @Test
  void captureIsReadByTshark() throws IOException, InterruptedException {
    assertEquals(0, gre.step("captured").exitCode());
    Path capture = gre.folder().resolve("captured.pcap");
    List<String> all = Tshark.packets(capture, "frame");
    assertTrue(all.stream().anyMatch(line -> line.contains("Echo Reply")), all::toString);
    // What a virtual link sends has no checksum yet; GreVerdictsTest looks at those.
    assertEquals(
        List.of(), Tshark.packets(capture, "_ws.malformed || ip.checksum.status == \"Bad\""));
    GreLines.assertStep(
        gre,
        "captured-again",
        3,
        "GRE UNKNOWN - the file /run/lab/out/captured.pcap is there already",
        "Name a new one after --capture.");
  }

  @Test
  void eachWayOfDroppingHasItsOwnVerdict() throws IOException {
    GreLines.assertStep(
        gre,
        "dropped-here",
        2,
        "GRE CRITICAL - "
            + SERVER
            + " receives our GRE and answers it, but this host drops the answers"
            + " | call_setup_time=TIME;;;0",
        "The server's GRE arrives at this host and is dropped by its own firewall: see iptables -S"
            + " INPUT and nft list ruleset here.");
    GreLines.assertStep(
        gre,
        "forbidden-here",
        2,
        "GRE CRITICAL - "
            + SERVER
            + " cannot be sent GRE: this host does not let it out: Operation not permitted"
            + " | call_setup_time=TIME;;;0 first_gre_time=TIME;;;0",
        "A rule of this host's own firewall forbids it: see iptables -S OUTPUT and nft list ruleset"
            + " here.");
    String toProbe =
        " sends GRE that arrives here, but ours does not arrive there"
            + " | call_setup_time=TIME;;;0 first_gre_time=TIME;;;0";
    assertEquals("GRE CRITICAL - " + SERVER + toProbe, gre.step("only-to-probe").lines().get(0));
    assertEquals("GRE CRITICAL - " + FAR + toProbe, path.step("nothing-arrives").lines().get(0));
    for (String step : List.of("nothing-comes-back", "blocked")) {
      GreLines.assertStep(
          path,
          step,
          2,
          "GRE CRITICAL - "
              + FAR
              + " accepted the call, but no GRE comes back | call_setup_time=TIME;;;0",
          GreLines.BLOCKED);
    }
  }

  @Test
  void needsOneCapability() throws IOException {
    Step step = gre.step("unprivileged");
    assertEquals(CAPABILITY, step.lines().get(0));
    assertEquals(3, step.exitCode());
    assertEquals(CAPABILITY, server.step("passive-unprivileged").lines().get(0));
    GreLines.assertStep(
        gre,
        "ambient",
        0,
        "GRE OK - GRE passes both ways to "
            + SERVER
            + ": 5 of 5 echoes, round trip TIME"
            + GreLines.OPEN);
    GreLines.assertStep(
        gre,
        "ipv6",
        3,
        "GRE UNKNOWN - fd00:9::1 is no IPv4 address, and the GRE of PPTP is IPv4 only",
        "Name an IPv4 address of the server.");
    assertEquals("", gre.step("unpacked").out());
  }

  @Test
  void endsPolitelyWhenKilled() throws IOException {
    Step killed = server.step("killed");
    assertEquals(3, killed.exitCode());
    assertTrue(killed.out().startsWith("GRE UNKNOWN - ended by a signal while "), killed.out());
    assertEquals("", killed.err());
    Step late = server.step("out-of-time");
    assertEquals(0, late.exitCode(), late.out());
    assertTrue(late.out().contains("(no time for "), late.out());
  }

  @Test
  void serverThatGoesIsCritical() throws IOException {
    Step gone = server.step("gone-meanwhile");
    assertTrue(
        gone.out()
            .startsWith(
                "GRE CRITICAL - "
                    + SERVER
                    + " ended the call: result 3, Admin Shutdown: call disconnected for"
                    + " administrative reasons, after "),
        gone.out());
    assertEquals(2, gone.exitCode());
    assertEquals(
        "GRE CRITICAL - " + SERVER + " refused the connection",
        server.step("stopped").lines().get(0));
  }

  @Test
  void fullServerIsCritical() throws IOException {
    assertEquals(
        "GRE CRITICAL - "
            + SERVER
            + " accepted the connection but did not answer the Start-Control-Connection-Request"
            + " within TIME",
        server.step("full-slots").lines().get(0));
    assertEquals(
        "GRE CRITICAL - "
            + SERVER
            + " reset the connection without a reply to the Start-Control-Connection-Request",
        server.step("full-addresses").lines().get(0));
    assertEquals(List.of(), server.log("full-slots"));
    assertEquals(List.of(), server.log("full-addresses"));
  }

  @Test
  void livesSessionIsLeftAlone() throws IOException {
    Step refused = server.step("live-session");
    assertEquals(
        "GRE UNKNOWN - not probed: this host has a PPTP control connection to "
            + SERVER
            + ", and GRE of a probe could end that live session",
        refused.lines().get(0));
    assertEquals(3, refused.exitCode());
    String ping = server.step("ping").out();
    assertTrue(ping.contains("40 packets transmitted, 40 received"), ping);
  }

  @Test
  void looksOn() throws IOException {
    Step passive = server.step("passive");
    assertEquals(0, passive.exitCode(), passive.out());
    assertTrue(passive.out().contains(" on server0 within 2 s, 1 peer | "), passive.out());
    assertTrue(passive.out().contains(" peers=1;;;0 one_way_peers=0;0;;0"), passive.out());
    GreLines.assertStep(
        server,
        "passive-quiet",
        0,
        "GRE OK - no GRE on any within TIME: nobody is connected, or nothing of it passes here"
            + " | packets_in=0;;;0 packets_out=0;;;0 peers=0;;;0 one_way_peers=0;0;;0");
    GreLines.assertStep(
        server,
        "no-such-interface",
        3,
        "GRE UNKNOWN - cannot capture on the interface nowhere0: No such device exists",
        "See ip -brief link for the interfaces of this host.");
  }

  @Test
  void lossIsMeasured() throws IOException {
    String out = path.step("lossy").out();
    int from = out.indexOf("| loss=") + 7;
    double loss = Double.parseDouble(out.substring(from, out.indexOf('%', from)));
    assertTrue(loss >= 5 && loss <= 60, out);
  }

  @ParameterizedTest
  @CsvSource({"mtu-1400, 1400, 10.9.1.1", "mtu-1280, 1280, 10.9.1.1", "mtu-here, 1420, this host"})
  void pathMtuIsFoundWithIcmp(String step, int mtu, String who) throws IOException {
    GreLines.assertStep(
        path,
        step,
        0,
        "GRE OK - GRE passes both ways to "
            + FAR
            + ": 5 of 5 echoes, round trip TIME, path MTU "
            + mtu
            + " ("
            + who
            + " says fragmentation needed)"
            + GreLines.OPEN
            + " path_mtu="
            + mtu
            + "B;;;0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1400, 1280})
  void blackHoleIsFoundWithout(int mtu) throws IOException {
    Step step = path.step("hole-" + mtu);
    assertEquals(1, step.exitCode(), step.out());
    assertTrue(
        step.out()
            .startsWith(
                "GRE WARNING - "
                    + FAR
                    + " is behind a black hole: packets above "
                    + mtu
                    + " bytes vanish, no ICMP \"fragmentation needed\" comes"),
        step.out());
    assertTrue(step.out().contains(" path_mtu=" + mtu + "B;;;0"), step.out());
  }
}
