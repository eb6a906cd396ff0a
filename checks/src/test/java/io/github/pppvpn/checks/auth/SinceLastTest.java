package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.state.StateFile;
import io.github.pppvpn.state.StateFolder;
import io.github.pppvpn.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run finds of those before it, and what it leaves. */
class SinceLastTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:05:00Z");

  @TempDir Path root;
  @TempDir Path state;
  private Host host;

  @BeforeEach
  void zone() throws IOException {
    host = new Host(root).file("etc/timezone", NOW, "UTC\n");
  }

  private AuthRun run(Instant now, Object... words) {
    Object[] all = new Object[words.length + 4];
    all[0] = "--state-dir";
    all[1] = state;
    all[2] = "--since-last";
    all[3] = "vpn";
    System.arraycopy(words, 0, all, 4, words.length);
    return host.run(now, all);
  }

  private static String at(String clock, int pid) {
    return Host.failure("2026-11-21T" + clock + "+00:00", pid, "u" + pid);
  }

  @Test
  void firstRunCountsTheWindow() throws IOException {
    String text = at("19:00:00", 1) + at("20:01:00", 2) + at("20:04:00", 3);
    host.file("var/log/syslog", NOW, text);
    AuthRun first = run(NOW);
    first.assertMetric("failures", 2);
    assertTrue(first.line1().contains("in the last 5 min (first run with this key)"));
    AuthRun second = run(NOW.plusSeconds(60));
    second.assertMetric("failures", 0);
    assertTrue(second.line1().contains("no failed login since the last run 60 s ago"));
  }

  @Test
  void whatBelongsToACountedFailureIsNoNewOne() throws IOException {
    String failure = at("20:04:58", 3);
    host.file("var/log/syslog", NOW, failure);
    run(NOW).assertMetric("failures", 1);
    String again =
        """
              2026-11-21T20:05:01+00:00 vpn pppd[3]: Peer u3 failed CHAP authentication
              2026-11-21T20:05:01+00:00 vpn pppd[3]: Connection terminated.
              """;
    host.file("var/log/syslog", NOW.plusSeconds(5), failure + again);
    run(NOW.plusSeconds(60)).assertMetric("failures", 0);
  }

  @Test
  void newLogCountsFromTheLastRunOn() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    run(NOW).assertMetric("failures", 1);
    host.file("var/log/daemon.log", NOW.plusSeconds(30), at("20:00:30", 2) + at("20:05:20", 3));
    run(NOW.plusSeconds(60)).assertMetric("failures", 1);
  }

  /** A place is found by what stands around it, not by the time. */
  @ParameterizedTest
  @ValueSource(ints = {30, 90, 600, 86_400})
  void aClockThatIsSetBackCountsNothingAgain(int seconds) throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1) + at("20:04:30", 2));
    run(NOW).assertMetric("failures", 2);
    host.file(
        "var/log/syslog",
        NOW.plusSeconds(10),
        at("20:04:00", 1) + at("20:04:30", 2) + at("20:04:50", 3));
    AuthRun back = run(NOW.minusSeconds(seconds));
    back.assertMetric("failures", 1);
    assertTrue(
        back.line1().contains("since the last run, after which the clock was set back"),
        back.output());
    run(NOW.plusSeconds(60)).assertMetric("failures", 0);
  }

  @Test
  void logThatComesBackGoesOnWhereItWasLeft() throws IOException {
    host.file("var/log/vpn.log", NOW, at("20:04:00", 1));
    host.file("var/log/other.log", NOW, at("20:04:00", 9));
    String log = "/var/log/vpn.log";
    run(NOW, "--log", log).assertMetric("failures", 1);
    host.file("var/log/vpn.log", NOW.plusSeconds(10), at("20:04:00", 1) + at("20:05:10", 2));
    run(NOW.plusSeconds(60), "--log", "/var/log/other.log").assertMetric("failures", 0);
    run(NOW.plusSeconds(120), "--log", log).assertMetric("failures", 1);
  }

  @Test
  void truncatedUnreadLinesAreUnknownOnce() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1).repeat(40));
    run(NOW);
    host.file("var/log/syslog", NOW.plusSeconds(30), at("20:05:20", 2));
    AuthRun run = run(NOW.plusSeconds(60));
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.output().contains("events may be missing"), run.output());
    run.assertMetric("failures", 1);
    assertEquals(0, run(NOW.plusSeconds(90)).exitCode());
  }

  @Test
  void missingStateFolderIsUnknownAndSaysHowToMakeIt() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    AuthRun run = host.run(NOW, "--since-last", "vpn", "--state-dir", state.resolve("none"));
    assertEquals(3, run.exitCode());
    assertTrue(run.output().contains("does not exist\nmkdir -p "), run.output());
  }

  @Test
  void placeThatCannotBeKeptAcknowledgesNothing() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    run(NOW);
    host.file("var/log/syslog", NOW.plusSeconds(9), at("20:04:00", 1) + at("20:05:05", 2));
    // A folder in place of the state: even root cannot rename a file over it.
    Path file = stateFile();
    byte[] before = Files.readAllBytes(file);
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    AuthRun failed = run(NOW.plusSeconds(60));
    assertEquals(3, failed.exitCode(), failed.output());
    assertTrue(failed.line1().contains("cannot be written"), failed.output());
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    Files.write(file, before);
    run(NOW.plusSeconds(120)).assertMetric("failures", 1);
  }

  @Test
  void damagedStateIsSaidAndWrittenAnew() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    run(NOW);
    Files.writeString(stateFile(), "rubbish\n");
    AuthRun run = run(NOW.plusSeconds(30));
    assertEquals(3, run.exitCode(), run.output());
    assertTrue(run.output().contains("it is not a state file"), run.output());
    assertEquals(0, run(NOW.plusSeconds(60)).exitCode());
  }

  private Path stateFile() throws IOException {
    try (var files = Files.newDirectoryStream(state, "*.state")) {
      return files.iterator().next();
    }
  }

  @Test
  void keyInUseIsUnknownWithinTheTimeout() throws Exception {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    StateKey key = AuthMeasurement.key("vpn", System.getProperty("user.name"));
    try (StateFile held =
        StateFile.open(new StateFolder(state, "test"), key, System::nanoTime, 0)) {
      AuthRun run = run(NOW, "-t", "1");
      assertEquals(3, run.exitCode());
      assertTrue(run.line1().contains("is in use by another run"), run.output());
      assertTrue(held.read(0).content().isEmpty());
    }
  }

  @Test
  void keysCountApart() throws IOException {
    host.file("var/log/syslog", NOW, at("20:04:00", 1));
    run(NOW).assertMetric("failures", 1);
    for (String key : List.of("other", "VPN", "v p/n", "../vpn")) {
      AuthRun run = host.run(NOW, "--state-dir", state, "--since-last", key);
      run.assertMetric("failures", 1);
    }
  }
}
