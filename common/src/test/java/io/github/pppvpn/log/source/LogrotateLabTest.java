package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With Debian's logrotate: every line exactly once, whatever its configuration. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT) // mostly waits for logrotate, and for the clock
class LogrotateLabTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create",
        "create compress",
        "create compress delaycompress",
        "create dateext dateformat_-%s compress delaycompress",
        "create dateext dateformat_-%s extension_.log",
        "nocreate missingok compress",
        "copytruncate",
        "copytruncate compress",
        "copytruncate compress delaycompress",
        "copytruncate dateext dateformat_-%s",
        "create start_0 compress",
        "create maxage_100 shred",
        "create olddir_archive createolddir",
        "create olddir_archive createolddir compress delaycompress",
        "copytruncate olddir_archive createolddir compress",
        "create compress compresscmd_/usr/bin/xz compressext_.xz delaycompress",
        "create compress compresscmd_/usr/bin/zstd compressext_.zst compressoptions_-q_--rm",
        "copytruncate olddir_archive createolddir compress compresscmd_/usr/bin/bzip2 compressext_.bz2",
      })
  void readsEachLineOnce(String options) throws Exception {
    Path log = folder.resolve("ppp.log");
    StringBuilder configuration = new StringBuilder(" {\n rotate 100\n");
    for (String option : options.split(" ", -1)) {
      configuration.append(' ').append(option.replace('_', ' ')).append('\n');
    }
    Path file = Files.writeString(folder.resolve("conf"), log + "" + configuration + "}\n");
    // As a host has it whose root the folder is.
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/logrotate.conf"), "/ppp.log" + configuration + "}\n");
    boolean seconds = options.contains("%s");
    Random random = new Random(options.hashCode());
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    Optional<String> stored = Optional.empty();
    for (int i = 0; i < (seconds ? 8 : 40); i++) {
      for (int n = random.nextInt(40); n >= 0; n--) {
        String line =
            "@"
                + System.currentTimeMillis()
                + " "
                + written.size()
                + " ".repeat(random.nextInt(400));
        written.add(line);
        append(log, line + "\n");
      }
      if (random.nextInt(3) > 0) {
        stored = Optional.of(read(stored, read));
      }
      for (int n = random.nextInt(3); n > 0; n--) {
        if (seconds) {
          // Its names would collide; logrotate reads a clock that is some milliseconds late.
          Thread.sleep(1050 - System.currentTimeMillis() % 1000);
        }
        logrotate(file);
        if (random.nextBoolean()) {
          stored = Optional.of(read(stored, read));
        }
      }
    }
    read(stored, read);
    assertEquals(written, read);
  }

  private static void append(Path log, String text) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void logrotate(Path configuration) throws Exception {
    Process process =
        new ProcessBuilder(
                "/usr/sbin/logrotate",
                "-f",
                "-s",
                folder.resolve("status").toString(),
                configuration.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private String read(Optional<String> stored, List<String> lines)
      throws IOException, MalformedPositionException {
    LogSet set = new LogFinder(folder, "root").find(List.of("/ppp.log")).get(0);
    LogReader reader = new LogReader(set, StampedLines::timeOf);
    try (LogReading reading =
        stored.isEmpty()
            ? reader.everything(Tail.WHOLE_LINES)
            : reader.resume(LogPosition.parse(stored.get()), Optional.empty())) {
      lines.addAll(StampedLines.drain(reading));
      assertEquals(List.of(), reading.notes());
      return reading.reached().toLine();
    }
  }
}
