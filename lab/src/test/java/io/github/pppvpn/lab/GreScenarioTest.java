package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** check_gre_probe against Debian's pptpd and pppd; the scenarios are lab/scenarios/gre*. */
@Tag("lab-long")
class GreScenarioTest {
  private static final String OPEN =
      " | loss=0%;20;60;0;100 rta=TIME;;;0 rtmax=TIME;;;0 jitter=TIME;;;0"
          + " call_setup_time=TIME;;;0 first_gre_time=TIME;;;0";
  private static final String SERVER = "10.9.0.1:1723";
  private static final String FAR = "10.9.2.1:1723";
  private static final String BLOCKED =
      "A firewall or NAT on the way lets TCP 1723 through but not IP protocol 47: allow GRE both"
          + " ways, load nf_conntrack_pptp where NAT is done (its helper must be assigned since"
          + " Linux 4.7). On the server, tcpdump -ni any proto 47 during a probe shows whether ours"
          + " arrives.";
  private static final String CAPABILITY =
      "GRE UNKNOWN - GRE can only be sent, received or captured with the capability CAP_NET_RAW,"
          + " which this process does not have; nothing was sent";

  private static final int AT_ONCE = 6;
  private static final int IN_A_ROW = 8;

  private static Recording gre;
  private static Recording server;
  private static Recording path;
  private static Recording many;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    gre = record("gre");
    server = record("gre-server");
    path = record("gre-path");
    // Twenty and thirty, the scenario's own numbers, take minutes of the guest's one processor.
    many = record("gre-many", "" + AT_ONCE, "" + IN_A_ROW);
  }

  /** With the time and the memory that twenty commands at once need on a busy machine. */
  private static Recording record(String scenario, String... arguments)
      throws IOException, InterruptedException {
    String out = Lab.emptyFolder(scenario).toString();
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--timeout", "260", "--mem", "2048", "--out", out, scenario));
    words.addAll(List.of(arguments));
    Lab.Run run = Lab.run(Map.of(), words.toArray(new String[0]));
    assertEquals(0, run.exitCode(), () -> run.stdout() + run.stderr());
    return new Recording(java.nio.file.Path.of(out));
  }

  private static void assertStep(Recording in, String name, int exitCode, String... lines)
      throws IOException {
    Step step = in.step(name);
    assertEquals(List.of(lines), step.lines(), step.command());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }

  /** Whole lines of the server's log without process ids; nothing at warning or above. */
  private static List<String> quietLog(Recording in, String name) throws IOException {
    List<LogLine> log = in.log(name);
    assertTrue(log.stream().noneMatch(LogLine::alarming), log::toString);
    List<String> lines = log.stream().map(LogLine::toString).toList();
    assertTrue(lines.stream().noneMatch(line -> line.contains("authentication")), lines::toString);
    return lines;
  }

  @Test
  void healthyServerIsOk() throws IOException {
    assertStep(
        gre,
        "healthy",
        0,
        "GRE OK - GRE passes both ways to " + SERVER + ": 5 of 5 echoes, round trip TIME" + OPEN);
    assertStep(
        gre,
        "measured",
        0,
        "GRE OK - GRE passes both ways to "
            + SERVER
            + ": 10 of 10 echoes, round trip TIME, packets of 1500 bytes pass"
            + OPEN
            + " path_mtu=1500B;;;0");
  }

  @Test
  void serverLogsCallThatEnds() throws IOException {
    List<String> log = quietLog(gre, "healthy");
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
    assertFalse(quietLog(gre, step).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"killed", "out-of-time", "gone-meanwhile", "live-session"})
  void nothingAlarmingIsLoggedByServersThatGo(String step) throws IOException {
    assertFalse(quietLog(server, step).isEmpty());
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
    assertFalse(quietLog(path, step).isEmpty());
  }

  @Test
  void serverCanProbeItself() throws IOException {
    assertStep(
        gre,
        "on-the-server",
        0,
        "GRE OK - GRE passes both ways to " + SERVER + ": 5 of 5 echoes, round trip TIME" + OPEN);
    assertStep(
        gre,
        "on-loopback",
        0,
        "GRE OK - GRE passes both ways to 127.0.0.1:1723: 5 of 5 echoes, round trip TIME" + OPEN);
  }

  @Test
  void captureIsReadByTshark() throws IOException, InterruptedException {
    assertEquals(0, gre.step("captured").exitCode());
    String file = gre.folder().resolve("captured.pcap").toString();
    String all = tshark("-r", file);
    for (String what :
        List.of(
            "Outgoing-Call-Request",
            "Configuration Ack",
            "Echo Reply",
            "Termination Request",
            "Call-Clear-Request")) {
      assertTrue(all.contains(what), what + " in " + all);
    }
    assertEquals(
        "",
        tshark(
            "-r",
            file,
            "-o",
            "ip.check_checksum:TRUE",
            "-Y",
            "_ws.malformed || ip.checksum.status == \"Bad\" || _ws.expert.severity == error"));
    assertStep(
        gre,
        "captured-again",
        3,
        "GRE UNKNOWN - the file /run/lab/out/captured.pcap is there already",
        "Name a new one after --capture.");
  }

  private static String tshark(String... arguments) throws IOException, InterruptedException {
    List<String> words = new java.util.ArrayList<>(List.of("tshark"));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }

  @Test
  void eachWayOfDroppingHasItsOwnVerdict() throws IOException {
    assertStep(
        gre,
        "dropped-here",
        2,
        "GRE CRITICAL - "
            + SERVER
            + " receives our GRE and answers it, but this host drops the answers"
            + " | call_setup_time=TIME;;;0",
        "The server's GRE arrives at this host and is dropped by its own firewall: see iptables -S"
            + " INPUT and nft list ruleset here.");
    assertStep(
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
      assertStep(
          path,
          step,
          2,
          "GRE CRITICAL - "
              + FAR
              + " accepted the call, but no GRE comes back | call_setup_time=TIME;;;0",
          BLOCKED);
    }
  }

  @Test
  void needsOneCapability() throws IOException {
    Step step = gre.step("unprivileged");
    assertEquals(CAPABILITY, step.lines().get(0));
    assertEquals(3, step.exitCode());
    assertEquals(CAPABILITY, server.step("passive-unprivileged").lines().get(0));
    assertStep(
        gre,
        "ambient",
        0,
        "GRE OK - GRE passes both ways to " + SERVER + ": 5 of 5 echoes, round trip TIME" + OPEN);
    assertStep(
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
    assertStep(
        server,
        "passive-quiet",
        0,
        "GRE OK - no GRE on any within TIME: nobody is connected, or nothing of it passes here"
            + " | packets_in=0;;;0 packets_out=0;;;0 peers=0;;;0 one_way_peers=0;0;;0");
    assertStep(
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
    assertStep(
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
            + OPEN
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

  @Test
  void manyAtOnceAndInRowLeaveNothing() throws IOException {
    for (int i = 1; i <= AT_ONCE; i++) {
      Step step = many.step("once-" + i);
      assertTrue(step.out().contains("GRE passes both ways to "), step.out());
    }
    for (int i = 1; i <= IN_A_ROW; i++) {
      assertEquals(0, many.step("row-" + i).exitCode(), many.step("row-" + i).out());
    }
    quietLog(many, "at-once");
    quietLog(many, "in-a-row");
  }
}
