package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotated files that a program unpacks; here gzip under the name of xz. */
class UnpackersTest {
  private static final int LINES = 40_000;

  @TempDir Path folder;
  @TempDir Path bin;

  private final List<SourceNote> notes = new ArrayList<>();
  private boolean expired;

  @BeforeEach
  void programs() throws IOException {
    program("exec gzip \"$@\"");
  }

  private void program(String body) throws IOException {
    Executables.write(bin.resolve("xz"), "#!/bin/sh\n" + body + "\n");
  }

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append('@').append(1000 + i).append(" line\n");
    }
    return text.toString();
  }

  private void packed(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private void plain(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private LogReader reader(BooleanSupplier over) throws LogSourceException {
    Unpackers unpackers = Unpackers.in(List.of("/nowhere", bin.toString()), over);
    LogFinder finder = new LogFinder(Path.of("/"), "nagios", unpackers);
    LogSet set = finder.find(List.of(folder.resolve("log").toString())).get(0);
    return new LogReader(set, StampedLines::timeOf);
  }

  private LogReader reader() throws LogSourceException {
    return reader(() -> expired);
  }

  private List<String> read(LogReading reading) throws IOException {
    try (reading) {
      List<String> lines = StampedLines.drain(reading);
      notes.addAll(reading.notes());
      return lines;
    }
  }

  private static List<String> expected(int from, int to) {
    return lines(from, to).lines().toList();
  }

  @Test
  void readsThemLikeAnyOther() throws IOException {
    packed("log.3.xz", lines(0, 3));
    packed("log.2.xz", lines(3, LINES));
    plain("log.1", lines(LINES, LINES + 2));
    plain("log", lines(LINES + 2, LINES + 4));
    assertEquals(expected(0, LINES + 4), read(reader().everything(Tail.AS_IT_STANDS)));
    List<String> window =
        read(reader().window(1000 + LINES - 5, Long.MAX_VALUE, 0, Tail.AS_IT_STANDS));
    assertEquals(expected(3, LINES + 4), window);
    assertEquals(List.of(), notes);
  }

  @Test
  void goesOnInThem() throws Exception {
    plain("log", lines(0, LINES / 2));
    LogPosition place;
    try (LogReading reading = reader().everything(Tail.WHOLE_LINES)) {
      assertEquals(LINES / 2, StampedLines.drain(reading).size());
      place = LogPosition.parse(reading.reached().toLine());
    }
    packed("log.2.xz", lines(0, LINES));
    packed("log.1.xz", lines(LINES, LINES + 1));
    plain("log", lines(LINES + 1, LINES + 2));
    assertEquals(expected(LINES / 2, LINES + 2), read(reader().resume(place, Optional.empty())));
    assertEquals(List.of(), notes);
  }

  @Test
  void areReadToTheEndThoughTheyAreRotatedMeanwhile() throws IOException {
    packed("log.1.xz", lines(0, LINES));
    plain("log", lines(LINES, LINES + 1));
    try (LogReading reading = reader().everything(Tail.AS_IT_STANDS)) {
      List<String> lines = new ArrayList<>();
      assertTrue(reading.next());
      StampedLines.addLines(reading, lines);
      Files.move(folder.resolve("log.1.xz"), folder.resolve("log.2.xz"));
      plain("log.1.xz", "another");
      while (reading.next()) {
        StampedLines.addLines(reading, lines);
      }
      assertEquals(expected(0, LINES + 1), lines);
      assertEquals(List.of(), reading.notes());
    }
  }

  @Test
  void oneThatIsDamagedIsReadAsFarAsThatGoes() throws IOException {
    packed("log.1.xz", lines(0, LINES));
    byte[] bytes = Files.readAllBytes(folder.resolve("log.1.xz"));
    Files.write(folder.resolve("log.1.xz"), java.util.Arrays.copyOf(bytes, bytes.length - 20));
    plain("log", lines(LINES, LINES + 1));
    List<String> lines = read(reader().everything(Tail.AS_IT_STANDS));
    assertEquals("@" + (1000 + LINES) + " line", lines.get(lines.size() - 1));
    assertTrue(lines.size() > LINES / 2, "" + lines.size());
    assertEquals(SourceNote.Kind.DAMAGED, notes.get(0).kind());
    assertTrue(notes.get(0).text().contains("xz cannot unpack it: "), notes.get(0).text());
    plain("log.1.xz", "not packed");
    notes.clear();
    assertEquals(1, read(reader().everything(Tail.AS_IT_STANDS)).size());
    assertTrue(notes.get(0).text().contains("log.1.xz could be read in part only"), "" + notes);
  }

  @Test
  void anEmptyOneIsEmpty() throws IOException {
    plain("log.1.xz", "");
    plain("log", lines(0, 1));
    assertEquals(expected(0, 1), read(reader().everything(Tail.AS_IT_STANDS)));
    assertEquals(List.of(), notes);
  }

  @Test
  void aProgramThatHangsIsEndedInTime() throws IOException {
    program("exec sleep 4711");
    packed("log.1.xz", lines(0, 3));
    plain("log", lines(3, 4));
    int[] asked = new int[1];
    List<String> lines = read(reader(() -> asked[0]++ > 20).everything(Tail.AS_IT_STANDS));
    assertEquals(expected(3, 4), lines);
    assertTrue(notes.get(0).text().contains("time was up"), notes.get(0).text());
  }

  @Test
  void withoutTheProgramTheyAreRefusedWhereNeeded() throws Exception {
    Files.delete(bin.resolve("xz"));
    packed("log.1.xz", lines(0, 3));
    plain("log", lines(3, 4));
    LogSourceException e =
        assertThrows(
            LogSourceException.class, () -> reader().everything(Tail.AS_IT_STANDS).close());
    assertEquals(
        folder.resolve("log.1.xz") + " is needed, but there is no xz on this machine to unpack it",
        e.getMessage());
    Files.setLastModifiedTime(folder.resolve("log.1.xz"), FileTime.fromMillis(1000));
    assertEquals(expected(3, 4), read(reader().window(2000, Long.MAX_VALUE, 0, Tail.AS_IT_STANDS)));
  }
}
