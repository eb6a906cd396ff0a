package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReadingTest {
  @TempDir Path folder;

  private final List<SourceNote> notes = new ArrayList<>();

  @Test
  void givesTheStartOfALongLine() throws IOException {
    String full = "f".repeat(BlockReader.MAX_LINE);
    write("log", "a\n" + full + "\nb\n" + full + "gg\nc\n" + "z".repeat(3_000_000) + "\nd\n");
    assertEquals(List.of("a", full, "b", full, "c", "z".repeat(BlockReader.MAX_LINE), "d"), all());
  }

  @Test
  void goesOnBehindALongLine() throws Exception {
    write("log", "a\n" + "z".repeat(1_000_000) + "\nb\n");
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertTrue(reading.next());
      assertTrue(reading.next());
      LogPosition position = LogPosition.parse(reading.reached().toLine());
      assertEquals(List.of("b"), resume(position));
    }
  }

  @Test
  void leavesALongLineAloneUntilItEnds() throws Exception {
    write("log", "a\n" + "z".repeat(1_000_000));
    LogPosition position = place(List.of("a"));
    append("log", "zz\nb\n");
    assertEquals(List.of("z".repeat(BlockReader.MAX_LINE), "b"), resume(position));
  }

  @Test
  void passesOverNuls() throws IOException {
    write("log", "\0".repeat(300_000) + "@1 a\n@2 cut o" + "\0".repeat(900_000) + "@3 b\n@4 c\n");
    List<String> lines = all();
    assertEquals("@1 a", lines.get(0));
    assertTrue(lines.get(1).startsWith("@2 cut o"));
    assertEquals(List.of("@3 b", "@4 c"), lines.subList(2, 4));
  }

  @Test
  void findsAWindowBehindAHoleOfNuls() throws IOException {
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      start.append('@').append(1000 + i).append(" line\n");
    }
    write("log", start.toString());
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("log").toFile(), "rw")) {
      file.seek(100_000_000);
      file.write("@500000 x\n@500001 y\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    assertEquals(List.of("@500000 x", "@500001 y"), window(400_000));
    assertEquals(5 + 2, window(1000 + 20_000 - 5).size());
    assertEquals(List.of(), window(600_000));
  }

  @Test
  void findsAWindowBesideAHugeLine() throws IOException {
    write("log", "@1 a\n@5 " + "z".repeat(5_000_000) + "\n@7 b\n@8 c\n");
    assertEquals(List.of("@8 c"), window(8));
    assertEquals(2, window(6).size());
    assertEquals(3, window(5).size());
  }

  @Test
  void findsAWindowAmongLinesOutOfOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      // The clock of every third line's host lags by an hour.
      long time = 10_000_000 + i * 100L - (i % 3 == 0 ? 3_600_000 : 0) + (i * 7919L) % 90_000;
      String line = "@" + time + " line " + i;
      text.append(line).append('\n');
      if (i % 3 != 0 && time >= 19_000_000) {
        expected.add(line);
      }
    }
    write("log", text.toString());
    try (LogReading reading =
        reader().window(19_000_000, Long.MAX_VALUE, 120_000, Tail.AS_IT_STANDS)) {
      List<String> lines = StampedLines.drain(reading);
      assertTrue(lines.containsAll(expected));
      assertTrue(lines.size() < 20_000, "read " + lines.size());
    }
  }

  @Test
  void givesAllSinceTheClockWasLastBehindTheTime() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 60_000; i++) {
        text.append('@').append(1_000_000 + i * 10L).append(" pass ").append(pass).append('\n');
      }
    }
    write("log", text.toString());
    List<String> lines = window(1_500_000);
    assertEquals(10_000, lines.stream().filter(line -> line.endsWith("pass 1")).count());
  }

  @Test
  void readsAFileWithoutStampsInFullAndSaysSo() throws IOException {
    write("log", "no stamp\n".repeat(50_000));
    try (LogReading reading = reader().window(5, Long.MAX_VALUE, 0, Tail.AS_IT_STANDS)) {
      assertEquals(50_000, StampedLines.drain(reading).size());
      assertEquals(SourceNote.Kind.UNSTAMPED, reading.notes().get(0).kind());
    }
  }

  @Test
  void doesNotOpenWhatIsOlderThanTheWindow() throws IOException {
    write("log", "@1000000 a\n@2000000 b\n");
    write("log.1", "@900000 never read\n");
    gzip("log.2", "@1999999 written to before the window\n");
    write("log.2.xz", "needed only if the window reached it");
    for (String name : List.of("log.2.gz", "log.2.xz")) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(800_000));
    }
    assertEquals(List.of("@2000000 b"), window(1_500_000));
    assertEquals(List.of("@900000 never read", "@1000000 a", "@2000000 b"), window(850_000));
    LogSourceException e = assertThrows(LogSourceException.class, () -> window(700_000));
    assertTrue(e.getMessage().contains("log.2.xz is needed"), e.getMessage());
  }

  @Test
  void stopsBehindTheEndOfTheWindow() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append('@').append(1000 + i).append(" line\n");
    }
    write("log", text.toString());
    try (LogReading reading = reader().window(2000, 3000, 10, Tail.AS_IT_STANDS)) {
      List<String> lines = StampedLines.drain(reading);
      assertTrue(lines.contains("@2000 line") && lines.contains("@3000 line"));
      assertTrue(lines.size() < 60_000, "read " + lines.size());
    }
  }

  @Test
  void readsGzipOfSeveralMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gzipped("@1 a\n@2 "));
    bytes.write(gzipped("b\n"));
    bytes.write(gzipped("@3 c\n"));
    Files.write(folder.resolve("log.1.gz"), bytes.toByteArray());
    write("log", "@4 d\n");
    assertEquals(List.of("@1 a", "@2 b", "@3 c", "@4 d"), all());
    // Compressed under a name that does not say so.
    Files.move(folder.resolve("log.1.gz"), folder.resolve("log.1"));
    assertEquals(List.of("@1 a", "@2 b", "@3 c", "@4 d"), all());
  }

  @Test
  void readsDamagedGzipAsFarAsItGoes() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append('@').append(i).append(" line ").append(i * 7919L % 1000).append('\n');
    }
    byte[] whole = gzipped(text.toString());
    write("log", "@99999 last\n");
    for (int kind = 0; kind < 4; kind++) {
      byte[] bytes =
          switch (kind) {
            case 0 -> Arrays.copyOf(whole, whole.length / 2);
            case 1 -> flipped(whole, whole.length - 6);
            case 2 -> Arrays.copyOf(whole, 5);
            default -> "not gzip at all".getBytes(StandardCharsets.US_ASCII);
          };
      Files.write(folder.resolve("log.1.gz"), bytes);
      notes.clear();
      List<String> lines = all();
      assertEquals("@99999 last", lines.get(lines.size() - 1));
      assertEquals(kind < 2, lines.size() > 5_000);
      assertEquals(SourceNote.Kind.DAMAGED, notes.get(0).kind());
      assertTrue(
          notes.get(0).text().matches(".*/log.1.gz could be read in part only: it is .*"),
          notes.get(0).text());
    }
  }

  @Test
  void readsTheLogOfOneMomentWhileItIsRotated() throws IOException {
    write("log", "@1 a\n@2 b\n");
    int[] rotations = {0};
    LogReader reader =
        new LogReader(
            set(),
            StampedLines::timeOf,
            () -> {
              if (rotations[0]++ < 2) {
                rotate();
              }
            });
    try (LogReading reading = reader.everything(Tail.AS_IT_STANDS)) {
      List<String> lines = StampedLines.drain(reading);
      assertEquals(List.of("@1 a", "@2 b"), lines.subList(0, 2));
      assertEquals(4, lines.size());
    }
    assertEquals(3, rotations[0]);
  }

  private void rotate() {
    try {
      for (int i = 3; i >= 0; i--) {
        Path from = folder.resolve(i == 0 ? "log" : "log." + i);
        if (Files.exists(from)) {
          Files.move(from, folder.resolve("log." + (i + 1)));
        }
      }
      write("log", "@" + System.nanoTime() + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void goesOnInTheCopyOfAFileTruncatedWhileItIsRead() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append('@').append(i).append(" line\n");
    }
    write("log", text.toString());
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      List<String> lines = new ArrayList<>();
      assertTrue(reading.next());
      StampedLines.addLines(reading, lines);
      Files.copy(folder.resolve("log"), folder.resolve("log.1"));
      truncate();
      append("log", "@100000 line\n");
      while (reading.next()) {
        StampedLines.addLines(reading, lines);
      }
      assertEquals(100_001, lines.size());
      assertEquals(100_001, lines.stream().distinct().count());
      append("log", "@100001 line\n");
      assertEquals(List.of("@100001 line"), resume(reading.reached()));
    }
  }

  /** Between the look at the files and the reading of what is new, while what is known is read. */
  @Test
  void goesOnInTheCopyOfAFileTruncatedBeforeItIsRead() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append('@').append(i).append(" line that an earlier run has counted\n");
    }
    write("log", "@0 the start of the log, which tells it apart\n" + text);
    LogPosition context;
    try (LogReading start = reader().everything(Tail.WHOLE_LINES)) {
      context = start.reached();
    }
    LogPosition counted;
    try (LogReading all = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(201, StampedLines.drain(all).size());
      counted = all.reached();
    }
    for (int i = 200; i < 250; i++) {
      append("log", "@" + i + " line that is new\n");
    }
    List<String> lines = new ArrayList<>();
    LogPosition reached;
    try (LogReading reading = reader().resume(counted, Optional.of(context))) {
      Files.copy(folder.resolve("log"), folder.resolve("log.1"));
      truncate();
      for (int i = 250; i < 270; i++) {
        append("log", "@" + i + " line that is new\n");
      }
      while (reading.next()) {
        if (!reading.counted()) {
          StampedLines.addLines(reading, lines);
        }
      }
      assertEquals(List.of(), reading.notes());
      reached = reading.reached();
    }
    List<String> expected = new ArrayList<>();
    for (int i = 200; i < 270; i++) {
      expected.add("@" + i + " line that is new");
    }
    assertEquals(expected, lines);
    append("log", "@270 line that is new\n");
    assertEquals(List.of("@270 line that is new"), resume(reached));
    assertEquals(List.of(), notes);
  }

  @Test
  void saysWhenThePlaceIsGone() throws Exception {
    write("log", "@1000 a\n@2000 b\n");
    LogPosition position = place(List.of("@1000 a", "@2000 b"));
    Files.delete(folder.resolve("log"));
    write("log", "@3000 c\n");
    assertEquals(List.of("@3000 c"), resume(position));
    assertEquals(SourceNote.Kind.LOST, notes.get(0).kind());
  }

  @Test
  void recognisesATruncatedAndRefilledFile() throws Exception {
    write("log", "@1000 a\n@2000 b\n");
    LogPosition position = place(List.of("@1000 a", "@2000 b"));
    truncate();
    append("log", "@3000 c\n@4000 d\n@5000 e\n");
    assertEquals(List.of("@3000 c", "@4000 d", "@5000 e"), resume(position));
    assertEquals(SourceNote.Kind.LOST, notes.get(0).kind());
  }

  @Test
  void doesNotCountAgainWhatAnEditedFileStillHolds() throws Exception {
    write("log", "@1000 a\n@2000 b\n@3000 c\n");
    LogPosition position = place(List.of("@1000 a", "@2000 b", "@3000 c"));
    write("log.new", "@2000 b\n@3000 c\n@4000 d\n");
    Files.move(
        folder.resolve("log.new"), folder.resolve("log"), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of("@4000 d"), resume(position));
    assertEquals(1, notes.size());
  }

  @Test
  void givesNothingWhenNothingIsNew() throws Exception {
    write("log", "@1000 a\n");
    LogPosition position = place(List.of("@1000 a"));
    assertEquals(List.of(), resume(position));
    assertEquals(List.of(), notes);
    Files.delete(folder.resolve("log"));
    assertThrows(LogSourceException.class, this::set);
  }

  @Test
  void startsAtTheEnd() throws Exception {
    write("log", "@1000 a\n@2000 b");
    LogPosition position;
    try (LogReading reading = reader().end()) {
      assertFalse(reading.next());
      position = LogPosition.parse(reading.reached().toLine());
    }
    append("log", "b\n@3000 c\n");
    assertEquals(List.of("@2000 bb", "@3000 c"), resume(position));
  }

  @Test
  void givesTheContextOnceMore() throws Exception {
    write("log.1", "@1 a\n@2 b\n@3 c\n");
    write("log", "@4 d\n@5 e\n");
    LogPosition counted;
    LogPosition context;
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(5, StampedLines.drain(reading).size());
      counted = LogPosition.parse(reading.reached().toLine());
      context = LogPosition.parse(reading.positionAt(5).toLine());
    }
    Files.move(folder.resolve("log.1"), folder.resolve("log.2"));
    Files.move(folder.resolve("log"), folder.resolve("log.1"));
    write("log", "@6 f\n");
    append("log.1", "@5 late\n");
    List<String> old = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    try (LogReading reading = reader().resume(counted, Optional.of(context))) {
      while (reading.next()) {
        StampedLines.addLines(reading, reading.counted() ? old : fresh);
      }
    }
    assertEquals(List.of("@2 b", "@3 c", "@4 d", "@5 e"), old);
    assertEquals(List.of("@5 late", "@6 f"), fresh);
  }

  @Test
  void remembersACompressedFileBetweenTheContextAndTheEnd() throws Exception {
    write("log.1", "@1000 a\n");
    write("log", "@2000 b\n");
    LogPosition counted;
    Optional<LogPosition> context;
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(2, StampedLines.drain(reading).size());
      counted = reading.reached();
      context = Optional.of(reading.positionAt(0));
    }
    Files.move(folder.resolve("log.1"), folder.resolve("log.2"));
    Files.delete(folder.resolve("log"));
    gzip("log.1", "@2000 b\n");
    write("log", "");
    for (int run = 0; run < 3; run++) {
      if (run == 2) {
        Files.delete(folder.resolve("log.2"));
        gzip("log.2", "@1000 a\n");
        append("log", "@3000 c\n");
      }
      List<String> fresh = new ArrayList<>();
      try (LogReading reading = reader().resume(counted, context)) {
        while (reading.next()) {
          if (!reading.counted()) {
            StampedLines.addLines(reading, fresh);
          }
        }
        counted = reading.reached();
        assertEquals(List.of(), reading.notes());
      }
      assertEquals(run == 2 ? List.of("@3000 c") : List.of(), fresh);
      assertEquals(run == 2 ? 3000 : 2000, counted.lastMillis());
    }
  }

  @Test
  void looksPastACompressedFileWithoutALine() throws Exception {
    write("log.2", "@1000 a\n");
    gzip("log.1", "");
    write("log", "");
    LogPosition position = place(List.of("@1000 a"));
    Files.setLastModifiedTime(folder.resolve("log.2"), FileTime.fromMillis(4_000_000_000_000L));
    append("log", "@2000 b\n");
    assertEquals(List.of("@2000 b"), resume(position));
    position = place(List.of("@1000 a", "@2000 b"));
    truncate();
    position = resumed(position, List.of());
    assertEquals(List.of(), resume(position));
  }

  @Test
  void findsTheContextAtTheStartOfAFileCompressedSince() throws Exception {
    String line = "@1000 a line long enough to tell its file from others";
    write("log", line + "\n");
    LogPosition counted;
    LogPosition context;
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(List.of(line), StampedLines.drain(reading));
      counted = reading.reached();
      context = reading.positionAt(0);
    }
    gzip("log.2", line + "\n");
    FileTime time = Files.getLastModifiedTime(folder.resolve("log"));
    Files.setLastModifiedTime(folder.resolve("log.2.gz"), time);
    Files.delete(folder.resolve("log"));
    write("log.1", "");
    write("log", "@2000 b\n");
    List<String> old = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    try (LogReading reading = reader().resume(counted, Optional.of(context))) {
      while (reading.next()) {
        StampedLines.addLines(reading, reading.counted() ? old : fresh);
      }
    }
    assertEquals(List.of(line), old);
    assertEquals(List.of("@2000 b"), fresh);
  }

  private LogPosition resumed(LogPosition position, List<String> expected) throws Exception {
    try (LogReading reading = reader().resume(position, Optional.empty())) {
      assertEquals(expected, StampedLines.drain(reading));
      return LogPosition.parse(reading.reached().toLine());
    }
  }

  private LogSet set() throws LogSourceException {
    return new LogFinder(Path.of("/"), "nagios", Unpackers.in(List.of(), () -> false))
        .find(List.of(folder.resolve("log").toString()))
        .get(0);
  }

  private LogReader reader() throws LogSourceException {
    return new LogReader(set(), StampedLines::timeOf);
  }

  private List<String> all() throws IOException {
    return read(reader().everything(Tail.AS_IT_STANDS));
  }

  private LogPosition place(List<String> expected) throws Exception {
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(expected, StampedLines.drain(reading));
      return LogPosition.parse(reading.reached().toLine());
    }
  }

  private List<String> resume(LogPosition position) throws IOException {
    return read(reader().resume(position, Optional.empty()));
  }

  private List<String> window(long from) throws IOException {
    List<String> within = new ArrayList<>();
    for (String line : read(reader().window(from, Long.MAX_VALUE, 0, Tail.AS_IT_STANDS))) {
      if (StampedLines.timeOf(line) >= from) {
        within.add(line);
      }
    }
    return within;
  }

  private List<String> read(LogReading reading) throws IOException {
    try (reading) {
      List<String> lines = StampedLines.drain(reading);
      notes.addAll(reading.notes());
      return lines;
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name), text, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
  }

  private void truncate() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("log").toFile(), "rw")) {
      file.setLength(0);
    }
  }

  private void gzip(String name, String text) throws IOException {
    Files.write(folder.resolve(name + ".gz"), gzipped(text));
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 0x55;
    return flipped;
  }
}
