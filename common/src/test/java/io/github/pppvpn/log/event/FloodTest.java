package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attackers' floods: each attempt counts, and what is remembered does not grow with them. */
class FloodTest {
  @Test
  void twoHundredThousandLines() {
    flood(200_000);
  }

  @Test
  @Tag("lab")
  void threeMillionLines() {
    flood(3_000_000);
  }

  private static void flood(int lines) {
    long[] failed = new long[1];
    Correlator correlator =
        new Correlator(event -> failed[0] += event instanceof LoginFailed ? 1 : 0);
    Flood flood = new Flood(lines);
    Logs.scan(0, flood, correlator);
    long before = used();
    correlator.finish();
    assertEquals(flood.attempts, failed[0]);
    // 20,000 processes and 8,192 waiting events with their lines.
    assertTrue(before < 200L << 20, () -> "memory in use: " + before);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Every line from another host, process and user; nothing ever ends. */
  private static final class Flood implements LineBlocks {
    private final int lines;
    private int written;
    private int attempts;
    private long position;
    private byte[] bytes = {};

    Flood(int lines) {
      this.lines = lines;
    }

    @Override
    public boolean next() {
      position += bytes.length;
      if (written >= lines) {
        return false;
      }
      StringBuilder text = new StringBuilder(200_000);
      for (int i = 0; i < 1000; i++, written++) {
        int minute = written / 3000 % 60;
        text.append("Nov 21 ").append(10 + written / 180_000 % 11).append(':');
        text.append(minute < 10 ? "0" : "").append(minute).append(":00 host");
        text.append(written % 977).append(" pppd[").append(written).append("]: Peer user");
        text.append(written).append("-".repeat(100)).append(" failed CHAP authentication\n");
        attempts++;
      }
      bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      return true;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int to() {
      return bytes.length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {}
  }
}
