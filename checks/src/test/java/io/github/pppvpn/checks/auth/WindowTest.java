package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures the window holds: behind its start, up to and with its end. */
class WindowTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:05:00Z");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path root;

  private Host host() {
    return new Host(root);
  }

  private Host syslog(String... stamps) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stamps.length; i++) {
      text.append(Host.failure(stamps[i], 100 + i, "u" + i));
    }
    return host().file("var/log/syslog", NOW, text.toString()).file("etc/timezone", NOW, "UTC\n");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T20:00:00.000+00:00, 0",
    "2026-11-21T20:00:00.001+00:00, 1",
    "2026-11-21T20:05:00.000+00:00, 1",
    "2026-11-21T20:05:00.001+00:00, 0",
    "2026-11-21T22:04:59.5+02:00, 1",
    "2026-11-22T03:00:00+00:00, 0"
  })
  void startIsOutsideAndEndWithin(String stamp, long failures) throws IOException {
    Host host = syslog("2026-11-21T19:00:00+00:00", stamp);
    host.run(NOW).assertMetric("failures", failures);
    host.run(NOW.plusSeconds(600), "--until", "2026-11-21T20:05:00Z")
        .assertMetric("failures", failures);
  }

  /**
   * Three hours of another program's lines, a failure two minutes ago, and behind it lines that are
   * earlier: of a host that started without a clock, or of one whose clock lags by an hour.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 10",
    "2026-01-01T00:00:00Z, 5000",
    "2026-11-21T19:00:00Z, 1500"
  })
  void timeThatWentBackHidesNothing(Instant earlier, int lines) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      log.append(NOW.minusSeconds(10_800 - i))
          .append(" vpn cron[7]: (root) CMD (some job or other)\n");
    }
    log.append(Host.failure("2026-11-21T20:03:00Z", 100, "u"));
    for (int i = 0; i < lines; i++) {
      log.append(earlier.plusMillis(i))
          .append(" lns kernel: something that takes its time to say\n");
    }
    log.append("2026-11-21T20:04:00Z vpn cron[7]: (root) CMD (some job or other)\n");
    host().file("var/log/syslog", NOW, log.toString()).run(NOW).assertMetric("failures", 1);
  }

  /** What has no time cannot be judged by the minute, and must not pass for peace. */
  @Test
  void failuresWithoutATimeWantARangeOfTheirOwn() throws IOException {
    String log = "Peer u failed CHAP authentication\nExit.\n".repeat(60);
    Host host = host().file("var/log/ppp.log", NOW, log);
    String file = "/var/log/ppp.log";
    AuthRun run = host.run(NOW, "--log", file, "--window", "all");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(
        run.output().startsWith("AUTH UNKNOWN - 60 failed logins have no time"), run.output());
    assertEquals(
        2, host.run(NOW, "--log", file, "--window", "all", "-c", "pap=9,failures=9").exitCode());
    assertEquals(
        0, host.run(NOW, "--log", file, "--window", "all", "-w", "failures=60").exitCode());
    String quiet = "Peer u succeeded CHAP authentication\nExit.\n";
    host.file("var/log/ppp.log", NOW, quiet);
    assertEquals(0, host.run(NOW, "--log", file, "--window", "all").exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T20:05:00Z",
        "2026-11-21t22:05:00.000+02:00",
        "2026-11-21 20:05",
        "2026-11-21 20:05:00",
        "2026-11-21T20:05",
        "20:05",
        "20:05:00",
        "@1795291500"
      })
  void endIsWrittenInManyWays(String until) throws IOException {
    Host host =
        syslog(
            "2026-11-21T20:00:00+00:00", "2026-11-21T20:05:00+00:00", "2026-11-21T20:05:01+00:00");
    AuthRun run = host.run(NOW.plusSeconds(3_600), "--until", until, "--output", "json");
    assertEquals(
        "{\"from\":\"2026-11-21T20:00:00Z\",\"until\":\"2026-11-21T20:05:00Z\"}",
        run.json().getAsJsonObject("data").getAsJsonObject("window").toString());
    assertEquals("u1", String.join(" ", run.data("users", "name")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "25:00",
        "20:60",
        "2026-13-01 00:00",
        "2026-02-30 00:00",
        "@",
        "@x",
        "@-5",
        "2026-11-21",
        "2026-11-21 20:05+25:00",
        "2026-11-21T20:05:00z+",
        "20:05:00.",
        "2026/11/21 20:05"
      })
  void otherTimesAreRefused(String until) {
    AuthRun run = AuthRun.at(NOW, "--until", until);
    assertTrue(run.line1().startsWith("AUTH UNKNOWN - option --until: "), run.output());
  }

  @Test
  void clockTimeBeforeMidnightIsYesterdays() throws IOException {
    AuthRun run =
        syslog("2026-11-20T23:58:00+00:00")
            .run(Instant.parse("2026-11-21T00:30:00Z"), "--until", "23:59");
    run.assertMetric("failures", 1);
  }

  @Test
  void futureEndIsRefused() throws IOException {
    AuthRun run = syslog("2026-11-21T20:00:30+00:00").run(NOW, "--until", "2062-11-21T20:05:00Z");
    assertEquals(
        "AUTH UNKNOWN - --until 2062-11-21 20:05:00 lies in the future: it is 2026-11-21 20:05:00"
            + " here",
        run.line1());
  }

  @Test
  void logThatBeginsLaterThanTheWindowIsUnknown() throws IOException {
    AuthRun run = syslog("2026-11-21T20:00:30+00:00").run(NOW, "--until", "2026-11-01T20:05:00Z");
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.line1().contains("the logs hold nothing of that time: they begin later"));
  }

  @Test
  void hourThatClocksShowTwiceIsToldApart() throws IOException {
    Host host = host().file("etc/timezone", NOW, "Europe/Berlin\n");
    Instant now = Instant.parse("2026-10-25T01:10:00Z");
    // 02:58 in summer time, 02:08 in winter time, an hour and ten minutes later.
    String text =
        """
              Oct 25 02:50:00 vpn CRON[1]: x
              Oct 25 02:58:00 vpn pppd[7]: Peer summer failed CHAP authentication
              Oct 25 02:08:00 vpn pppd[8]: Peer winter failed CHAP authentication
              """;
    host.file("var/log/syslog", now, text);
    AuthRun run = host.run(now, "--output", "json");
    assertEquals("winter", String.join(" ", run.data("users", "name")), run.output());
    run = host.run(now, "--until", "2026-10-25T01:00:00Z", "--output", "json");
    assertEquals("summer", String.join(" ", run.data("users", "name")), run.output());
  }

  /** When the clocks of Berlin are put back from 3 to 2. */
  private static final Instant CHANGE = Instant.parse("2026-10-25T01:00:00Z");

  /**
   * A host's night: a job's line each {@code step} seconds from 20:00 on and 17 s behind the
   * minute, a line of pppd's at {@code seen}, and 60 failures from {@code attack} on, three seconds
   * apart; all in seconds behind the change. It ends at {@code end}.
   */
  private Host night(String form, int step, int seen, int attack, int end) throws IOException {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern(form, Locale.ROOT);
    StringBuilder log = new StringBuilder();
    int failures = 0;
    for (int second = -6 * 3600; second < end; second++) {
      String start = stamp.format(CHANGE.plusSeconds(second).atZone(BERLIN)) + " vpn ";
      if (Math.floorMod(second, step) == 17 % step) {
        log.append(start).append("CRON[9]: (root) CMD (some job that runs now and then)\n");
      }
      if (second == seen) {
        log.append(start).append("pppd[7]: Exit.\n");
      }
      if (second >= attack && failures < 60 && (second - attack) % 3 == 0) {
        failures++;
        log.append(start)
            .append("pppd[" + (100 + failures) + "]: Peer bob failed CHAP ")
            .append("authentication\n");
      }
    }
    return host()
        .file("etc/timezone", NOW, "Europe/Berlin\n")
        .file("var/log/syslog", CHANGE.plusSeconds(end), log.toString());
  }

  private static final String BSD = "MMM ppd HH:mm:ss";
  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss";

  @ParameterizedTest
  @CsvSource({
    // Another program's lines tell the one hour from the other; pppd's last was at 22:00.
    "BSD, 60, -18000, 1600, 1800, 1800, 60",
    "ISO, 60, -18000, 1600, 1800, 1800, 60",
    "BSD, 1, -18000, 1600, 1800, 1800, 60",
    "BSD, 60, -18000, -2000, 1800, 1800, 0",
    "BSD, 1, -18000, -2000, 1800, 1800, 0",
    "BSD, 60, -18000, -2000, 1800, -1800, 60",
    "BSD, 1, -18000, -2000, 7000, -1800, 60",
    "BSD, 60, -18000, 1600, 7000, -1800, 0",
    "BSD, 1, -18000, 1600, 30000, -1800, 0",
    "BSD, 1, -18000, 1600, 30000, 1800, 60",
    "BSD, 1, -18000, -2000, 30000, 1800, 0",
    "BSD, 1, -18000, -2000, 30000, -1800, 60",
    "BSD, 600, -18000, 160, 360, 360, 60",
    "BSD, 60, -4200, 160, 360, 360, 60",
    "BSD, 60, -3540, 160, 360, 360, 60",
    "BSD, 1, -900, 160, 360, 360, 60",
    "BSD, 60, -18000, -400, -200, -200, 60",
    "BSD, 60, -18000, -3580, -3380, -3380, 60",
    "BSD, 60, -18000, 3650, 3800, 3800, 50",
  })
  void linesOfOthersTellTheHourThatClocksShowTwice(
      String form, int step, int seen, int attack, int end, int until, int failures)
      throws IOException {
    Host host = night(form.equals("BSD") ? BSD : ISO, step, seen, attack, end);
    AuthRun run =
        until == end
            ? host.run(CHANGE.plusSeconds(end))
            : host.run(CHANGE.plusSeconds(end), "--until", CHANGE.plusSeconds(until));
    assertEquals(failures == 0 ? 0 : 1, run.exitCode(), run.output());
    run.assertMetric("failures", failures);
    run = host.run(CHANGE.plusSeconds(400_000), "--until", CHANGE.plusSeconds(until));
    run.assertMetric("failures", failures);
  }

  @ParameterizedTest
  @CsvSource({
    // The only lines beside them came an hour apart, with the same stamp.
    "3600, -18000, 1600, 1800, 3",
    "7200, -18000, 1600, 1800, 3",
    "3600, -18000, 1600, 15000, 0",
    // What the clock cannot yet show a second time is of the first.
    "3600, -18000, -2000, -1800, 1",
    // A step back comes behind it.
    "3600, -18000, -2000, 1800, 0",
  })
  void hourThatNothingTellsApartIsUnknown(int step, int seen, int attack, int end, int exit)
      throws IOException {
    AuthRun run = night(BSD, step, seen, attack, end).run(CHANGE.plusSeconds(end));
    assertEquals(exit, run.exitCode(), run.output());
    assertEquals(
        exit == 3,
        run.output()
            .contains(
                "/var/log/syslog: lines are of the hour that the clocks showed twice, the last of"
                    + " 02:2"),
        run.output());
  }

  /** With nothing earlier in the log. */
  @Test
  void logThatBeginsInTheHourThatClocksShowTwice() throws IOException {
    Host host = host().file("etc/timezone", NOW, "Europe/Berlin\n");
    String failures = "";
    for (int i = 0; i < 60; i++) {
      failures += Host.failure("Oct 25 02:28:" + (i < 10 ? "0" : "") + i, 100 + i, "bob");
    }
    host.file("var/log/syslog", CHANGE, failures);
    assertEquals(3, host.run(CHANGE.plusSeconds(1_800)).exitCode());
    assertEquals(2, host.run(CHANGE.minusSeconds(1_800)).exitCode());
    assertEquals(0, host.run(CHANGE.plusSeconds(7_200)).exitCode());
    host.file("var/log/syslog", CHANGE, failures + "Oct 25 02:10:00 vpn CRON[9]: x\n");
    assertEquals(0, host.run(CHANGE.plusSeconds(1_800)).exitCode());
    AuthRun run = host.run(CHANGE.plusSeconds(1_800), "--until", CHANGE.minusSeconds(1_800));
    assertEquals(2, run.exitCode(), run.output());
  }

  @Test
  void stampsWithoutYearAreReadOverNewYear() throws IOException {
    Instant now = Instant.parse("2027-01-01T00:02:00Z");
    Host host = host().file("etc/timezone", now, "UTC\n");
    host.file(
        "var/log/syslog",
        now,
        """
              Dec 31 23:50:00 vpn pppd[7]: Peer before failed CHAP authentication
              Dec 31 23:58:00 vpn pppd[8]: Peer old failed CHAP authentication
              Jan  1 00:01:00 vpn pppd[9]: Peer new failed CHAP authentication
              """);
    AuthRun run = host.run(now, "--output", "json");
    assertEquals("new old", String.join(" ", run.data("users", "name")), run.output());
  }

  @Test
  void worstMinuteIsTheWorst60SecondsAnywhere() throws IOException {
    AuthRun run =
        syslog(
                "2026-11-21T20:01:30.000+00:00",
                "2026-11-21T20:01:59.000+00:00",
                "2026-11-21T20:02:29.999+00:00",
                "2026-11-21T20:02:30.000+00:00",
                "2026-11-21T20:04:30.000+00:00")
            .run(NOW);
    run.assertMetric("failures_per_minute", 3);
    run.assertMetric("failures", 5);
    assertTrue(
        run.line1().contains("5 failed logins in the last 5 min, 3 of them in the minute up to"));
  }

  @Test
  void linesWithoutStampCountInAllOnly() throws IOException {
    String text = "Peer bob failed CHAP authentication\nPeer eve failed CHAP authentication\n";
    Host host = host().file("var/log/ppp.log", NOW, text);
    AuthRun all = host.run(NOW, "--log", "/var/log/ppp.log", "--window", "all");
    all.assertMetric("failures", 2);
    assertFalse(all.output().contains(" failures_per_minute="), all.output());
    AuthRun window = host.run(NOW, "--log", "/var/log/ppp.log");
    assertEquals(3, window.exitCode());
    assertTrue(window.line1().contains("no time stamp"), window.output());
  }

  @ParameterizedTest
  @CsvSource({
    "--since-last k --until 20:00, options --since-last and --until exclude each other",
    "--since-last k --window all, options --since-last and --window all exclude each other",
    "--window 0s, option --window",
    "--window 5x, option --window",
    "--window 5, option --window",
    "--window -5m, option --window",
    "--window 5000d, option --window"
  })
  void wrongOptionsAreRefused(String words, String sentence) {
    AuthRun run = AuthRun.at(NOW, (Object[]) words.split(" "));
    if (words.equals("--window 5")) {
      // Seconds, as in a range.
      assertFalse(run.line1().contains(sentence), run.output());
    } else {
      assertTrue(run.line1().startsWith("AUTH UNKNOWN - " + sentence), run.output());
    }
  }
}
