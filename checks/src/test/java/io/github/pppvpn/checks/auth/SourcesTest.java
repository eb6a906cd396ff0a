package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which logs a host's default are, and what becomes of those that cannot be read. */
class SourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:05:00Z");
  private static final Instant OLD = Instant.parse("2026-11-19T20:05:00Z");
  private static final Instant LATELY = Instant.parse("2026-11-21T06:05:00Z");
  private static final String IN = "2026-11-21T20:03:00+00:00";

  private static final String JOURNAL = "var/log/journal/0123456789abcdef/system.journal";

  @TempDir Path root;
  private Host host;

  @BeforeEach
  void zone() throws IOException {
    host = new Host(root).file("etc/timezone", NOW, "UTC\n");
  }

  @Test
  void nothingToReadIsUnknown() {
    AuthRun run = host.run(NOW);
    assertEquals(
        "AUTH UNKNOWN - no log was found below "
            + root
            + ": neither a syslog file nor a daemon's own nor a journal",
        run.line1());
    assertEquals(3, run.exitCode());
  }

  @Test
  void emptyLogsAreUnknown() throws IOException {
    host.file("var/log/syslog", NOW, "").file("var/log/freeradius/radius.log", NOW, "");
    AuthRun run = host.run(NOW);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.line1().contains("/var/log/syslog is empty, as are all rotations of it"), run.output());
    assertFalse(run.output().contains("failures="), run.output());
    host.file("var/log/syslog.1", LATELY, Host.failure("2026-11-21T06:05:00+00:00", 7, "bob"));
    assertEquals(0, host.run(NOW).exitCode());
  }

  @Test
  void journalWithoutFilesIsUnknown(@TempDir Path bin) throws IOException {
    Files.createDirectories(root.resolve("var/log/journal/0123456789abcdef"));
    AuthRun run = withJournal(bin, " ", "0");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("the journal has no files"), run.output());
    host.file(JOURNAL, NOW, "stands for one");
    assertEquals(0, withJournal(bin, "", "exit 0").exitCode());
  }

  @Test
  void journalThatWasAskedForMustBeThere(@TempDir Path bin) throws IOException {
    host.file("var/log/other", NOW, Host.failure("2026-11-21T20:04:00+00:00", 7, "bob"));
    Object[] words = {"--log", "/var/log/other", "--journal"};
    AuthRun run = withJournal(bin, " ", "0", words);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("the journal has no files"), run.output());
    host.file(JOURNAL, NOW, "stands for one");
    AuthRun there = withJournal(bin, "", "exit 0", words);
    assertEquals(0, there.exitCode(), there.output());
  }

  @Test
  void linesAheadOfTheClockAreUnknown() throws IOException {
    host.file("var/log/syslog", NOW, Host.failure("2026-11-22T05:05:00+00:00", 7, "bob"));
    AuthRun run = host.run(NOW);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.line1().contains("9 h ahead of this host's clock, so what happens now is not counted"),
        run.output());
    AuthRun all = host.run(NOW, "--window", "all");
    assertEquals(0, all.exitCode(), all.output());
    all.assertMetric("failures", 1);
  }

  @Test
  void lineInTwoFilesIsCountedOnce() throws IOException {
    String text = Host.failure(IN, 7, "bob") + Host.failure(IN, 8, "bob");
    host.file("var/log/syslog", NOW, text).file("var/log/daemon.log", NOW, text);
    host.run(NOW).assertMetric("failures", 2);
  }

  @Test
  void radiusAndPppdSpeakOfOneAttempt() throws IOException {
    host.file("var/log/syslog", NOW, Host.failure(IN, 7, "bob"));
    host.file(
        "var/log/freeradius/radius.log",
        NOW,
        "Sat Nov 21 20:03:00 2026 : Auth: (1) Login incorrect (mschap: MS-CHAP2-Response is"
            + " incorrect): [bob/<via Auth-Type = mschap>] (from client vpn port 0 cli"
            + " 203.0.113.7)\n");
    AuthRun run = host.run(NOW);
    run.assertMetric("failures", 1);
  }

  @Test
  void rotationsAreReadWhileTheFileIsBeingReplaced() throws IOException {
    host.file("var/log/syslog.1", NOW, Host.failure(IN, 7, "bob"));
    host.run(NOW).assertMetric("failures", 1);
  }

  @Test
  void oldNewestLineIsSaid() throws IOException {
    host.file("var/log/syslog", LATELY, Host.failure("2026-11-21T06:05:00+00:00", 7, "bob"));
    AuthRun run = host.run(NOW);
    assertEquals(
        "AUTH OK - no failed login in the last 5 min, 0 successful; the newest log line is of"
            + " 2026-11-21 06:05:00",
        run.summary());
  }

  /** With whatever name the log was chosen, and though logrotate has made a new file since. */
  @ParameterizedTest
  @CsvSource({
    "var/log/syslog, ''",
    "var/log/messages, ''",
    "var/log/syslog, --log=/var/log/syslog",
    "var/log/syslog.1, ''",
    "var/log/syslog.1, --since-last=key",
    "var/log/syslog, --window=12h",
  })
  void syslogThatHasEndedIsUnknown(String name, String option, @TempDir Path states)
      throws IOException {
    host.file(name, OLD, Host.failure("2026-11-19T20:05:00+00:00", 7, "bob"));
    host.file("var/log/auth.log", NOW, Host.failure("2026-11-21T20:04:59+00:00", 8, "sudo"));
    if (name.endsWith(".1")) {
      host.file("var/log/syslog", NOW, "");
    }
    Object[] words = {"--state-dir", states, option};
    AuthRun run = host.run(NOW, option.isEmpty() ? new Object[0] : words);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.line1()
            .startsWith(
                "AUTH UNKNOWN - the logs end: syslog's newest line is of 2026-11-19 20:05:00, 2 d"
                    + " before now, and nothing later would be in them"),
        run.output());
    AuthRun all = host.run(NOW, "--window", "all");
    assertEquals(0, all.exitCode(), all.output());
  }

  @Test
  void syslogThatHadEndedBeforeTheWindowIsUnknown() throws IOException {
    host.file("var/log/syslog", OLD, Host.failure("2026-11-19T20:05:00+00:00", 7, "bob"));
    AuthRun run = host.run(NOW, "--until", "2026-11-21T00:05:00Z");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains(", 28 h before the window's end"), run.output());
    assertEquals(0, host.run(NOW, "--until", "2026-11-19T21:00:00Z").exitCode());
  }

  /** A daemon's own file is silent while nobody comes. */
  @Test
  void daemonsOwnLogMayBeSilentForDays() throws IOException {
    host.file(
        "var/log/accel-ppp/accel-ppp.log", OLD, "[2026-11-19 20:05:00]:  info: : eve: hello\n");
    AuthRun run = host.run(NOW);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.line1().contains("; the newest log line is of 2026-11-19"), run.output());
  }

  /** It has the time of the line before it, by whatever program. */
  @Test
  void lineWithoutStampAmongStampedOnesCounts() throws IOException {
    String cron = " vpn CRON[1]: (root) CMD (true)\n";
    host.file(
        "var/log/syslog",
        NOW,
        "pppd[5]: Peer ann failed CHAP authentication\n"
            + "2026-11-21T19:50:00+00:00"
            + cron
            + "pppd[6]: Peer bob failed CHAP authentication\n"
            + "2026-11-21T20:01:00+00:00"
            + cron
            + "pppd[7]: Peer eve failed CHAP authentication\n"
            + "2026-11-31T20:02:00+00:00 vpn pppd[8]: Peer joe failed CHAP authentication\n");
    AuthRun run = host.run(NOW);
    assertEquals(0, run.exitCode(), run.output());
    run.assertMetric("failures", 2);
    host.run(NOW, "--window", "all").assertMetric("failures", 4);
  }

  @Test
  void lineWithoutStampThatMayBeOfTheWindowIsTold() throws IOException {
    host.file(
        "var/log/syslog",
        NOW,
        "pppd[5]: Peer ann failed CHAP authentication\n" + Host.failure(IN, 7, "bob"));
    AuthRun run = host.run(NOW);
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.line1()
            .contains("its first lines bear no time stamp, so an event may be of this time or not"),
        run.output());
    run.assertMetric("failures", 1);
  }

  /** As where a script of pppd's writes to its logfile, too. */
  @Test
  void lineWithoutHeaderThatReadsLikeAFailureIsTold(@TempDir Path states) throws IOException {
    String before = "2026-11-21 19:00:00 ip-up: ppp0\nPeer ann failed CHAP authentication\n";
    String within = "2026-11-21 20:03:00 ip-up: ppp0\n";
    Object[] since = {"--log", "/var/log/ppp.log", "--since-last", "k", "--state-dir", states};
    host.file("var/log/ppp.log", NOW, before + within);
    assertEquals(0, host.run(NOW, "--log", "/var/log/ppp.log").exitCode());
    assertEquals(0, host.run(NOW, since).exitCode());
    host.file(
        "var/log/ppp.log", NOW, before + within + "PAP peer authentication failed for x\nat y\n");
    for (int i = 0; i < 2; i++) {
      AuthRun run = i == 0 ? host.run(NOW, "--log", "/var/log/ppp.log") : host.run(NOW, since);
      assertEquals(3, run.exitCode(), run.output());
      assertTrue(run.line1().contains("are not counted, the last of about 20:03:00"), run.output());
    }
    assertEquals(0, host.run(NOW, since).exitCode());
  }

  @Test
  void journalIsReadWhereSyslogHasCome(@TempDir Path bin) throws IOException {
    host.file("var/log/syslog", OLD, Host.failure("2026-11-19T20:05:00+00:00", 7, "bob"));
    host.file(JOURNAL, NOW, "stands for one");
    AuthRun run = withJournal(bin, "", "exit 0");
    assertEquals(0, run.exitCode(), run.output());
    run.assertMetric("failures", 1);
    assertFalse(run.line1().contains("newest"), run.output());
  }

  /** Never read in this machine's own: it may be another, and the failures hours ago. */
  @Test
  void zoneThatIsNotKnownIsUnknown() throws IOException {
    Files.writeString(root.resolve("etc/timezone"), "Nowhere/Else\n");
    host.file("var/log/syslog", NOW, Host.failure("Nov 21 20:03:00", 7, "bob"));
    Files.createDirectories(root.resolve("state"));
    for (String option : List.of("--window=1h", "--since-last=k")) {
      AuthRun run = host.run(NOW, option, "--state-dir", root.resolve("state"));
      assertEquals(3, run.exitCode(), run.output());
      assertEquals(
          "AUTH UNKNOWN - the time zone of log lines that name none is not known: "
              + root
              + "/etc/localtime is missing or does not tell its name",
          run.line1());
      assertTrue(run.output().contains("Name the zone in " + root + "/etc/timezone"));
    }
    host.file("var/log/syslog", NOW, Host.failure(IN, 7, "bob"));
    assertEquals(0, host.run(NOW).exitCode());
    // Nor is it asked for where --until names one.
    assertEquals(0, host.run(NOW, "--until", "2026-11-21T20:05:00Z").exitCode());
    assertEquals(3, host.run(NOW, "--until", "20:05").exitCode());
  }

  /** VyOS has a tag for each of its accel-ppps, and {@code copy=1}: two lines for a failure. */
  @ParameterizedTest
  @ValueSource(strings = {"accel-l2tp", "accel-pptp", "accel-sstp", "accel-pppoe", "accel-ipoe"})
  void vyosNamesAccelPppByItsService(String tag, @TempDir Path bin) throws IOException {
    StringBuilder log = new StringBuilder();
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      for (String prefix : List.of(":: ", "")) {
        String text = prefix + "bob: authentication failed";
        log.append("2026-11-21T20:03:" + (i < 10 ? "0" : "") + i + "+00:00 vpn ")
            .append(tag + "[5]: " + text + "\n");
        entries
            .append("{\"__CURSOR\":\"s=1;i=" + i + prefix.length() + "\",")
            .append("\"__REALTIME_TIMESTAMP\":\"" + (1795291380000000L + i * 1000_000L) + "\",")
            .append("\"_HOSTNAME\":\"vpn\",\"SYSLOG_IDENTIFIER\":\"" + tag + "\",")
            .append("\"_PID\":\"5\",\"MESSAGE\":\"" + text + "\"}\n");
      }
    }
    host.file("var/log/syslog", NOW, log.toString());
    host.run(NOW).assertMetric("failures", 60);
    Path program = bin.resolve("journalctl");
    Path entry = bin.resolve("entries");
    Files.writeString(entry, entries);
    Executables.write(
        program, "#!/bin/sh\ncase \" $* \" in *\" -t " + tag + " \"*) cat " + entry + ";; esac\n");
    Files.createDirectories(root.resolve("var/log/journal"));
    Files.delete(root.resolve("var/log/syslog"));
    AuthRun.at(new CheckAuthFailures(List.of(program.toString())), NOW, "--root", root)
        .assertMetric("failures", 60);
  }

  /** Its silence is no peace, and no excuse for a syslog that has ended. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void journalThatHasEndedIsUnknown(boolean besideSyslog, @TempDir Path bin) throws IOException {
    host.file(JOURNAL, OLD, "stands for one");
    host.file("run/log/journal/0123456789abcdef/system.journal", OLD.plusSeconds(60), "another");
    if (besideSyslog) {
      host.file("var/log/syslog", OLD, Host.failure("2026-11-19T20:05:00+00:00", 7, "bob"));
    }
    for (String option : List.of("--window=5m", "--window=1h")) {
      AuthRun run = withJournal(bin, "", "exit 0", option);
      assertEquals(3, run.exitCode(), run.output());
      assertTrue(
          run.line1()
              .startsWith(
                  "AUTH UNKNOWN - the logs end: the journal's newest entry is of 2026-11-19"
                      + " 20:06:00, 47 h before now, and nothing later would be in them"),
          run.output());
      assertTrue(run.output().contains("systemctl status systemd-journald"), run.output());
    }
    assertEquals(0, withJournal(bin, "", "exit 0", "--window=all").exitCode());
    host.file("run/log/journal/0123456789abcdef/system.journal", LATELY, "lives");
    assertEquals(0, withJournal(bin, "", "exit 0").exitCode());
  }

  @Test
  void journalThatEndedBeforeTheWindowIsUnknown(@TempDir Path bin) throws IOException {
    host.file(JOURNAL, OLD, "stands for one");
    assertEquals(3, withJournal(bin, "", "exit 0", "--until", "2026-11-21T00:05:00Z").exitCode());
    assertEquals(0, withJournal(bin, "", "exit 0", "--until", "2026-11-19T21:00:00Z").exitCode());
  }

  /** journalctl itself would stop at it. */
  @Test
  void entryOfTheFutureHidesNothingBeforeTheWindowsEnd(@TempDir Path bin) throws IOException {
    host.file(JOURNAL, NOW, "stands for one");
    AuthRun run = withJournal(bin, "", "exit 0", "--until", "2026-11-21T20:04:00Z");
    assertEquals(0, run.exitCode(), run.output());
    run.assertMetric("failures", 1);
    assertFalse(Files.readString(bin.resolve("words")).contains("--until"));
  }

  @Test
  void somethingElseThanEntriesIsNoPeace(@TempDir Path bin) throws IOException {
    host.file(JOURNAL, NOW, "stands for one");
    AuthRun run = withJournal(bin, "", "echo hello");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("wrote something else than whole entries"), run.output());
    assertTrue(run.output().contains("journalctl -o json"), run.output());
  }

  @Test
  void journalThatMayNotBeReadIsUnknown(@TempDir Path bin) throws IOException {
    host.file("var/log/syslog", OLD, Host.failure("2026-11-19T20:05:00+00:00", 7, "bob"));
    Files.createDirectories(root.resolve("var/log/journal"));
    AuthRun run =
        withJournal(bin, "No journal files were opened due to insufficient permissions.", "1");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.output().contains("systemd-journal"), run.output());
  }

  @Test
  void nothingReadIsNoZero(@TempDir Path bin) throws IOException {
    Files.createDirectories(root.resolve("var/log/journal"));
    AuthRun run =
        withJournal(bin, "No journal files were opened due to insufficient permissions.", "1");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("may not be read by the user"), run.output());
    assertFalse(run.line1().contains("|"), run.output());
  }

  @Test
  void linesWithoutTimeAloneAreNoZero() throws IOException {
    host.file("var/log/ppp.log", NOW, "Peer eve failed CHAP authentication\n");
    AuthRun run = host.run(NOW, "--log", "/var/log/ppp.log");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("bear no time stamp"), run.output());
    assertFalse(run.line1().contains("|"), run.output());
    host.run(NOW, "--log", "/var/log/ppp.log", "--window", "all").assertMetric("failures", 1);
  }

  @Test
  void journalIsLeftAloneWhereSyslogIsWritten(@TempDir Path bin) throws IOException {
    host.file("var/log/syslog", NOW, Host.failure(IN, 7, "bob"));
    Files.createDirectories(root.resolve("var/log/journal"));
    AuthRun run = withJournal(bin, "must not be called", "1");
    assertEquals(0, run.exitCode(), run.output());
    run.assertMetric("failures", 1);
  }

  /** A journalctl that gives one failed login and goes on as told, or an error and an exit code. */
  private AuthRun withJournal(Path bin, String error, String end, Object... words)
      throws IOException {
    Path program = bin.resolve("journalctl");
    Path entry = bin.resolve("entry");
    Files.writeString(
        entry,
        "{\"__CURSOR\":\"s=1;i=1\",\"__REALTIME_TIMESTAMP\":\"1795291380000000\","
            + "\"_HOSTNAME\":\"vpn\",\"SYSLOG_IDENTIFIER\":\"pppd\",\"_PID\":\"9\","
            + "\"MESSAGE\":\"Peer eve failed CHAP authentication\"}\n");
    String body =
        error.isEmpty() ? "cat " + entry + "; " + end : "echo '" + error + "' >&2; exit " + end;
    Executables.write(
        program, "#!/bin/sh\necho \"$@\" > " + bin.resolve("words") + "\n" + body + "\n");
    List<Object> line = new ArrayList<>(List.of("--root", root));
    line.addAll(List.of(words));
    return AuthRun.at(new CheckAuthFailures(List.of(program.toString())), NOW, line.toArray());
  }

  @Test
  void oneUnreadableSourceLeavesTheOthersJudged() throws IOException {
    host.file("var/log/syslog", NOW, Host.failure(IN, 7, "bob"));
    Files.createDirectories(root.resolve("var/log/messages"));
    AuthRun run = host.run(NOW);
    assertEquals(3, run.exitCode(), run.output());
    run.assertMetric("failures", 1);
    assertTrue(run.line1().contains("messages is a directory, not a log file"), run.output());
    AuthRun worse = host.run(NOW, "-c", "failures=0");
    assertEquals(2, worse.exitCode(), worse.output());
  }

  @Test
  void missingFileThatWasNamedIsUnknown() throws IOException {
    host.file("var/log/syslog", NOW, Host.failure(IN, 7, "bob"));
    AuthRun run = host.run(NOW, "--log", "/var/log/syslog", "--log", "/var/log/vpn.log");
    assertEquals(3, run.exitCode());
    assertTrue(run.line1().contains(root + "/var/log/vpn.log does not exist"), run.output());
    run.assertMetric("failures", 1);
  }

  @Test
  void rotationsLieWhereLogrotatePutsThem() throws IOException {
    host.file("etc/logrotate.conf", NOW, "/var/log/syslog {\n olddir archive\n}\n");
    host.file("var/log/archive/syslog.1", NOW, Host.failure(IN, 7, "bob"));
    host.run(NOW).assertMetric("failures", 1);
    host.file("var/log/syslog", NOW, Host.failure("2026-11-21T20:04:00+00:00", 8, "eve"));
    host.run(NOW).assertMetric("failures", 2);
  }

  @Test
  void pppdsOwnLogfileIsReadWhereThereIsNothingElse(@TempDir Path states) throws IOException {
    host.file("etc/pptpd.conf", NOW, "option /etc/ppp/pptpd-options\nlocalip 10.0.0.1\n")
        .file("etc/ppp/pptpd-options", NOW, "name x # logfile /no\nlogfile \"/var/log/ppp own\"\n")
        .file("var/log/ppp own", NOW, "Peer eve failed CHAP authentication\n");
    host.run(NOW, "--window", "all").assertMetric("failures", 1);
    AuthRun window = host.run(NOW);
    assertEquals(3, window.exitCode(), window.output());
    assertTrue(window.line1().contains("bear no time stamp"), window.output());
    Object[] since = {"--since-last", "k", "--state-dir", states};
    host.run(NOW, since);
    host.file(
        "var/log/ppp own",
        NOW,
        "Peer eve failed CHAP authentication\nPeer bob failed CHAP authentication\n");
    host.run(NOW.plusSeconds(60), since).assertMetric("failures", 1);
  }

  /** pppd says to syslog all that it writes there. */
  @Test
  void pppdsOwnLogfileIsLeftAloneBesideSyslog() throws IOException {
    host.file("etc/ppp/options", NOW, "logfile /var/log/ppp.log\n")
        .file("var/log/ppp.log", NOW, "Peer eve failed CHAP authentication\n")
        .file("var/log/syslog", NOW, Host.failure(IN, 7, "eve"));
    AuthRun run = host.run(NOW);
    assertEquals(0, run.exitCode(), run.output());
    run.assertMetric("failures", 1);
    host.run(NOW, "--window", "all").assertMetric("failures", 1);
  }

  @Test
  void globMeansEveryLogItMatches() throws IOException {
    host.file("var/log/vpn/a.log", NOW, Host.failure(IN, 7, "bob"));
    host.file("var/log/vpn/b.log", NOW, Host.failure(IN, 8, "eve"));
    host.run(NOW, "--log", "/var/log/vpn/*.log").assertMetric("failures", 2);
  }
}
