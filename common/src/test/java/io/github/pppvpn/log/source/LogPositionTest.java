package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LogPositionTest {

  @Property(tries = 300)
  void readsWhatItWrote(
      @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 0) Long> offsets,
      @ForAll @IntRange(max = 256) int length,
      @ForAll long any)
      throws MalformedPositionException {
    List<Anchor> anchors = new ArrayList<>();
    for (long offset : offsets) {
      anchors.add(new Anchor(offset, length, any, ~any, any >>> 1, any * 31, any * 17));
    }
    LogPosition position = new LogPosition(anchors);
    assertEquals(position, LogPosition.parse(position.toLine()));
  }

  @Property(tries = 500)
  void takesNothingElse(@ForAll @StringLength(max = 450) String text) {
    expectMalformed(text);
    expectMalformed("1 " + text);
  }

  @Property(tries = 500)
  void takesGarbledPositionsOrRefusesThem(
      @ForAll @IntRange(max = 60) int at, @ForAll @CharRange(from = ' ', to = '~') char c)
      throws IOException {
    LogPosition position = new LogPosition(List.of(new Anchor(1234, 256, -1, 77, 9, 1790, 1789)));
    StringBuilder line = new StringBuilder(position.toLine());
    line.setCharAt(at % line.length(), c);
    LogPosition garbled;
    try {
      garbled = LogPosition.parse(line.toString());
    } catch (MalformedPositionException e) {
      assertEquals(false, e.getMessage().isEmpty());
      return;
    }
    Path file = Files.createTempFile("position", ".log");
    try {
      Files.writeString(file, "@1 a\n@2 b\n");
      LogSet set = new LogFinder(Path.of("/"), "u").find(List.of(file.toString())).get(0);
      try (LogReading reading =
          new LogReader(set, StampedLines::timeOf).resume(garbled, Optional.of(garbled))) {
        assertEquals(true, StampedLines.drain(reading).size() <= 2);
        assertEquals(1, reading.reached().anchors().size());
      }
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 300)
  void takesOnlyTheJournalsCursors(@ForAll @StringLength(max = 60) String text) {
    try {
      JournalPosition position = JournalPosition.parse("j1 5 " + text);
      assertEquals("j1 5 " + text, position.toLine());
      assertEquals(true, text.matches("[a-z0-9=;-]*( [a-z0-9=;-]+)*"));
    } catch (MalformedPositionException e) {
      assertEquals(false, text.matches("[a-z0-9=;-]*( [a-z0-9=;-]+)*"));
    }
  }

  private static void expectMalformed(String text) {
    try {
      LogPosition position = LogPosition.parse(text);
      throw new AssertionError(text + " was taken for " + position);
    } catch (MalformedPositionException e) {
      assertEquals(false, e.getMessage().isEmpty());
    }
  }
}
