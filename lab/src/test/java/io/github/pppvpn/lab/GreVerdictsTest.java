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

/**
 * Every verdict of check_gre_probe once, against Debian's pptpd and pppd; the scenario is
 * lab/scenarios/gre-verdicts. {@link GreScenarioTest} has the rest.
 */
@Tag("lab")
class GreVerdictsTest {
  private static final String PASSES = " - GRE passes both ways to 10.20.%d.1:1723: ";
  private static final String MEASURED =
      " | loss=N%;99;99;0;100 rta=TIME;;;0 rtmax=TIME;;;0 jitter=TIME;;;0"
          + " call_setup_time=TIME;;;0 first_gre_time=TIME;;;0";
  private static final String ARRIVES_NOT_THERE =
      "Something drops IP protocol 47 towards the server: its own input rules (iptables -S INPUT,"
          + " nft list ruleset), or a firewall in front of it. Outgoing GRE is free, so look at the"
          + " rules for incoming traffic there, and for outgoing traffic here.";

  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("gre-verdicts", "gre-verdicts");
  }

  private static String server(int client) {
    return "10.20." + client + ".1:1723";
  }

  private static void assertStep(String name, int exitCode, String... lines) throws IOException {
    GreLines.assertStep(recording, name, exitCode, lines);
  }

  /** The same without how many echoes came back: on a busy machine some answers come too late. */
  private static void assertMeasured(String name, int exitCode, String... lines)
      throws IOException {
    Step step = recording.step(name);
    String out =
        step.out()
            .replaceFirst("[2-5] of 5 echoes", "N of 5 echoes")
            .replaceFirst("loss=\\d+%", "loss=N%");
    assertEquals(
        List.of(lines), new Step(step.command(), step.exitCode(), out, "").lines(), step.out());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }

  @Test
  void bothWaysIsOk() throws IOException {
    assertMeasured(
        "healthy",
        0,
        "GRE OK"
            + PASSES.formatted(1)
            + "N of 5 echoes, round trip TIME, packets of 1500 bytes pass"
            + MEASURED
            + " path_mtu=1500B;;;0");
  }

  @Test
  void noRouteIsCritical() throws IOException {
    assertStep(
        "no-route",
        2,
        "GRE CRITICAL - 198.51.100.1:1723 cannot be reached: Network is unreachable",
        "A router or this host has no way to that address, or a firewall on the way rejects: see"
            + " ip route get, the link to the server, and the firewalls' rules.");
  }

  @ParameterizedTest
  @CsvSource({"nothing-comes-back, 2", "blocked, 4"})
  void noGreFromServerIsCritical(String step, int client) throws IOException {
    assertStep(
        step,
        2,
        "GRE CRITICAL - "
            + server(client)
            + " accepted the call, but no GRE comes back"
            + GreLines.CALLED,
        GreLines.BLOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing-arrives, 3, ''",
    "prohibited, 5, '; 10.20.5.1 says administratively prohibited'",
    "no-such-protocol, 6, '; 10.20.6.1 says protocol unreachable'",
  })
  void noGreToServerIsCriticalAndNamesWhoSaysSo(String step, int client, String icmp)
      throws IOException {
    assertStep(
        step,
        2,
        "GRE CRITICAL - "
            + server(client)
            + " sends GRE that arrives here, but ours does not arrive there"
            + icmp
            + GreLines.HEARD,
        ARRIVES_NOT_THERE);
  }

  @Test
  void thisHostsFirewallIsNamed() throws IOException {
    assertStep(
        "dropped-here",
        2,
        "GRE CRITICAL - "
            + server(10)
            + " receives our GRE and answers it, but this host drops the answers"
            + GreLines.CALLED,
        GreLines.DROPPED_HERE);
    assertStep(
        "forbidden-here",
        2,
        "GRE CRITICAL - "
            + server(11)
            + " cannot be sent GRE: this host does not let it out: Operation not permitted"
            + GreLines.HEARD,
        GreLines.FORBIDDEN_HERE);
  }

  @Test
  void serversFirewallIsNamed() throws IOException {
    assertStep(
        "forbidden-there",
        2,
        "GRE CRITICAL - "
            + server(15)
            + " closed the connection in the middle of the call, before any GRE came"
            + GreLines.CALLED,
        "The server's own firewall may forbid it to send IP protocol 47 (its log then says \"GRE:"
            + " xmit failed\"): see iptables -S OUTPUT and nft list ruleset there. Or pptpd was"
            + " stopped, or its pppd did not start: see the server's log at this minute.");
    assertTrue(
        recording.log("forbidden-there").stream()
            .anyMatch(line -> line.text().contains("GRE: xmit failed")),
        "pptpd says so");
  }

  @Test
  void lossIsMeasured() throws IOException {
    Step lossy = recording.step("lossy");
    String out = lossy.out();
    int from = out.indexOf("| loss=") + 7;
    double loss = Double.parseDouble(out.substring(from, out.indexOf('%', from)));
    assertTrue(loss >= 5 && loss <= 60, out);
    assertTrue(out.contains(PASSES.formatted(7)), out);
    assertEquals(loss > 20 ? 1 : 0, lossy.exitCode(), out);
  }

  @Test
  void pathMtuIsFoundWithIcmp() throws IOException {
    assertMeasured(
        "mtu",
        0,
        "GRE OK"
            + PASSES.formatted(8)
            + "N of 5 echoes, round trip TIME, path MTU 1400 (10.30.8.1 says fragmentation needed)"
            + MEASURED
            + " path_mtu=1400B;;;0");
  }

  @Test
  void blackHoleIsFoundWithout() throws IOException {
    assertMeasured(
        "hole",
        1,
        "GRE WARNING - "
            + server(9)
            + " is behind a black hole: packets above 1280 bytes vanish, no ICMP \"fragmentation"
            + " needed\" comes"
            + PASSES.formatted(9)
            + "N of 5 echoes, round trip TIME, path MTU 1280, larger packets vanish"
            + MEASURED
            + " path_mtu=1280B;;;0",
        "A firewall drops ICMP \"fragmentation needed\", so that sessions hang on large packets: let"
            + " it through, or lower mtu and mru in the server's pppd options (1400) and clamp the"
            + " MSS.");
  }

  @Test
  void fullServerIsCritical() throws IOException {
    assertEquals(
        "GRE CRITICAL - "
            + "10.20.13.2:1723"
            + " accepted the connection but did not answer the Start-Control-Connection-Request"
            + " within TIME",
        recording.step("full").lines().get(0));
    assertEquals(2, recording.step("full").exitCode());
  }

  @Test
  void serverThatGoesIsCritical() throws IOException {
    Step gone = recording.step("gone-meanwhile");
    assertTrue(
        gone.out()
            .startsWith(
                "GRE CRITICAL - "
                    + server(14)
                    + " ended the call: result 3, Admin Shutdown: call disconnected for"
                    + " administrative reasons, "),
        gone.out());
    assertEquals(2, gone.exitCode());
  }

  @Test
  void killedProbeSaysWhatItDid() throws IOException {
    Step killed = recording.step("killed");
    assertEquals(3, killed.exitCode());
    assertTrue(killed.out().startsWith("GRE UNKNOWN - ended by a signal while "), killed.out());
    assertFalse(killed.out().contains("ending the call"), killed.out());
    assertEquals("", killed.err());
  }

  /** Its launcher can say nothing, its Java still ends the call: the server's log is quiet. */
  @Test
  void processGroupThatIsKilledAtOnceLeavesNothing() throws IOException {
    assertEquals(137, recording.step("killed-at-once").exitCode());
    List<String> log = GreLines.quietLog(recording, "end");
    assertTrue(
        log.contains("info pptpd: CTRL: Client 10.20.16.2 control connection finished"),
        log::toString);
  }

  /** The scenario waited until no slot was taken, no pppd ran and no interface was there. */
  @Test
  void serverLogsCallsAndNothingElse() throws IOException {
    List<String> log = GreLines.quietLog(recording, "end");
    int calls = 0;
    for (String line : log) {
      calls += line.equals("info pptpd: CTRL: Starting call (launching pppd, opening GRE)") ? 1 : 0;
    }
    assertEquals(14, calls, log::toString);
  }

  @Test
  void everyPacketIsSound() throws IOException, InterruptedException {
    Path capture = recording.folder().resolve("healthy.pcap");
    String ours = "ip.src == 10.20.1.2";
    List<String> sent = Tshark.packets(capture, ours);
    for (String what :
        List.of(
            "Start-Control-Connection-Request",
            "Outgoing-Call-Request",
            "Set-Link-Info",
            "Configuration Request",
            "Configuration Ack",
            "Echo Request",
            "Encapsulated PPP",
            "Termination Request",
            "Call-Clear-Request")) {
      assertTrue(sent.stream().anyMatch(line -> line.contains(what)), what + " in " + sent);
    }
    Tshark.assertSound(capture, ours);
  }
}
