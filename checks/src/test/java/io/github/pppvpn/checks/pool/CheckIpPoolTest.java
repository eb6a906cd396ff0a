package io.github.pppvpn.checks.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.sessions.Expected;
import io.github.pppvpn.checks.sessions.HostRun;
import io.github.pppvpn.checks.sessions.SmallHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts made by hand, for what no recording shows. */
class CheckIpPoolTest {
  @TempDir Path folder;
  @TempDir Path state;
  private SmallHost host;

  @BeforeEach
  void boot() {
    host = new SmallHost(folder, 10_000);
  }

  private void pptpd(String... lines) {
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd");
    host.file("/run/pptpd.pid", "100\n").file("/etc/pptpd.conf", String.join("\n", lines) + "\n");
  }

  private void xl2tpd(String... lines) {
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd", "-D");
    host.file("/run/xl2tpd.pid", "200\n")
        .file("/etc/xl2tpd/xl2tpd.conf", String.join("\n", lines) + "\n");
  }

  private HostRun run(String... words) {
    return HostRun.of(new CheckIpPool(), folder, words);
  }

  private void check(String name, String... words) {
    host.done();
    Expected.check("pool/made/" + name + ".txt", run(words).text(folder));
  }

  @Test
  void nobodyIsConnected() {
    pptpd("remoteip 192.168.77.101-110", "localip 192.168.77.1");
    check("nobody", "-v");
  }

  /** Two sessions have one address, one has a static one, and one waits without a call. */
  @Test
  void conflictsAndSlots() {
    pptpd("remoteip 192.168.77.101-105", "localip 192.168.77.1");
    host.pptp("alice", "203.0.113.1", "192.168.77.101", "192.168.77.101", 10);
    host.pptp("bob", "203.0.113.2", "192.168.77.101", "192.168.77.101", 20);
    host.pptp("carol", "203.0.113.3", "192.168.77.103", "10.99.0.7", 30);
    host.process(400, "pptpctrl", 100, 40, "pptpd [203.0.113.4]");
    check("conflicts", "-v");
    Expected.check(
        "pool/made/conflicts-masked.txt", run("--privacy", "mask", "-c", "100").text(folder));
    Expected.check("pool/made/conflicts.json", run("--output", "json").text(folder));
  }

  @Test
  void bothDaemonsAndPoolsThatOverlap() {
    pptpd("remoteip 192.168.78.100-102", "localip 192.168.77.1");
    xl2tpd(
        "[lns default]",
        "local ip = 192.168.78.1",
        "ip range = 192.168.78.102-192.168.78.110",
        "no ip range = 192.168.78.105",
        "[lns staff]",
        "assign ip = no");
    host.l2tp("alice", "203.0.113.1", "192.168.78.102", 10, 1, 2);
    host.pptp("bob", "203.0.113.2", "192.168.78.102", "192.168.78.102", 20);
    check("overlap", "-v");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          remoteip 192.168.0.234-238, 192.168.0.245 > 2 > MGR: Bad IP address ()
          remoteip 192.168.0.2-4,192.168.0.3        > 2 > MGR: Remote IP address 192.168.0.3 in config is a duplicate!
          remoteip 10.0.0.0/24                      > 2 > MGR: Bad IP address (10.0.0.0/24)
          delegate                                  > 3 > POOL UNKNOWN - no daemon of this host has a pool of its own
          """)
  void saysWhatTheDaemonSays(String line, int exitCode, String said) {
    pptpd(line);
    host.done();
    HostRun run = run();
    assertEquals(exitCode, run.exitCode(), run.output());
    String wanted = said.replace("()", "( 192.168.0.245)");
    assertTrue(run.output().contains(wanted), run.output());
    assertTrue(exitCode == 3 || run.output().contains("\"" + line + "\""), run.output());
  }

  /** One daemon's file is refused, the other's pools are measured all the same. */
  @Test
  void oneRefusedOneGood() {
    pptpd("remoteip 192.168.0.10-2");
    xl2tpd("[lns default]", "ip range = 192.168.78.101-192.168.78.104");
    host.l2tp("alice", "203.0.113.1", "192.168.78.102", 10, 1, 2);
    check("one-refused");
  }

  @Test
  void aSectionWithoutARange() {
    xl2tpd("[lns default]", "local ip = 192.168.78.1");
    check("no-range");
  }

  @Test
  void noDaemonAndNoPool() {
    check("no-daemon");
  }

  @Test
  void notAHost() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        """
        exit 3
        POOL UNKNOWN - what is taken of the pools cannot be told: /proc cannot be listed
        Run it as root, or put its user into the group that /proc is mounted with (gid=).
        """,
        HostRun.of(new CheckIpPool(), empty).text(empty));
  }

  /** As with hidepid=2: the processes of others are not there. */
  @Test
  void hiddenProcesses() throws Exception {
    pptpd("remoteip 192.168.77.101-105");
    host.done();
    Files.delete(folder.resolve("proc/1/comm"));
    check("hidden");
  }

  @Test
  void namedPools() {
    host.pptp("alice", "203.0.113.1", "10.8.0.1", "10.8.0.1", 10);
    host.pptp("bob", "203.0.113.2", "10.8.0.2", "10.8.0.2", 10);
    host.pptp("carol", "203.0.113.3", "10.9.0.2", "10.9.0.2", 10);
    check(
        "named",
        "--pool",
        "the staff=10.8.0.1-2",
        "--pool",
        "the_staff=10.10.0.0/24",
        "--pool",
        "slots=10.11.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          --pool x=10.0.0.9-1               > option --pool: "10.0.0.9-1" ends below its start
          --pool =10.0.0.1                  > option --pool: "=10.0.0.1" is not NAME=RANGES
          --pool x=10.0.0.1 --pool x=1.1.1.1 > option --pool: the pool "x" is given twice
          """)
  void refusesAWrongPool(String words, String sentence) {
    HostRun run = run(words.strip().split(" "));
    assertEquals("POOL UNKNOWN - " + sentence, run.line1());
    assertEquals(3, run.exitCode());
  }

  private HostRun at(long upSeconds, long used, String... words) {
    host.up(upSeconds);
    while (sessions < used) {
      String address = "192.168.77." + (101 + sessions);
      host.pptp("u" + sessions, "203.0.113.1", address, address, 10);
      sessions++;
    }
    host.done();
    return HostRun.remembering(
        new CheckIpPool(), folder, state, HostRun.NOW + upSeconds * 1000, words);
  }

  private int sessions;

  /** One address a minute, ten minutes long: the other five last five minutes. */
  @Test
  void timeToFull() {
    pptpd("remoteip 192.168.77.101-115");
    for (int minute = 0; minute < 10; minute++) {
      HostRun run = at(20_000 + 60L * minute, minute + 1);
      assertEquals(minute < 5 ? "none" : 60 * (14 - minute) + "s", run.metric("time_to_full"));
    }
    assertEquals("0s", at(21_000, 15).metric("time_to_full"));
    host.file("/proc/sys/kernel/random/boot_id", "another\n");
    assertEquals("none", at(21_060, 15, "--pool", "x=10.0.0.1").metric("time_to_full"));
  }

  /** No pool grows: no value, and no range is left. Before that is known, it is UNKNOWN. */
  @Test
  void timeToFullOfWhatDoesNotGrow() {
    pptpd("remoteip 192.168.77.101-115");
    String[] words = {"-c", "time_to_full=3600:", "-v"};
    assertEquals(3, at(20_000, 5, words).exitCode());
    assertEquals(3, at(20_240, 5, words).exitCode());
    HostRun run = at(20_300, 5, words);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("none", run.metric("time_to_full"));
    assertTrue(run.output().contains("no pool has grown in the last 5 min"), run.output());
    assertEquals(2, at(20_360, 9, words).exitCode());
  }

  @Test
  void timeToFullStartsAnewAfterAReboot() {
    pptpd("remoteip 192.168.77.101-115");
    at(20_000, 1);
    at(20_600, 5);
    host.file("/proc/sys/kernel/random/boot_id", "another\n");
    HostRun run = at(30_000, 6, "-v");
    assertEquals("none", run.metric("time_to_full"));
    assertTrue(run.output().contains("the host has been rebooted"), run.output());
  }

  /** A clock that was set by a day changes nothing. */
  @Test
  void timeToFullKnowsNoWallClock() {
    pptpd("remoteip 192.168.77.101-115");
    at(20_000, 1);
    host.file("/proc/stat", "btime 1795376400\n");
    assertEquals("1500s", at(20_600, 5).metric("time_to_full"));
  }

  @Test
  void withoutAFolderForState() {
    pptpd("remoteip 192.168.77.101-110");
    host.done();
    assertEquals(0, run().exitCode());
    HostRun asked = run("-w", "time_to_full=3600:");
    assertEquals(3, asked.exitCode());
    assertTrue(
        asked.output().contains("time_to_full: the state folder /nonexistent/state does not exist"),
        asked.output());
  }
}
