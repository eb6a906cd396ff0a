package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random lives of a log: whatever happens to its files, every line is read exactly once. */
class RotationScheduleTest {

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void readsEachLineOnceSinceTheLastRun(
      @ForAll @Size(min = 10, max = 60) List<@IntRange(max = 99) Integer> steps,
      @ForAll long seed,
      @ForAll boolean dateExt,
      @ForAll boolean copyTruncate)
      throws Exception {
    inFolder(
        folder -> {
          Random random = new Random(seed);
          try (RotatedLog log = new RotatedLog(folder, dateExt, random)) {
            SinceLast reader = new SinceLast(random);
            boolean late = false;
            for (int step : steps) {
              log.tick(20_000);
              late |= step(log, step, copyTruncate, random);
              if (step >= 70) {
                reader.read(log);
              }
            }
            log.reopen();
            log.writeLine();
            reader.read(log);
            // What is left in a renamed file without an LF is given when it can no longer grow.
            rotate(log, copyTruncate);
            rotate(log, copyTruncate);
            reader.read(log);
            List<String> expected = new ArrayList<>(log.written);
            if (late) {
              expected.sort(null);
              reader.lines.sort(null);
            }
            assertEquals(expected, reader.lines);
            assertEquals(List.of(), reader.notes);
          }
        });
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void readsTheLinesOfTheWindow(
      @ForAll @Size(min = 10, max = 40) List<@IntRange(max = 79) Integer> steps,
      @ForAll long seed,
      @ForAll boolean dateExt,
      @ForAll boolean copyTruncate)
      throws Exception {
    inFolder(
        folder -> {
          Random random = new Random(seed);
          try (RotatedLog log = new RotatedLog(folder, dateExt, random)) {
            for (int step : steps) {
              log.tick(20_000);
              step(log, step, copyTruncate, random);
              log.finishLine();
              long from = log.now - random.nextInt(600_000);
              assertEquals(
                  within(log.written, from), within(window(log, from), from), "from " + from);
            }
          }
        });
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void neverReadsALineTwiceAndMissesNoneThatIsThere(
      @ForAll @Size(min = 10, max = 60) List<@IntRange(max = 99) Integer> steps,
      @ForAll long seed,
      @ForAll boolean dateExt,
      @ForAll boolean copyTruncate)
      throws Exception {
    inFolder(
        folder -> {
          Random random = new Random(seed);
          try (RotatedLog log = new RotatedLog(folder, dateExt, random)) {
            SinceLast reader = new SinceLast(random);
            Set<String> destroyed = new HashSet<>();
            for (int step : steps) {
              log.tick(20_000);
              if (step < 25) {
                log.writeLine();
              } else if (step < 40) {
                step(log, step < 35 ? 25 : 40, copyTruncate, random);
              } else if (step < 50) {
                rotate(log, copyTruncate);
              } else if (step < 60) {
                step(log, step + 6, copyTruncate, random);
              } else if (step < 66) {
                log.finishLine();
                log.tick(5000);
                destroyed.addAll(Files.readAllLines(log.current));
                log.truncate();
              } else if (step < 72) {
                List<Path> plain = log.plainRotated();
                Path oldest = plain.isEmpty() ? folder : plain.get(plain.size() - 1);
                // Not while it is being compressed.
                if (!plain.isEmpty()
                    && !Files.exists(oldest.resolveSibling(oldest.getFileName() + ".gz"))) {
                  destroyed.addAll(Files.readAllLines(oldest));
                  Files.delete(oldest);
                }
              } else {
                reader.read(log);
              }
            }
            log.finishLine();
            log.tick(5000);
            log.writeLine();
            reader.read(log);
            Set<String> once = new HashSet<>(reader.lines);
            assertEquals(once.size(), reader.lines.size(), "lines were read twice");
            List<String> missed = new ArrayList<>(log.written);
            missed.removeAll(once);
            missed.removeAll(destroyed);
            assertEquals(List.of(), missed);
          }
        });
  }

  private static List<String> window(RotatedLog log, long from) throws IOException {
    try (LogReading reading =
        new LogReader(log.set(), StampedLines::timeOf)
            .window(from, Long.MAX_VALUE, 0, Tail.AS_IT_STANDS)) {
      List<String> lines = StampedLines.drain(reading);
      for (SourceNote note : reading.notes()) {
        // A file may hold nothing but continuation lines.
        assertEquals(SourceNote.Kind.UNSTAMPED, note.kind(), note.text());
      }
      return lines;
    }
  }

  /** The lines at or after a time; one without a stamp has that of the line before. */
  private static List<String> within(List<String> lines, long from) {
    List<String> within = new ArrayList<>();
    boolean in = false;
    for (String line : lines) {
      long time = StampedLines.timeOf(line);
      in = time == LineTimes.NONE ? in : time >= from;
      if (in) {
        within.add(line);
      }
    }
    within.sort(null);
    return within;
  }

  /** Does one thing to the log; whether lines may now stand out of order. */
  private static boolean step(RotatedLog log, int step, boolean copyTruncate, Random random)
      throws IOException {
    if (step < 25) {
      log.writeLine();
    } else if (step < 30) {
      for (int i = random.nextInt(120); i > 0; i--) {
        log.tick(3000);
        log.writeLine();
      }
    } else if (step < 40) {
      log.startLine();
    } else if (step < 48) {
      rotate(log, copyTruncate);
    } else if (step < 52 && !copyTruncate) {
      log.rename();
      return true;
    } else if (step < 56) {
      log.reopen();
    } else if (step < 66) {
      List<Path> plain = log.plainRotated();
      int index = step < 60 ? 0 : 1;
      if (index < plain.size()) {
        log.compress(plain.get(index), step % 4 == 0);
      }
    }
    return false;
  }

  private static void rotate(RotatedLog log, boolean copyTruncate) throws IOException {
    if (copyTruncate) {
      log.copyTruncate();
    } else {
      log.reopen();
      log.rename();
      log.reopen();
    }
  }

  /** Reads as successive runs of a command do, each with nothing but the text it finds stored. */
  private static final class SinceLast {
    final List<String> lines = new ArrayList<>();
    final List<SourceNote> notes = new ArrayList<>();
    private final Random random;
    private Optional<String> stored = Optional.empty();
    private Optional<String> context = Optional.empty();

    SinceLast(Random random) {
      this.random = random;
    }

    void read(RotatedLog log) throws IOException {
      LogReader reader = new LogReader(log.set(), StampedLines::timeOf);
      try (LogReading reading =
          stored.isEmpty()
              ? reader.everything(Tail.WHOLE_LINES)
              : reader.resume(LogPosition.parse(stored.get()), context())) {
        Optional<Long> place = Optional.empty();
        while (reading.next()) {
          if (!reading.counted()) {
            StampedLines.addLines(reading, lines);
          }
          if (place.isEmpty() || random.nextInt(3) == 0) {
            place = Optional.of(reading.position());
          }
        }
        notes.addAll(reading.notes());
        context =
            place.isPresent() && random.nextInt(3) > 0
                ? Optional.of(reading.positionAt(place.get()).toLine())
                : Optional.empty();
        stored = Optional.of(reading.reached().toLine());
      } catch (MalformedPositionException e) {
        throw new AssertionError(e);
      }
    }

    private Optional<LogPosition> context() throws MalformedPositionException {
      return context.isPresent() ? Optional.of(LogPosition.parse(context.get())) : Optional.empty();
    }
  }

  private interface InFolder {
    void run(Path folder) throws IOException;
  }

  private static void inFolder(InFolder body) throws IOException {
    Path folder = temporaryFolder();
    try {
      body.run(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(RotationScheduleTest::delete);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In memory where that can be: on a disk the schedules mostly wait for it. */
  private static Path temporaryFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "rotation")
        : Files.createTempDirectory("rotation");
  }
}
