package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts made by hand, for what no recording shows. */
class CheckL2tpSessionsTest {
  @TempDir Path folder;
  private SmallHost host;

  @BeforeEach
  void boot() {
    host = new SmallHost(folder, 10_000);
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd");
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd", "-D");
  }

  private HostRun run(String... words) {
    return HostRun.of(new CheckL2tpSessions(), folder, words);
  }

  private void check(String name, String... words) {
    host.done();
    Expected.check("sessions/made/" + name + ".txt", run(words).text(folder));
  }

  private void some() {
    host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 5_000_000, 12_345);
    host.l2tp("bob", "203.0.113.2", "192.168.78.102", 9000, 10, 20);
    host.l2tp("alice", "203.0.113.3", "192.168.78.103", 9990, 0, 999);
    host.pptp("carol", "203.0.113.4", "192.168.77.101", "192.168.77.101", 40);
  }

  @Test
  void l2tp() {
    some();
    check("l2tp", "-v");
  }

  @Test
  void all() {
    some();
    check("all", "--protocol", "all", "-w", "mismatch=0");
  }

  @Test
  void perUser() {
    some();
    check("per-user", "--per-user", "1", "--privacy", "mask");
  }

  @Test
  void perUserIsOverriddenByItsLongForm() {
    some();
    host.done();
    assertEquals(2, run("--per-user", "1").exitCode());
    assertEquals(0, run("--per-user", "2").exitCode());
    assertEquals(0, run("--per-user", "1", "-c", "sessions_per_user=5").exitCode());
  }

  @Test
  void json() {
    some();
    check("json", "--output", "json", "--privacy", "hide");
  }

  /** lxcfs counts the time since boot from a container's start, the kernel from the machine's. */
  @Test
  void inAContainerWithItsOwnTime() {
    host.up(8_000).ownProcess(10_000);
    some();
    check("container", "--protocol", "all", "-w", "oldest=3600");
  }

  /** A copy of such a /proc has no process that looks on. */
  @Test
  void inAContainerThatDoesNotTell() {
    host.up(8_000);
    some();
    check("container-copied", "--protocol", "all", "-c", "oldest=86400");
  }

  @Test
  void nobody() {
    check("nobody", "--protocol", "pptp");
  }

  /** A killed pppd, an orphan, and clients of other servers on the same host. */
  @Test
  void contradictions() {
    int pppd = host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 5, 6);
    host.l2tp("bob", "203.0.113.2", "192.168.78.102", 9000, 10, 20);
    host.process(
        pppd,
        "pppd",
        1,
        1000,
        "/usr/sbin/pppd",
        "pppol2tp",
        "7",
        "pppol2tp_lns_mode",
        "pppol2tp_tunnel_id",
        "5000",
        "192.168.78.1:192.168.78.101");
    host.file("/run/ppp9.pid", "4242\n");
    host.process(300, "pppd", 1, 50, "/usr/sbin/pppd", "pty", "pptp vpn.example.org", "name", "me");
    check("contradictions", "--protocol", "all", "-c", "mismatch=1");
  }

  /** With hidepid the kernel's own list still tells L2TP sessions, but not PPTP's from others. */
  @Test
  void hiddenProcesses() throws Exception {
    host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 5, 6);
    host.done();
    Files.delete(folder.resolve("proc/1/comm"));
    for (String pid : new String[] {"1000", "100", "200"}) {
      Files.delete(folder.resolve("proc/" + pid + "/comm"));
    }
    Expected.check("sessions/made/hidden-l2tp.txt", run("--per-user", "1").text(folder));
    host.pptp("carol", "203.0.113.4", "192.168.77.101", "192.168.77.101", 40);
    host.done();
    Files.delete(folder.resolve("proc/1002/comm"));
    Files.delete(folder.resolve("proc/1003/comm"));
    Expected.check("sessions/made/hidden-pptp.txt", run().text(folder));
  }

  /** A pppd without an interface is a call on its way only where its files would be seen. */
  @Test
  void withoutPppdsFolder() throws Exception {
    host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 5, 6);
    host.done();
    Files.move(folder.resolve("run"), folder.resolve("elsewhere"));
    HostRun run = run();
    assertEquals(3, run.exitCode(), run.output());
    assertEquals(
        "L2TP UNKNOWN - the interface of 1 pppd cannot be told: neither /run nor /var/run exists",
        run.line1());
    Files.createDirectory(folder.resolve("var"));
    Files.move(folder.resolve("elsewhere"), folder.resolve("var/run"));
    assertEquals("1", run().metric("sessions"));
    // Of a container, with a folder of its own in which nothing is.
    Files.move(folder.resolve("var/run"), folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("run"));
    HostRun empty = run();
    assertEquals(3, empty.exitCode(), empty.output());
    assertTrue(empty.line1().contains("the interface of 1 pppd cannot be told"), empty.output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage\n", "Inter-| Receive | Transmit\n face |bytes\n  ppp0: 700 13 0 0\n"})
  void bytesThatNobodyMeasured(String damaged) throws Exception {
    host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 500, 600);
    host.done();
    Path states = Files.createDirectory(folder.resolve("states"));
    assertEquals("500c", remembering(states, 0).metric("rx_bytes"));
    String whole = Files.readString(folder.resolve("proc/net/dev"));
    host.file("/proc/net/dev", damaged);
    HostRun run = remembering(states, 60_000);
    assertEquals("1", run.metric("sessions"), run.output());
    assertEquals("none", run.metric("rx_bytes"), run.output());
    assertEquals("none", run.metric("tx_bytes"), run.output());
    assertTrue(
        run.output()
            .contains(
                "\nrx_bytes and tx_bytes are left out, unmeasured of 1 session: /proc/net/dev "),
        run.output());
    // What was counted before is not counted again.
    host.file("/proc/net/dev", whole);
    assertEquals("500c", remembering(states, 120_000).metric("rx_bytes"));
  }

  /** A record that is torn off takes its user along: how many one user holds is not known then. */
  @Test
  void damagedDatabase() throws Exception {
    some();
    host.done();
    assertEquals("2", run().metric("users"));
    Path file = folder.resolve("run/pppd2.tdb");
    byte[] database = Files.readAllBytes(file);
    // The head of the first chain leads out of the file.
    Arrays.fill(database, 172, 176, (byte) 0x7C);
    Files.write(file, database);
    HostRun run = run();
    assertEquals("3", run.metric("sessions"), run.output());
    assertEquals("none", run.metric("users"), run.output());
    assertEquals("none", run.metric("sessions_per_user"), run.output());
    HostRun perUser = run("--per-user", "1");
    assertEquals(3, perUser.exitCode(), perUser.output());
    assertTrue(
        perUser.line1().startsWith("L2TP UNKNOWN - not every session's user is known"),
        perUser.output());
  }

  /** The remedy is the one that helps: there is no option that measures it. */
  @Test
  void saysWhatARangeLacks() {
    host.done();
    HostRun run = run("-w", "opened=5,deviation=20,tunnels=1");
    assertEquals(3, run.exitCode());
    assertTrue(
        run.line1()
            .contains(
                "opened, deviation have ranges but were not measured: the state folder /nonexistent/state does"
                    + " not exist"),
        run.output());
    assertTrue(run.output().contains("mkdir -p /nonexistent/state"), run.output());
    assertTrue(
        run("--protocol", "pptp", "-w", "tunnels=1").line1().contains("measured: PPTP has none"));
  }

  private HostRun remembering(Path states, long later) {
    return HostRun.remembering(new CheckL2tpSessions(), folder, states, HostRun.NOW + later);
  }

  @Test
  void notAHost() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        """
        exit 3
        L2TP UNKNOWN - /proc/net/dev does not exist below ROOT
        --root names the folder above proc.
        """,
        HostRun.of(new CheckL2tpSessions(), empty).text(empty));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          --protocol ppp > option --protocol: "ppp" is not l2tp, pptp or all
          --per-user 0   > option --per-user: "0" is not a whole number from 1 to 1000000
          --per-user 1:2 > option --per-user: "1:2" is not a whole number from 1 to 1000000
          """)
  void refusesAWrongOption(String words, String sentence) {
    HostRun run = run(words.strip().split(" +"));
    assertEquals("L2TP UNKNOWN - " + sentence, run.line1());
    assertEquals(3, run.exitCode());
  }

  /** A name of the worst kind stays one line and no perfdata. */
  @Test
  void hostileName() {
    host.l2tp("x|a=1\n\u001b[2J", "203.0.113.1", "192.168.78.101", 1000, 5, 6);
    host.done();
    HostRun run = run();
    assertEquals(2, run.output().lines().count(), run.output());
    assertEquals(1, run.output().chars().filter(c -> c == '|').count(), run.output());
    assertTrue(run.output().chars().noneMatch(c -> c == 0x1b), run.output());
  }
}
