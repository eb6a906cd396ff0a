package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole outputs of recorded hosts, and of logs that strangers wrote. */
class OutputTest {
  private static final Path RECORDINGS = Path.of("../common/src/test/resources/log/recordings");
  private static final Path GOLDEN = Path.of("src/test/resources/auth");

  @TempDir Path root;

  /** A host whose only log is a recorded one, at the time of its end. */
  private AuthRun recorded(String recording, Instant now, String words) throws IOException {
    Host host = new Host(root).file("etc/timezone", now, "UTC\n");
    byte[] log = Files.readAllBytes(RECORDINGS.resolve(recording).resolve("syslog.rfc3339"));
    host.file("var/log/syslog", now, new String(log, StandardCharsets.ISO_8859_1));
    return host.run(now, (Object[]) words.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "attack, auth-attack, 2026-11-21T21:17:00Z, --window 5m",
    "attack-masked, auth-attack, 2026-11-21T21:17:00Z, --privacy mask -v",
    "attack-hidden, auth-attack, 2026-11-21T21:17:00Z, --privacy hide",
    "attack-json, auth-attack, 2026-11-21T21:17:00Z, --output json",
    "quiet, auth-attack, 2026-11-21T21:40:00Z, --window 5m -v",
    "radius, auth-radius, 2026-11-21T21:17:30Z, --window 5m",
    "names, auth-names, 2026-11-21T21:23:00Z, --window 5m -v",
    "l2tp, auth-l2tp, 2026-11-21T21:15:00Z, --window 5m -vv"
  })
  void looksAsAlways(String golden, String recording, Instant now, String words)
      throws IOException {
    AuthRun run = recorded(recording, now, words);
    String text = run.output().replace(root.toString(), "ROOT") + "exit " + run.exitCode() + "\n";
    Path file = GOLDEN.resolve(golden + ".txt");
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
  }

  @ParameterizedTest
  @CsvSource({"mask", "hide"})
  void privacyLeavesNobodyInAnyForm(String privacy) throws IOException {
    for (String words : List.of("", " -vvv", " --output json -vvv")) {
      AuthRun run =
          recorded(
              "auth-attack", Instant.parse("2026-11-21T21:17:00Z"), "--privacy " + privacy + words);
      for (String known : List.of("bob", "alice", "admin", "10.9.0.2", "10.9.0.3", "guest")) {
        assertFalse(run.output().contains(known), known + " in " + run.output());
      }
    }
  }

  @Test
  void strangersNamesForgeNothing() throws IOException {
    Instant now = Instant.parse("2026-11-21T20:05:00Z");
    StringBuilder log = new StringBuilder();
    String[] names = {
      "x | failures=0", "a'b=1;2;3", "\u001b[31m", "AUTH OK - ", "\u00e2\u0080\u00ae", "", " ", "\""
    };
    for (int i = 0; i < names.length; i++) {
      log.append(Host.failure("2026-11-21T20:04:0" + i + "+00:00", 50 + i, names[i]));
    }
    Host host = new Host(root).file("var/log/syslog", now, log.toString());
    AuthRun run = host.run(now, "-vvv");
    run.assertMetric("failures", names.length);
    assertEquals(1, run.output().chars().filter(c -> c == '|').count(), run.output());
    assertTrue(run.output().chars().allMatch(c -> c >= ' ' || c == '\n'), run.output());
    host.run(now, "--output", "json").json();
  }

  @Test
  void anythingInALogGivesOneValidAnswer() throws IOException {
    Instant now = Instant.parse("2026-11-21T21:17:00Z");
    byte[] log = Files.readAllBytes(RECORDINGS.resolve("auth-attack/syslog.rfc3339"));
    Random random = new Random(20261121);
    for (int i = 0; i < 300; i++) {
      byte[] fuzzed = log.clone();
      int changes = 1 << random.nextInt(12);
      for (int j = 0; j < changes; j++) {
        int at = random.nextInt(fuzzed.length);
        switch (random.nextInt(4)) {
          case 0 -> fuzzed[at] = (byte) random.nextInt(256);
          case 1 -> fuzzed[at] = '\n';
          case 2 -> {
            int from = random.nextInt(fuzzed.length - 200);
            int to = random.nextInt(fuzzed.length - 200);
            System.arraycopy(log, from, fuzzed, to, random.nextInt(200));
          }
          default -> fuzzed[at] = 0;
        }
      }
      Host host = new Host(root).file("etc/timezone", now, "UTC\n");
      host.file("var/log/syslog", now, new String(fuzzed, StandardCharsets.ISO_8859_1));
      String window = random.nextBoolean() ? "all" : "5m";
      AuthRun run = host.run(now, "--window", window);
      assertTrue(
          run.line1().startsWith("AUTH ") && run.line1().contains(" | failures"), run.output());
      assertTrue(run.output().getBytes(StandardCharsets.UTF_8).length <= 4096, run.output());
    }
  }

  @Test
  void floodIsCountedInBoundedMemory() {
    Tally tally = new Tally(1, 3);
    Parties parties = tally.sources;
    for (int i = 0; i < 200_000; i++) {
      parties.get("one-" + i).failed(i);
      if (i % 100 == 0) {
        parties.get("heavy").failed(i);
      }
    }
    assertTrue(parties.size() <= Parties.LIMIT, "" + parties.size());
    Party worst = parties.worst().get(0);
    assertEquals("heavy", worst.name);
    assertTrue(worst.failures + parties.uncertainty() >= 2_000, "" + worst.failures);
    assertTrue(worst.failures <= 2_000, "" + worst.failures);
  }
}
