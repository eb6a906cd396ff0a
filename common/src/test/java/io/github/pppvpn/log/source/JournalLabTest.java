package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real journalctl on journals that systemd-journal-remote wrote. */
@Tag("lab")
class JournalLabTest {
  private static final long START = 1_790_000_000L;

  @TempDir Path folder;

  private String boot = "1";
  private final List<SourceNote> notes = new ArrayList<>();

  @Test
  void readsAWindowOfTheDaemonsEntries() throws Exception {
    journal(0, 100);
    List<String> entries = drain(open("pppd").since((START + 90) * 1000));
    // Every other entry is pppd's.
    assertEquals(List.of("90", "92", "94", "96", "98"), numbers(entries));
    assertTrue(entries.get(0).contains("\"SYSLOG_IDENTIFIER\":\"pppd\""), entries.get(0));
    assertEquals(100, drain(open("pppd", "pptpd").everything()).size());
    assertEquals(List.of(), drain(open("xl2tpd").everything()));
    assertEquals(List.of(), notes);
  }

  @Test
  void goesOnWhereItWas() throws Exception {
    journal(0, 20);
    JournalReading reading = open("pppd").since((START + 14) * 1000);
    assertEquals(List.of("14", "16", "18"), numbers(drain(reading)));
    JournalPosition position = JournalPosition.parse(reading.reached().toLine());
    assertEquals(List.of(), drain(open("pppd").resume(position)));
    journal(20, 24);
    JournalReading more = open("pppd").resume(position);
    assertEquals(List.of("20", "22"), numbers(drain(more)));
    assertEquals(List.of(), notes);
    Files.delete(folder.resolve("j/0.journal"));
    assertEquals(List.of("20", "22"), numbers(drain(open("pppd").resume(position))));
    assertEquals(SourceNote.Kind.LOST, notes.get(0).kind());
    notes.clear();
    assertEquals(List.of(), drain(open("pppd").resume(more.reached())));
    assertEquals(List.of(), notes);
  }

  @Test
  void readsWhatIsKeptAndWhatIsVolatile() throws Exception {
    journal(0, 20);
    journal(20, 24);
    Path kept = Files.createDirectories(folder.resolve("var/log/journal/" + "ab".repeat(16)));
    Path living = Files.createDirectories(folder.resolve("run/log/journal/" + "ab".repeat(16)));
    Files.move(folder.resolve("j/0.journal"), kept.resolve("system.journal"));
    Files.move(folder.resolve("j/20.journal"), living.resolve("system.journal"));
    Journal journal =
        Journal.of(folder, List.of("pppd"), Journal.PLACES, "", "nagios", () -> false);
    assertEquals(
        List.of("16", "18", "20", "22"), numbers(drain(journal.since((START + 16) * 1000))));
  }

  /** As where a clock had run ahead and was set back. */
  @Test
  void entryOfTheFutureHidesNothing() throws Exception {
    journal(500, 502);
    journal(0, 20);
    Files.move(folder.resolve("j/0.journal"), folder.resolve("j/late.journal"));
    assertEquals(
        List.of("16", "18", "500"), numbers(drain(open("pppd").since((START + 16) * 1000))));
  }

  /** A file of its own, and so a sequence of its own, whose boot's clock is behind. */
  @Test
  void newEntriesBeforeThePlaceAreFound() throws Exception {
    journal(20, 30);
    JournalReading first = open("pppd").since((START + 20) * 1000);
    assertEquals(5, drain(first).size());
    boot = "f";
    journal(0, 10);
    JournalReading fresh = open("pppd").resume(first.reached());
    assertTrue(fresh.knowsBefore());
    assertEquals(List.of(), numbers(counted(fresh, false)));
    JournalReading none = open("pppd").before(fresh, (START + 30) * 1000);
    assertEquals(List.of(), numbers(counted(none, false)));
    JournalPosition early =
        new JournalPosition(first.reached().cursor(), (START + 4) * 1000, first.reached().marks());
    JournalReading again = open("pppd").resume(early);
    assertTrue(again.knowsBefore());
    JournalReading before = open("pppd").before(again, (START + 30) * 1000);
    assertEquals(List.of("4", "6", "8"), numbers(counted(before, false)));
    assertEquals(List.of(), drain(again));
    JournalReading last = open("pppd").resume(again.reached());
    assertTrue(last.knowsBefore());
    assertEquals(List.of(), counted(open("pppd").before(last, (START + 30) * 1000), false));
  }

  private static List<String> counted(JournalReading reading, boolean counted) throws IOException {
    List<String> lines = new ArrayList<>();
    try (reading) {
      while (reading.next()) {
        if (reading.counted() == counted) {
          String block =
              new String(
                  reading.bytes(),
                  reading.from(),
                  reading.to() - reading.from(),
                  StandardCharsets.UTF_8);
          lines.addAll(block.lines().toList());
        }
      }
    }
    return lines;
  }

  @Test
  void saysThatAFileIsDamaged() throws Exception {
    journal(0, 20);
    journal(20, 40);
    Path file = folder.resolve("j/0.journal");
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 70_000));
    assertEquals(10, drain(open("pppd").everything()).size());
    assertEquals(SourceNote.Kind.DAMAGED, notes.get(0).kind());
    assertTrue(notes.get(0).text().contains("0.journal"), notes.get(0).text());
  }

  /** Entries n, n + 1, … as a journal file of their own, a second apart, of two daemons. */
  private void journal(int from, int to) throws Exception {
    StringBuilder export = new StringBuilder();
    for (int n = from; n < to; n++) {
      export.append("__REALTIME_TIMESTAMP=").append((START + n) * 1_000_000L).append('\n');
      export.append("__MONOTONIC_TIMESTAMP=").append((100 + n) * 1_000_000L).append('\n');
      export.append("_BOOT_ID=").append(boot.repeat(32)).append("\n");
      export.append("SYSLOG_IDENTIFIER=").append(n % 2 == 0 ? "pppd" : "pptpd").append('\n');
      export.append("MESSAGE=message ").append(n).append("\n\n");
    }
    Files.createDirectories(folder.resolve("j"));
    Path input = Files.writeString(folder.resolve("export"), export.toString());
    Process process =
        new ProcessBuilder(
                "/lib/systemd/systemd-journal-remote",
                "-o",
                folder.resolve("j/" + from + ".journal").toString(),
                input.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor());
  }

  private Journal open(String... identifiers) throws LogSourceException {
    return Journal.inFolder(
        folder.resolve("j"), List.of(identifiers), Journal.PLACES, "", "nagios", () -> false);
  }

  private List<String> drain(JournalReading reading) throws IOException {
    try (reading) {
      List<String> lines = StampedLines.drain(reading);
      notes.addAll(reading.notes());
      return lines;
    }
  }

  private static List<String> numbers(List<String> entries) {
    List<String> numbers = new ArrayList<>();
    for (String entry : entries) {
      int at = entry.indexOf("\"message ") + "\"message ".length();
      numbers.add(entry.substring(at, entry.indexOf('"', at)));
    }
    return numbers;
  }
}
