package io.github.pppvpn.checks.pppd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fatal signals in the logs. */
class CrashesTest {
  @TempDir Path folder;
  @TempDir Path states;
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(folder).daemons();
  }

  private PppdRun run(String... words) {
    return PppdRun.on(host, states, words);
  }

  private String crash(int pid, long agoMillis) {
    return Stamp.line(host.now() - agoMillis, "vpn1", "pppd[" + pid + "]: Fatal signal 11");
  }

  @Test
  void withinTheWindow() throws IOException {
    host.file(
        "/var/log/syslog", crash(500, 3_700_000) + crash(501, 1_800_000) + crash(502, 90_000));
    run("-c", "crashes=0")
        .ends(2)
        .has("crashes", "2")
        .says(
            "\npppd 501 died of signal 11 (SIGSEGV) 30 min ago; a core may be left: coredumpctl list pppd\n")
        .says("\npppd 502 died of signal 11 (SIGSEGV) 90 s ago;");
    run("--window", "5m").has("crashes", "1");
    run("--window", "2h").has("crashes", "3");
    run("-vvv").says("vpn1 pppd[502]: Fatal signal 11\n").keepsQuietOf("pppd[500]: Fatal");
  }

  private String said(String program, long agoMillis, String text) {
    return Stamp.line(host.now() - agoMillis, "vpn1", program + ": " + text);
  }

  /** As BusyBox's syslogd writes them, with facility and level. */
  @Test
  void behindFacilityAndLevel() throws IOException {
    host.file(
        "/var/log/messages",
        said("daemon.notice pppd[501]", 600_000, "Fatal signal 11")
            + said("kern.info kernel", 500_000, "xl2tpd[770]: segfault at 0 ip 0 sp 0 error 4"));
    run("-c", "crashes=0")
        .ends(2)
        .has("crashes", "2")
        .says("\nxl2tpd 770 died of signal 11 (SIGSEGV)");
  }

  /** A daemon that catches nothing says nothing: those who looked on do. */
  @Test
  void whatOnlyTheKernelAndSystemdSay() throws IOException {
    host.file(
        "/var/log/syslog",
        said(
                "kernel",
                600_000,
                "[ 1234.567890] pptpctrl[501]: segfault at 0 ip 000055d0 sp 00007ffd error 4 in"
                    + " pptpctrl[55d0+4000]")
            + said(
                "kernel", 500_000, "traps: pppd[502] general protection fault ip:55 sp:7f error:0")
            + said(
                "kernel",
                400_000,
                "Out of memory: Killed process 503 (xl2tpd) total-vm:9000kB, anon-rss:8000kB")
            + said(
                "systemd[1]",
                300_000,
                "pptpd.service: Main process exited, code=killed, status=9/KILL")
            + said(
                "systemd[1]",
                200_000,
                "xl2tpd.service: Main process exited, code=dumped, status=6/ABRT"));
    run()
        .has("crashes", "5")
        .says("\npptpd 501 died of signal 11 (SIGSEGV) 10 min ago; a core may be left")
        .says("\npppd 502 died of signal 11 (SIGSEGV) 8 min ago;")
        .says("\nxl2tpd 503 died of signal 9 (SIGKILL) 6 min ago; somebody or the kernel's want of")
        .says("\npptpd died of signal 9 (SIGKILL) 5 min ago;")
        .says("\nxl2tpd died of signal 6 (SIGABRT) 3 min ago;");
    run("-vvv").says("vpn1 traps: pppd[502] general protection");
  }

  /** Itself, the kernel, systemd and the core's keeper, in two files each: one death. */
  @Test
  void oneDeathOfManyWitnessesIsOne() throws IOException {
    String all =
        said("kernel", 61_000, "xl2tpd[300]: segfault at 0 ip 0000 sp 0000 error 4")
            + said("systemd-coredump[900]", 60_000, "Process 300 (xl2tpd) of user 0 dumped core.")
            + said(
                "systemd[1]",
                59_000,
                "xl2tpd.service: Main process exited, code=dumped, status=11/SEGV")
            + said("xl2tpd[300]", 60_500, "death_handler: Fatal signal 11 received");
    host.file("/var/log/syslog", all).file("/var/log/messages", all);
    run().has("crashes", "1").says("xl2tpd 300 died of signal 11");
  }

  /** A second after another, and each told by two: as many as each of them tells. */
  @Test
  void deathsInQuickSuccession() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      long ago = 60_000 - i * 500L;
      log.append(
          said("kernel", ago, "pptpd[" + (400 + i) + "]: segfault at 0 ip 00 sp 00 error 4"));
      log.append(
          said(
              "systemd[1]",
              ago,
              "pptpd.service: Main process exited, code=killed, status=11/SEGV"));
    }
    host.file("/var/log/syslog", log.toString());
    run().has("crashes", "4");
  }

  @Test
  void whatIsNoCrash() throws IOException {
    host.file(
        "/var/log/syslog",
        said(
                "systemd[1]",
                60_000,
                "pptpd.service: Main process exited, code=killed, status=15/TERM")
            + said(
                "systemd[1]",
                50_000,
                "xl2tpd.service: Main process exited, code=exited, status=1/FAILURE")
            + said(
                "systemd[1]",
                40_000,
                "nginx.service: Main process exited, code=killed, status=9/KILL")
            + said("kernel", 30_000, "firefox[77]: segfault at 0 ip 00 sp 00 error 4")
            + said("kernel", 30_000, "usb[1]: new device")
            + said("sshd[8]", 20_000, "kernel: pppd[77]: segfault at 0 ip 00 sp 00 error 4"));
    run().has("crashes", "0");
  }

  @Test
  void inTwoFilesItIsOne() throws IOException {
    host.file("/var/log/syslog", crash(501, 60_000)).file("/var/log/messages", crash(501, 60_000));
    run().has("crashes", "1");
  }

  @Test
  void inARotatedFile() throws IOException {
    host.file("/var/log/syslog.1", crash(501, 60_000)).file("/var/log/syslog", crash(502, 30_000));
    run().has("crashes", "2");
  }

  @Test
  void beingStoppedIsNone() throws IOException {
    host.file(
        "/var/log/syslog",
        Stamp.line(
                host.now() - 60_000, "vpn1", "xl2tpd[199]: death_handler: Fatal signal 15 received")
            + Stamp.line(
                host.now() - 50_000, "vpn1", "xl2tpd[200]: death_handler: Fatal signal 11 received")
            + Stamp.line(host.now() - 40_000, "vpn1", "pppd[7]: Terminating on signal 15")
            + Stamp.line(host.now() - 30_000, "vpn1", "cron[8]: Fatal signal 11"));
    run().has("crashes", "1").says("xl2tpd 200 died of signal 11");
  }

  @Test
  void localTimesAreTheHosts() throws IOException {
    Files.createSymbolicLink(
        folder.resolve("etc/localtime"), Path.of("/usr/share/zoneinfo/Asia/Tokyo"));
    String stamp =
        DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.of("Asia/Tokyo"))
            .format(Instant.ofEpochMilli(host.now() - 60_000));
    host.file("/var/log/syslog", stamp + " vpn1 pppd[501]: Fatal signal 11\n");
    run().has("crashes", "1");
  }

  @Test
  void aLogThatCannotBeRead() throws IOException {
    host.without("/var/log/syslog").file("/var/log/syslog/x", "");
    host.file("/var/log/daemon.log", crash(501, 60_000));
    run()
        .ends(0)
        .hasNo("crashes")
        .says("/var/log/syslog is a directory, not a log file, so crashes are not counted\n")
        .has("restarts", "0");
    run("-c", "crashes=0").ends(3).says("crashes has a range but was not measured");
  }

  @Test
  void noLogAtAll() throws IOException {
    host.without("/var");
    run()
        .ends(0)
        .hasNo("crashes")
        .says(
            "\nno log was found: neither a syslog file nor a journal, so crashes are not counted\n");
  }

  /** Said in a run without a range on it, and UNKNOWN with one. */
  private void notCounted(String why, String next) {
    run()
        .ends(0)
        .hasNo("crashes")
        .has("restarts", "0")
        .says("\n" + why + ", so crashes are not counted\nTo mend that: " + next + "\n");
    assertEquals(
        "PPPD UNKNOWN - crashes has a range but was not measured: "
            + why
            + " - pptpd up 23 h 59 min, xl2tpd up 23 h 59 min; 0 pppd | restarts=0;;;0"
            + " pptpd_procs=1;;;0 pptpd_uptime=86340s;;;0 pptpd_rss=2048000B;;;0"
            + " xl2tpd_procs=1;;;0 xl2tpd_uptime=86340s;;;0 xl2tpd_rss=2048000B;;;0"
            + " pppd_procs=0;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0\n"
            + next
            + "\n"
            + why
            + ", so crashes are not counted\nTo mend that: "
            + next
            + "\n",
        PppdRun.on(host, states.resolve("nowhere"), "-c", "crashes=0")
            .ends(3)
            .output()
            .replaceAll("the state folder \\S+ does.*\n.*\n", ""));
  }

  private void written(String path, long agoMillis) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(path.substring(1)), FileTime.fromMillis(host.now() - agoMillis));
  }

  private static final String ENDED =
      "See systemctl status rsyslog; df -h /var/log; and whether logs now go to a journal. Where"
          + " nothing is logged for a day by right, let rsyslog write marks (its module immark).";

  /** Nobody writes it any more, whatever daemons die. */
  @Test
  void aDeadLog() throws IOException {
    host.file("/var/log/syslog", said("CRON[1]", 5 * 86_400_000L, "x"));
    written("/var/log/syslog", 5 * 86_400_000L);
    notCounted(
        "the logs end: syslog's newest line is 5 d old, and nothing later would be in them", ENDED);
    host.file("/var/log/daemon.log", said("ntpd[3]", 60_000, "x"));
    run("-c", "crashes=0").ends(0).has("crashes", "0");
  }

  @Test
  void aLogThatIsTouchedAndHoldsNothingNew() throws IOException {
    host.file("/var/log/syslog", said("CRON[1]", 30 * 3_600_000L, "x"));
    written("/var/log/syslog", 60_000);
    notCounted(
        "the logs end: syslog's newest line is 30 h old, and nothing later would be in them",
        ENDED);
    host.file("/var/log/syslog", said("CRON[1]", 23 * 3_600_000L, "x"));
    run("-c", "crashes=0").ends(0).has("crashes", "0");
  }

  @Test
  void anEmptyLog() throws IOException {
    host.file("/var/log/syslog", "");
    notCounted(
        folder + "/var/log/syslog is empty, as are all rotations of it",
        "See whether anything writes it: systemctl status rsyslog; df -h /var/log.");
    host.file("/var/log/syslog.1", said("CRON[1]", 7_200_000, "x"));
    run("-c", "crashes=0").ends(0).has("crashes", "0");
  }

  @Test
  void aLogAheadOfTheClock() throws IOException {
    host.file("/var/log/syslog", said("CRON[1]", -86_400_000, "x"));
    notCounted(
        folder
            + "/var/log/syslog: its newest line is 24 h ahead of this host's clock, so what happens now"
            + " would not be counted",
        "Compare the clock and the time zone of this host and of what wrote the line.");
    host.file("/var/log/syslog", said("CRON[1]", -50_000, "x"));
    run("-c", "crashes=0").ends(0).has("crashes", "0");
  }

  @Test
  void aJournalWithoutFiles() throws IOException {
    host.without("/var/log/syslog");
    Files.createDirectories(folder.resolve("var/log/journal/0123"));
    notCounted("the journal has no files", "See systemctl status systemd-journald.");
  }

  /** Its files tell when journald last wrote; of its entries only the daemons' are asked for. */
  @Test
  void aDeadJournal(@TempDir Path bin) throws IOException {
    host.without("/var/log/syslog");
    host.file("/var/log/journal/0123/system.journal", "stands for one");
    Path journalctl = Executables.write(bin.resolve("journalctl"), "#!/bin/sh\n");
    written("/var/log/journal/0123/system.journal", 23 * 3_600_000L);
    PppdRun.withJournal(host, states, journalctl, "-c", "crashes=0").ends(0).has("crashes", "0");
    written("/var/log/journal/0123/system.journal", 10 * 86_400_000L);
    PppdRun.withJournal(host, states, journalctl, "-c", "crashes=0")
        .ends(3)
        .says("the logs end: the journal's newest entry is 10 d old");
    Executables.write(journalctl, "#!/bin/sh\necho hello\n");
    written("/var/log/journal/0123/system.journal", 0);
    PppdRun.withJournal(host, states, journalctl, "-c", "crashes=0")
        .ends(3)
        .says("journalctl wrote something else than whole entries");
  }

  /** accel-ppp's own log tells of its start, and of nobody's death. */
  @Test
  void accelPppsLogAlone() throws IOException {
    host.without("/var/log/syslog");
    host.file(
        "/var/log/accel-ppp/accel-ppp.log",
        "[2026-11-19 11:00:00]: info: : connected to something\n");
    run("-c", "crashes=0").ends(3).says("no log was found: neither a syslog file nor a journal");
  }

  @Test
  void aLogWithoutTimes() throws IOException {
    host.file("/var/log/syslog", "pppd[501]: Fatal signal 11\n");
    run()
        .ends(0)
        .hasNo("crashes")
        .says("no time stamp that can be read, so crashes are not counted");
  }

  @Test
  void aCrashLoop() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      log.append(crash(1000 + i, 600_000 - i * 1_000));
    }
    host.file("/var/log/syslog", log.toString());
    run().has("crashes", "300").says("\n… 290 more crashes\n").says("pppd 1299 died");
  }
}
