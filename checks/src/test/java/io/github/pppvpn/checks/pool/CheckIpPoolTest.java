package io.github.pppvpn.checks.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.sessions.Expected;
import io.github.pppvpn.checks.sessions.HostRun;
import io.github.pppvpn.checks.sessions.SmallHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "lac = 203.0.113.200-203.0.113.209",
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

  /** What pppds write down is not to be seen, and their command lines have no address. */
  @Test
  void sessionsThatCannotBePlaced() throws Exception {
    xl2tpd("[lns default]", "ip range = 192.168.78.101-192.168.78.104");
    for (int pid = 300; pid < 303; pid++) {
      host.process(
          pid,
          "pppd",
          200,
          100,
          "/usr/sbin/pppd",
          "pppol2tp",
          "7",
          "pppol2tp_lns_mode",
          "passive",
          "nodetach",
          pid == 300 ? "192.168.78.1:192.168.78.101" : "192.168.78.1:0.0.0.0");
    }
    host.done();
    Files.delete(folder.resolve("run/pppd2.tdb"));
    HostRun run = run("-c", "conflicts=0");
    assertEquals(3, run.exitCode(), run.output());
    assertEquals("1", run.metric("xl2tpd_used"));
    assertEquals("none", run.metric("conflicts"));
    assertTrue(
        run.line1()
            .startsWith("POOL UNKNOWN - more may be taken than is counted: the interfaces of 3"),
        run.output());
    // Where each has its address on the command line, the count is right.
    Files.delete(folder.resolve("proc/301/stat"));
    Files.delete(folder.resolve("proc/302/stat"));
    assertEquals(0, run().exitCode(), run().output());
    assertTrue(
        run("-c", "conflicts=0")
            .line1()
            .startsWith(
                "POOL UNKNOWN - conflicts has a range but was not measured: the interface of 1 pppd"));
    assertEquals(2, run("-c", "20").exitCode());
  }

  /** The kernel shows sessions whose processes are in another namespace. */
  @Test
  void interfacesOfNobody() throws Exception {
    xl2tpd("[lns default]", "ip range = 192.168.78.101-192.168.78.104");
    int pppd = host.l2tp("alice", "203.0.113.1", "192.168.78.102", 10, 1, 2);
    host.pptp("bob", "203.0.113.2", "192.168.77.101", "192.168.77.101", 20);
    host.done();
    for (int pid : new int[] {pppd, pppd + 2, pppd + 3}) {
      Files.delete(folder.resolve("proc/" + pid + "/stat"));
    }
    HostRun run = run();
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.output().contains("the address of 1 session (ppp0) is not known"), run.output());
    assertTrue(run.output().contains("ppp1 is a PPP interface that no process has"), run.output());
  }

  /** No file is waited for, whatever is in its place. */
  @Test
  void pipesInThePlaceOfFiles() throws Exception {
    pptpd("remoteip 192.168.77.101-110");
    host.l2tp("alice", "203.0.113.1", "192.168.77.102", 10, 1, 2);
    host.done();
    for (String path : new String[] {"run/pptpd.pid", "run/ppp9.pid", "etc/accel-ppp.conf"}) {
      pipe(path);
    }
    HostRun run = run("-v");
    assertEquals(3, run.exitCode(), run.output());
    assertEquals("1", run.metric("pptpd_used"));
    assertTrue(
        run.output().contains("/etc/accel-ppp.conf is a pipe, a socket or a device, not a file"),
        run.output());
    assertTrue(run.output().contains("/run/ppp9.pid is a pipe"), run.output());
    pipe("etc/pptpd.conf");
    assertTrue(run().output().contains("/etc/pptpd.conf is a pipe"), run().output());
  }

  private void pipe(String path) throws Exception {
    Files.deleteIfExists(folder.resolve(path));
    assertEquals(
        0, new ProcessBuilder("mkfifo", folder.resolve(path).toString()).start().waitFor());
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
    assertEquals(
        "POOL UNKNOWN - time_to_full has a range but was not measured: the state folder"
            + " /nonexistent/state does not exist",
        asked.line1().substring(0, asked.line1().indexOf(" - pptpd")));
    assertTrue(asked.output().lines().toList().get(1).contains("mkdir -p /nonexistent/state"));
  }

  /** Where its pid file lies is pptpd's option, too. */
  @ParameterizedTest
  @ValueSource(strings = {"", "99999\n", "1\n", "nonsense"})
  void findsDaemonWithoutItsPidFile(String pidFile) {
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd", "-c", "/run/lab/pptpd.conf");
    host.file("/run/lab/pptpd.conf", "remoteip 192.168.77.101-102\nlocalip 192.168.77.1\n");
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd").file("/run/xl2tpd.pid", "200\n");
    host.file("/etc/xl2tpd/xl2tpd.conf", "[lns default]\nip range = 10.0.0.2-9\n");
    if (!pidFile.isEmpty()) {
      host.file("/run/pptpd.pid", pidFile);
    }
    host.done();
    assertEquals("0", run().metric("pptpd_used"), run().output());
  }

  @Test
  void twoPptpdsAreNotToldApart() {
    pptpd("remoteip 192.168.77.101-110");
    host.process(101, "pptpd", 1, 1, "/usr/sbin/pptpd", "-c", "/run/other.conf");
    host.file("/run/other.conf", "remoteip 192.168.78.101-110\n");
    host.done();
    HostRun run = run();
    assertEquals(3, run.exitCode());
    assertTrue(
        run.line1()
            .startsWith(
                "POOL UNKNOWN - the pools of pptpd are not known: it runs more than once, with"
                    + " /etc/pptpd.conf and /run/other.conf, of which only the first was read"),
        run.output());
    assertEquals(0, run("--pool", "one=192.168.77.101-110").exitCode());
  }

  private static final String NOT_KNOWN = "POOL UNKNOWN - the pools of ";

  @Test
  void aSecondXl2tpdIsNotOverlooked() {
    xl2tpd("[lns default]", "ip range = 10.0.0.2-9");
    host.process(201, "xl2tpd", 1, 1, "xl2tpd", "-c", "/etc/xl2tpd/second.conf");
    host.file("/etc/xl2tpd/second.conf", "[lns default]\nip range = 10.0.1.2-3\n");
    host.done();
    assertTrue(
        run()
            .line1()
            .startsWith(
                NOT_KNOWN
                    + "xl2tpd are not known: it runs more than once, with"
                    + " /etc/xl2tpd/xl2tpd.conf and /etc/xl2tpd/second.conf, of which only the"
                    + " first was read"),
        run().output());
  }

  /** NetworkManager runs an xl2tpd of its own for each connection; here it came first. */
  @Test
  void aClientIsNoServer() {
    xl2tpd("[lns default]", "ip range = 10.0.0.2-9");
    host.process(199, "xl2tpd", 1, 1, "xl2tpd", "-D", "-c", "/run/nm-l2tp-1/xl2tpd.conf");
    host.file("/run/nm-l2tp-1/xl2tpd.conf", "[lac l2tp]\nlns = vpn.example.org\n");
    host.file("/run/xl2tpd.pid", "none\n");
    host.done();
    HostRun run = run("-v");
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("8", run.metric("xl2tpd_size"), run.output());
  }

  /** Neither reads its file again; one that is younger than the host's clock is a copy. */
  @ParameterizedTest
  @CsvSource({"-60,0", "4,0", "60,3", "9000,3", "20000,0"})
  void aFileThatWasChangedSince(long secondsAfterStart, int exitCode) {
    pptpd("remoteip 10.9.0.2-254", "localip 10.9.0.1", "connections 200");
    xl2tpd("[lns default]", "ip range = 10.0.0.2-9");
    host.done();
    for (String path : List.of("etc/pptpd.conf", "etc/xl2tpd/xl2tpd.conf")) {
      assertTrue(
          folder
              .resolve(path)
              .toFile()
              .setLastModified((SmallHost.BOOT_SECONDS + 1 + secondsAfterStart) * 1000));
    }
    HostRun run = run();
    assertEquals(exitCode, run.exitCode(), run.output());
    if (exitCode == 3) {
      assertTrue(
          run.line1()
              .startsWith(
                  NOT_KNOWN
                      + "pptpd are not known: /etc/pptpd.conf was changed after it was started,"
                      + " and it reads that file at its start alone; the pools of xl2tpd are not"
                      + " known: /etc/xl2tpd/xl2tpd.conf was changed"),
          run.output());
      assertTrue(
          run.output()
              .contains(
                  "Restart pptpd, which ends the sessions; until then name the pools to look at:"
                      + " --pool NAME=RANGES."),
          run.output());
    }
  }

  @Test
  void aDaemonWithoutItsFile() {
    xl2tpd("[lns default]", "ip range = 10.0.0.2-9");
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd");
    host.done();
    assertTrue(
        run()
            .line1()
            .startsWith(NOT_KNOWN + "pptpd are not known: it runs, and /etc/pptpd.conf does not"),
        run().output());
  }

  @Test
  void aFileBesideNoFolder() {
    xl2tpd("[lns default]", "ip range = 10.0.0.2-9");
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd", "-c", "opt/p.conf");
    host.done();
    assertTrue(
        run()
            .line1()
            .startsWith(
                NOT_KNOWN
                    + "pptpd are not known: it was started with the configuration file opt/p.conf,"
                    + " in a folder not told"),
        run().output());
  }

  /** Whatever its command line names; with -D it does not read the lists. */
  @Test
  void pptpdsOwnWords() {
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd", "-fc", "/opt/p.conf", "--conn=5");
    host.file("/opt/p.conf", "remoteip 10.9.0.2-254\nlocalip 10.9.0.1\n");
    host.file("/etc/pptpd.conf", "remoteip nonsense\n");
    host.done();
    assertEquals("5", run().metric("pptpd_size"), run().output());
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd", "-D");
    HostRun run = run();
    assertTrue(
        run.line1()
            .startsWith(
                "POOL UNKNOWN - no daemon of this host has a pool of its own: pptpd leaves"
                    + " addresses to pppd (delegate)"),
        run.output());
  }

  /** A container's has a number of its own in there. */
  @Test
  void aContainersSlotsAreNotCounted() {
    pptpd("remoteip 10.9.0.2-11", "localip 10.9.0.1");
    host.pptp("alice", "203.0.113.1", "10.9.0.2", "10.9.0.2", 10);
    host.process(5000, "pptpd", 4999, 1, "/usr/sbin/pptpd");
    host.file("/proc/5000/status", "Name:\tpptpd\nNSpid:\t5000\t17\n");
    host.file("/proc/100/status", "Name:\tpptpd\nNSpid:\t100\n");
    for (int pid = 5001; pid < 5010; pid++) {
      host.process(pid, "pptpctrl", 5000, 2, "pptpd [203.0.113.9]");
    }
    host.done();
    assertEquals("1", run().metric("slots_used"), run().output());
    assertEquals("1", run().metric("pptpd_used"), run().output());
  }

  /** Two with one file ("-l" each): a client has a slot of one of them. */
  @Test
  void theFullestOfTwoPptpds() {
    pptpd("remoteip 10.9.0.2-11", "localip 10.9.0.1");
    host.process(101, "pptpd", 1, 1, "/usr/sbin/pptpd", "-l", "10.0.0.1");
    for (int i = 0; i < 8; i++) {
      host.process(300 + i, "pptpctrl", i < 5 ? 100 : 101, 2, "pptpd [203.0.113.9]");
    }
    host.done();
    assertEquals("5", run().metric("slots_used"), run().output());
    assertEquals(0, run().exitCode(), run().output());
  }

  /** Nobody is sent to it: it is neither full nor free. */
  @Test
  void aSectionThatServesNobody() {
    xl2tpd(
        "[lns default]",
        "ip range = 10.0.0.2-9",
        "[lns old]",
        "local ip = 10.0.1.1",
        "[lns a]",
        "ip range = 10.0.1.2-9");
    host.done();
    HostRun run = run("-v");
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("8", run.metric("xl2tpd.default_size"), run.output());
    assertEquals("none", run.metric("xl2tpd.a_size"), run.output());
    assertTrue(
        run.output().contains("xl2tpd.conf: lns old serves nobody: it has no lac"), run.output());
    xl2tpd("[lns a]", "ip range = 10.0.1.2-9");
    assertTrue(
        run()
            .line1()
            .startsWith(
                "POOL UNKNOWN - no daemon of this host has a pool of its own: lns a serves"
                    + " nobody: it has no lac"),
        run().output());
  }
}
