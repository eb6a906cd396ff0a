package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Exposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counters for Prometheus: each failure is in them once, whatever becomes of the logs. */
class CountersTest {
  private static final String BAD_PASSWORDS =
      "pppvpn_auth_failures_total{method=\"chap\",reason=\"bad_password\"}";

  @TempDir Path folder;

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void onlyGrowAndMissNothing(
      @ForAll @Size(min = 10, max = 30) List<@IntRange(max = 99) Integer> steps,
      @ForAll boolean dated,
      @ForAll boolean copyTruncate)
      throws IOException {
    Path root = Files.createTempDirectory("counters");
    try {
      Path state = Files.createDirectories(root.resolve("state"));
      LiveLogs logs = new LiveLogs(root.resolve("var/log"));
      LiveLogs.Writer syslog = logs.writer("syslog");
      if (dated) {
        syslog.useDates();
      }
      Exposition before = run(logs.clock(), root, state);
      for (int step : steps) {
        logs.now += 1 + step * 200;
        if (step < 45) {
          syslog.append(step % 3 == 0 ? logs.noise() : logs.failure());
        } else if (step < 60 && copyTruncate) {
          syslog.copyTruncate();
        } else if (step < 60) {
          syslog.rename();
          syslog.reopen();
        } else if (step < 70) {
          syslog.compress(step % 2);
        } else {
          Exposition now = run(logs.clock(), root, state);
          now.assertNotBehind(before);
          assertEquals(logs.users.size(), now.value(BAD_PASSWORDS));
          before = now;
        }
      }
      logs.now += 1;
      Exposition last = run(logs.clock(), root, state);
      last.assertNotBehind(before);
      assertEquals(logs.users.size(), last.value(BAD_PASSWORDS));
    } finally {
      try (Stream<Path> all = Files.walk(root)) {
        all.sorted(Comparator.reverseOrder())
            .forEach(
                path -> {
                  try {
                    Files.delete(path);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
  }

  private static Exposition run(Instant now, Path root, Path state) {
    return Exposition.of(
        AuthRun.at(
                now,
                "--root",
                root,
                "--state-dir",
                state,
                "--since-last",
                "key",
                "--output",
                "prometheus")
            .output());
  }

  /** Attackers choose how many addresses and names there are, not how many series. */
  @Test
  void seriesAreBounded() throws IOException {
    Instant now = Instant.parse("2026-11-21T20:00:00Z");
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      log.append(Host.failure("2026-11-21T19:59:00.000000+00:00", 1000 + i, "user" + i));
    }
    Host host = new Host(folder).file("var/log/syslog", now, log.toString());
    String plain = host.run(now, "--output", "prometheus").output();
    assertFalse(plain.contains("user1"), plain);
    Exposition few = Exposition.of(plain);
    assertEquals(
        3_000, few.value("pppvpn_auth_window_failures{method=\"chap\",reason=\"bad_password\"}"));
    assertFalse(few.types().containsValue("counter"), plain);
    AuthRun asked =
        host.run(now, "--output", "prometheus", "--per-user", "10", "--per-source", "5");
    Exposition more = Exposition.of(asked.output());
    assertTrue(more.values().size() <= few.values().size() + 17, asked.output());
    assertEquals(2_990, more.value("pppvpn_auth_user_failures{user=\"other\"}"));
    assertEquals(3_000, more.value("pppvpn_auth_source_failures{source=\"other\"}"));
  }
}
