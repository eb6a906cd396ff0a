package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged logs: nothing is thrown, and reading ends. */
class FuzzTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static byte[] corpus() throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(FuzzTest.class.getResource("/log/dialect/sets")).toURI());
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    for (String form :
        List.of(
            "<30>1 2026-11-21T20:01:02Z vpn1 pppd 7 - [a b=\"c\\]\"] Peer x failed CHAP"
                + " authentication",
            "{\"MESSAGE\":[80,101,255],\"SYSLOG_IDENTIFIER\":\"pppd\",\"_PID\":\"7\"}",
            "{\"MESSAGE\":null,\"__REALTIME_TIMESTAMP\":\"1\"}",
            "2026-11-21T20:01:02.123456+01:00 vpn1 /usr/sbin/pppd[9]: Exit.",
            "<29>pppd[748]: Exit.")) {
      text.append(form).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void randomBytes() {
    Random random = new Random(7);
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(4000)];
            random.nextBytes(bytes);
            Logs.events(bytes);
          }
        });
  }

  @Test
  void mutatedLines() throws Exception {
    byte[] corpus = corpus();
    Random random = new Random(11);
    List<Integer> counts = new ArrayList<>();
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int i = 0; i < 200; i++) {
            byte[] bytes = corpus.clone();
            int changes = 1 + random.nextInt(bytes.length / 20);
            for (int change = 0; change < changes; change++) {
              bytes[random.nextInt(bytes.length)] =
                  random.nextBoolean()
                      ? (byte) random.nextInt(256)
                      : bytes[random.nextInt(bytes.length)];
            }
            counts.add(Logs.events(bytes).size());
          }
        });
    assertTrue(counts.stream().anyMatch(count -> count > 0));
  }

  @Test
  void everyBeginningOfALog() throws Exception {
    byte[] corpus = corpus();
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int to = 0; to < Math.min(corpus.length, 6000); to += 7) {
            Logs.events(java.util.Arrays.copyOf(corpus, to));
          }
        });
  }

  @Test
  void aLineOfSomeMegabytes() {
    byte[] head = "Nov 21 20:01:00 vpn1 pppd[748]: Peer ".getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[4 << 20];
    java.util.Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(head, 0, bytes, 0, head.length);
    byte[] tail = " failed CHAP authentication\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
    List<LogEvent> events = Logs.events(bytes);
    assertTrue(EventText.of(events).length() < 2000);
  }
}
