package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.LogScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Logins of real clients, as real daemons logged them: see the README beside the recordings. */
enum Recording {
  PPTP("auth-pptp"),
  L2TP("auth-l2tp"),
  RADIUS("auth-radius"),
  ATTACK("auth-attack"),
  NAMES("auth-names"),
  ODD("auth-odd");

  private final String folder;

  Recording(String folder) {
    this.folder = folder;
  }

  /** The forms in which the same messages were recorded. */
  List<String> forms() {
    List<String> forms = List.of("syslog.traditional", "syslog.rfc3339", "syslog.raw");
    return this == ATTACK
        ? List.of(forms.get(0), forms.get(1), forms.get(2), "journal.json")
        : forms;
  }

  /** The attempts of which the outcome is known, in the order of dialling. */
  List<KnownAttempt> attempts() {
    return text("/log/recordings/" + folder + "/truth.tsv")
        .lines()
        .skip(1)
        .map(KnownAttempt::of)
        .toList();
  }

  /** All events that the recording makes, as text. */
  String expected(String name) {
    return text("/log/dialect/recordings/" + folder + "/" + name);
  }

  /** The events of some of the recording's logs, read together. */
  List<LogEvent> events(String... logs) {
    List<LogScanner> scanners = new ArrayList<>();
    for (String log : logs) {
      byte[] bytes = bytes("/log/recordings/" + folder + "/" + log);
      MemoryBlocks blocks = new MemoryBlocks(bytes, Integer.MAX_VALUE);
      scanners.add(new LogScanner(scanners.size(), blocks, Logs.parser()));
    }
    List<LogEvent> events = new ArrayList<>();
    Correlator correlator = new Correlator(events::add);
    try (MergedLogs merged = new MergedLogs(scanners)) {
      while (merged.advance()) {
        correlator.accept(merged.line());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    correlator.finish();
    return events;
  }

  private static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (var in = Recording.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
