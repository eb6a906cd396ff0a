package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** opened and closed of a host that keeps a log. */
class SessionLogTest {
  private static final long FIRST = 20_000;

  @TempDir Path folder;
  @TempDir Path state;
  private SmallHost host;
  private final StringBuilder log = new StringBuilder();

  @BeforeEach
  void nobody() {
    clear();
    log.append(stamp(FIRST - 5)).append(" vpn systemd[1]: Started nothing.\n");
    write();
    run(FIRST);
  }

  private void clear() {
    host = new SmallHost(folder, FIRST);
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd");
  }

  /** A second after boot, as rsyslog writes it. */
  private static String stamp(long second) {
    return Instant.ofEpochMilli(HostRun.NOW)
        .plusSeconds(second - FIRST)
        .toString()
        .replace("Z", ".000000+00:00");
  }

  private void says(long second, String text) {
    log.append(stamp(second)).append(" vpn ").append(text).append('\n');
  }

  private void write() {
    host.file("/var/log/syslog", log.toString());
  }

  private HostRun run(long second, String... words) {
    write();
    host.up(second);
    host.done();
    return HostRun.remembering(
        new CheckL2tpSessions(), folder, state, HostRun.NOW + (second - FIRST) * 1000, words);
  }

  private void comesUp(long second, int pid, String interfaceName) {
    says(second, "pppd[" + pid + "]: pppd 2.4.9 started by root, uid 0");
    says(second, "pppd[" + pid + "]: Using interface " + interfaceName);
    says(second, "pppd[" + pid + "]: local  IP address 192.168.78.1");
    says(second, "pppd[" + pid + "]: remote IP address 192.168.78.101");
  }

  private void called(long second, int pid) {
    says(
        second,
        "xl2tpd[200]: Call established with 203.0.113.9, PID: "
            + pid
            + ", Local: 1, Remote: 2, Serial: 3");
  }

  private void ends(long second, int pid) {
    says(second, "pppd[" + pid + "]: LCP terminated by peer (User request)");
    says(second, "pppd[" + pid + "]: Connect time 0.5 minutes.");
    says(second, "pppd[" + pid + "]: Sent 1500 bytes, received 2500 bytes.");
    says(second, "pppd[" + pid + "]: Exit.");
  }

  private static void assertRates(String opened, String closed, HostRun run) {
    assertEquals(opened, run.metric("opened"), run.output());
    assertEquals(closed, run.metric("closed"), run.output());
  }

  @Test
  void cameAndWentBetweenTwoRuns() {
    called(FIRST + 10, 3000);
    comesUp(FIRST + 10, 3000, "ppp0");
    ends(FIRST + 42, 3000);
    HostRun run = run(FIRST + 60, "-v");
    assertRates("1", "1", run);
    assertTrue(run.output().contains("1 closed since the last run, after 32 s\n"), run.output());
    assertTrue(
        run.output()
            .contains(
                "closed: unknown user from 203.0.113.9 on ppp0 after 32 s; received 2.5 kB,"
                    + " sent 1.5 kB; the client ended it\n"),
        run.output());
    assertTrue(
        run.output()
            .contains(
                "opened, closed: over 60 s, from "
                    + folder.resolve("var/log/syslog")
                    + " and the last run\n"),
        run.output());
    assertRates("0", "0", run(FIRST + 120));
  }

  @Test
  void seenAndLoggedIsOne() {
    int pid = host.l2tp("alice", "203.0.113.9", "192.168.78.101", FIRST + 10, 5, 7);
    called(FIRST + 10, pid);
    comesUp(FIRST + 11, pid, "ppp0");
    assertRates("1", "0", run(FIRST + 60));
    assertRates("0", "0", run(FIRST + 120));
    // Hours later, when the log tells nothing of its start any more.
    clear();
    ends(FIRST + 9000, pid);
    HostRun run = run(FIRST + 9060, "-v");
    assertRates("0", "0.01", run);
    assertTrue(
        run.output().contains("closed: alice from 203.0.113.9 on ppp0 after 30 s; received"),
        run.output());
    assertRates("0", "0", run(FIRST + 9120));
  }

  /** The host is read before the log, and the line comes later still. */
  @Test
  void linesThatComeLate() {
    int pid = host.l2tp("alice", "203.0.113.9", "192.168.78.101", FIRST + 10, 5, 7);
    HostRun run = run(FIRST + 60, "-v");
    assertRates("1", "0", run);
    assertTrue(run.output().contains("the log has not told of 1"), run.output());
    called(FIRST + 59, pid);
    comesUp(FIRST + 59, pid, "ppp0");
    assertRates("0", "0", run(FIRST + 120));
    clear();
    assertRates("0", "1", run(FIRST + 180));
    ends(FIRST + 179, pid);
    assertRates("0", "0", run(FIRST + 240));
  }

  @Test
  void aKilledPppdSaysNothing() {
    int pid = host.l2tp("alice", "203.0.113.9", "192.168.78.101", FIRST + 10, 5, 7);
    called(FIRST + 10, pid);
    comesUp(FIRST + 11, pid, "ppp0");
    run(FIRST + 60);
    clear();
    HostRun run = run(FIRST + 120, "-v");
    assertRates("0", "1", run);
    assertTrue(
        run.output().contains("closed: alice on ppp0 after 50 s; the log has no word of it"),
        run.output());
  }

  @Test
  void whoseItIsCounts() {
    says(FIRST + 10, "pptpd[500]: CTRL: Client 203.0.113.7 control connection started");
    says(FIRST + 10, "pptpd[500]: CTRL: Starting call (launching pppd, opening GRE)");
    comesUp(FIRST + 10, 3000, "ppp0");
    called(FIRST + 20, 3001);
    comesUp(FIRST + 20, 3001, "ppp1");
    // Nobody tells whose this is: an xl2tpd without a PID in its line, another program's pppd.
    comesUp(FIRST + 40, 3002, "ppp2");
    HostRun run = run(FIRST + 60, "-v");
    assertRates("1", "0", run);
    assertTrue(run.output().contains("it does not tell whose 1 others are"), run.output());
  }

  @Test
  void pptpHasItsOwn() {
    run(FIRST, "--protocol", "pptp");
    says(FIRST + 10, "pptpd[500]: CTRL: Client 203.0.113.7 control connection started");
    says(FIRST + 10, "pptpd[500]: CTRL: Starting call (launching pppd, opening GRE)");
    comesUp(FIRST + 10, 3000, "ppp0");
    ends(FIRST + 30, 3000);
    says(FIRST + 30, "pptpd[500]: CTRL: Reaping child PPP[3000]");
    says(FIRST + 30, "pptpd[500]: CTRL: Client 203.0.113.7 control connection finished");
    assertRates("1", "1", run(FIRST + 60, "--protocol", "pptp"));
    assertRates("0", "0", run(FIRST + 60));
  }

  @Test
  void rotationLosesNothing() throws IOException {
    called(FIRST + 10, 3000);
    comesUp(FIRST + 10, 3000, "ppp0");
    write();
    Path syslog = folder.resolve("var/log/syslog");
    Files.move(syslog, folder.resolve("var/log/syslog.1"));
    log.setLength(0);
    ends(FIRST + 40, 3000);
    assertRates("1", "1", run(FIRST + 60));
    assertRates("0", "0", run(FIRST + 120));
  }

  @Test
  void linesOfOtherHostsDoNotCount() {
    host.file("/etc/hostname", "vpn\n");
    called(FIRST + 10, 3000);
    comesUp(FIRST + 10, 3000, "ppp0");
    String other = log.toString();
    log.append(other.substring(other.indexOf('\n') + 1).replace(" vpn ", " elsewhere "));
    assertRates("1", "0", run(FIRST + 60));
  }

  @Test
  void aLogThatCannotBeReadIsSaid() {
    try {
      Files.delete(folder.resolve("var/log/syslog"));
      Files.createDirectory(folder.resolve("var/log/syslog"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.l2tp("alice", "203.0.113.9", "192.168.78.101", FIRST + 10, 5, 7);
    host.up(FIRST + 60);
    host.done();
    HostRun run =
        HostRun.remembering(
            new CheckL2tpSessions(), folder, state, HostRun.NOW + 60_000, "-v", "-c", "closed=5");
    assertEquals(0, run.exitCode(), run.output());
    assertRates("1", "0", run);
    assertTrue(
        run.output().contains("over 60 s, from comparing with the last run alone: "), run.output());
  }

  /** Names that the state has to spell otherwise come back as they were, or are not kept. */
  @Test
  void namesOfThoseWhoLeft() throws IOException {
    host.l2tp("o'x y/z%41\u00e9", "203.0.113.9", "192.168.78.101", FIRST + 10, 5, 7);
    run(FIRST + 60);
    clear();
    assertTrue(run(FIRST + 120, "-v").output().contains("closed: o'x y/z%41"));
    host.l2tp("secretive", "203.0.113.9", "192.168.78.101", FIRST + 130, 5, 7);
    run(FIRST + 180, "--privacy", "hide");
    try (java.util.stream.Stream<Path> files = Files.list(state)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".state")).toList()) {
        assertTrue(!Files.readString(file).contains("secretive"));
      }
    }
  }

  /** After a reboot nothing of before it counts, whatever the log says. */
  @Test
  void rebootIsNoRate() {
    called(FIRST + 10, 3000);
    comesUp(FIRST + 10, 3000, "ppp0");
    ends(FIRST + 20, 3000);
    write();
    host.file("/proc/sys/kernel/random/boot_id", "another\n");
    host.up(30);
    host.done();
    HostRun.remembering(new CheckL2tpSessions(), folder, state, HostRun.NOW + 90_000);
    host.up(90);
    HostRun run =
        HostRun.remembering(new CheckL2tpSessions(), folder, state, HostRun.NOW + 150_000);
    assertRates("0", "0", run);
    assertTrue(log.toString().getBytes(StandardCharsets.UTF_8).length > 100);
  }
}
