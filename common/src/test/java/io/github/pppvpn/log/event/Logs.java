package io.github.pppvpn.log.event;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.line.LineParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads logs that tests hold in memory. */
final class Logs {
  static final Instant REFERENCE = Instant.parse("2026-11-21T21:00:00Z");
  static final ZoneId ZONE = ZoneOffset.UTC;

  private Logs() {}

  static LineParser parser() {
    return new LineParser(REFERENCE, () -> ZONE);
  }

  static List<LogEvent> events(String text) {
    return events(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<LogEvent> events(byte[] bytes) {
    List<LogEvent> events = new ArrayList<>();
    Correlator correlator = new Correlator(events::add);
    scan(0, new MemoryBlocks(bytes, Integer.MAX_VALUE), correlator);
    correlator.finish();
    return events;
  }

  static void scan(int log, LineBlocks blocks, Correlator correlator) {
    try (LogScanner scanner = new LogScanner(log, blocks, parser())) {
      while (scanner.advance()) {
        correlator.accept(scanner.line());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T extends LogEvent> List<T> only(List<LogEvent> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
