package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFinderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "syslog, syslog, CURRENT, NONE",
    "syslog.1, syslog, NUMBER, NONE",
    "syslog.0, syslog, NUMBER, NONE",
    "syslog.12.gz, syslog, NUMBER, GZIP",
    "ppp.log.3.xz, ppp.log, NUMBER, XZ",
    "ppp.log.3.zst, ppp.log, NUMBER, ZSTD",
    "ppp.1.log, ppp.log, NUMBER, NONE",
    "ppp.1.log.gz, ppp.log, NUMBER, GZIP",
    "messages-20261121, messages, DATE, NONE",
    "messages-20261121.gz, messages, DATE, GZIP",
    "messages-2026112105, messages, DATE, NONE",
    "messages-20261121-1790000000, messages-20261121, DATE, NONE",
    "messages-1790000000, messages, DATE, NONE",
    "messages-2026-11-21, messages, DATE, NONE",
    "messages_20261121, messages, DATE, NONE",
    "messages.20261121, messages, DATE, NONE",
    "ppp-20261121.log, ppp.log, DATE, NONE",
    "messages-20261399, messages-20261399, CURRENT, NONE",
    "messages-123, messages-123, CURRENT, NONE",
    "x.123456, x.123456, CURRENT, NONE",
    "1, 1, CURRENT, NONE",
    ".1, .1, CURRENT, NONE",
    "ppp.gz, ppp.gz, CURRENT, GZIP",
    "-20261121, -20261121, CURRENT, NONE",
  })
  void readsThePlaceOfAFileFromItsName(
      String name, String base, Rotation.Kind kind, Compression compression) {
    Rotation rotation = Rotation.of(name);
    assertEquals(base, rotation.base());
    assertEquals(kind, rotation.kind());
    assertEquals(compression, rotation.compression());
  }

  @ParameterizedTest
  @CsvSource({
    "*, syslog, true",
    "*, .syslog, false",
    ".s*, .syslog, true",
    "sys*g, syslog, true",
    "sys*g, syslog.1, false",
    "*.lo?, ppp.log, true",
    "ppp[0-3].log, ppp2.log, true",
    "ppp[!0-3].log, ppp2.log, false",
    "ppp[]x].log, ppp].log, true",
    "a*b*c*d, axbxcxd, true",
    "a*b*c*d, axbxcx, false",
    "[, [, true",
    "\\*, x, false",
    "\\*, *, true",
  })
  void matchesAsAShellDoes(String pattern, String name, boolean matches) {
    assertEquals(matches, new Glob(pattern).matches(name));
  }

  @Test
  void ordersFilesFromTheOldest() throws IOException {
    make("ppp.log", "ppp.log.1", "ppp.log.2.gz", "ppp.log.10.gz", "ppp.log.4.gz", "other.log.1");
    assertEquals(
        "[ppp.log: ppp.log.10.gz ppp.log.4.gz ppp.log.2.gz ppp.log.1 ppp.log]", found("ppp.log"));
  }

  @Test
  void ordersDatesAmongNumbersByTheirTime() throws IOException {
    make("m.2", "m.1", "m-20261119", "m-2026112105.gz", "m");
    Files.setLastModifiedTime(folder.resolve("m.2"), FileTime.fromMillis(1000));
    Files.setLastModifiedTime(folder.resolve("m.1"), FileTime.fromMillis(2000));
    assertEquals("[m: m.2 m.1 m-20261119 m-2026112105.gz m]", found("m"));
  }

  @Test
  void groupsWhatAGlobMatches() throws IOException {
    make("ppp.log", "ppp.log.1", "xl2tpd.log", "xl2tpd.log.1.gz", "gone.log.1", "notes.txt");
    assertEquals(
        "[gone.log: gone.log.1, ppp.log: ppp.log.1 ppp.log, xl2tpd.log: xl2tpd.log.1.gz"
            + " xl2tpd.log]",
        found("*.log"));
  }

  @Test
  void keepsToTheRotationsThatAGlobMatches() throws IOException {
    make("ppp.log", "ppp.log.1", "ppp.log.2.gz");
    assertEquals("[ppp.log: ppp.log.2.gz]", found("*.gz"));
  }

  @Test
  void tellsNumberedDaemonsFromRotations() throws IOException {
    make("pptpd.1.log", "pptpd.2.log");
    assertEquals("[pptpd.1.log: pptpd.1.log, pptpd.2.log: pptpd.2.log]", found("*.log"));
  }

  @Test
  void matchesFoldersToo() throws IOException {
    Files.createDirectories(folder.resolve("a/x"));
    Files.createDirectories(folder.resolve("b/x"));
    make("a/x/l", "b/x/l", "c");
    assertEquals("[l: l, l: l]", found("*/x/l"));
  }

  @Test
  void takesAFileOnceWhateverItsNames() throws IOException {
    make("ppp.log", "ppp.log.1");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("ppp.log"));
    Files.createLink(folder.resolve("hard"), folder.resolve("ppp.log"));
    assertEquals(
        "[ppp.log: ppp.log.1 ppp.log]", found("ppp.log", "link", "ppp.log.1", "hard", "ppp*"));
  }

  @Test
  void takesTheRotationsFromWhereALinkPoints() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    make("data/current.log", "data/current.log.1", "ppp.log.1");
    Files.createSymbolicLink(folder.resolve("ppp.log"), Path.of("data/current.log"));
    assertEquals("[ppp.log: current.log.1 current.log]", found("ppp.log"));
  }

  @Test
  void followsALinkThatMovesFromDayToDay() throws IOException {
    make("ppp-20261120.log", "ppp-20261121.log");
    Files.createSymbolicLink(folder.resolve("ppp.log"), Path.of("ppp-20261121.log"));
    assertEquals("[ppp.log: ppp-20261120.log ppp-20261121.log]", found("ppp.log"));
  }

  @Test
  void staysBelowTheRoot() throws IOException {
    Files.createDirectories(folder.resolve("var/log"));
    Files.createDirectories(folder.resolve("data"));
    make("data/ppp.log");
    Files.createSymbolicLink(folder.resolve("var/log/ppp.log"), Path.of("/data/ppp.log"));
    Files.createSymbolicLink(folder.resolve("var/log/up"), Path.of("../../../../../data/ppp.log"));
    LogFinder finder = new LogFinder(folder, "nagios");
    assertEquals(
        folder.resolve("data/ppp.log"), finder.find(List.of("/var/log/ppp.log")).get(0).current());
    assertEquals(
        folder.resolve("data/ppp.log"), finder.find(List.of("/var/log/up")).get(0).current());
    assertEquals(1, finder.find(List.of("/var/log/*")).size());
  }

  @Test
  void findsALogWhoseCurrentFileIsBeingReplaced() throws IOException {
    make("ppp.log.1", "ppp.log.2.gz");
    assertEquals("[ppp.log: ppp.log.2.gz ppp.log.1]", found("ppp.log"));
  }

  @Test
  void refusesWhatIsNoLogFile() throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero"));
    new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
    assertEquals(folder + "/none does not exist", refusal("none"));
    assertEquals(folder + "/none/none does not exist", refusal("none/none"));
    assertEquals(folder + "/sub is a directory, not a log file", refusal("sub"));
    assertEquals(folder + "/loop: too many symbolic links, or a loop of them", refusal("loop"));
    assertEquals("no log file matches " + folder + "/*.log", refusal("*.log"));
    assertTrue(refusal("fifo").startsWith(folder + "/fifo is not a regular file"));
    assertTrue(refusal("zero").startsWith("/dev/zero is not a regular file"));
    Files.delete(folder.resolve("zero"));
  }

  private String refusal(String name) {
    return assertThrows(LogSourceException.class, () -> found(name)).getMessage();
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  private String found(String... names) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(folder.resolve(name).toString());
    }
    List<String> sets = new ArrayList<>();
    for (LogSet set : new LogFinder(Path.of("/"), "nagios").find(paths)) {
      StringBuilder text = new StringBuilder(Path.of(set.name()).getFileName() + ":");
      for (LogFile file : set.files()) {
        text.append(' ').append(file.path().getFileName());
      }
      sets.add(text.toString());
    }
    return sets.toString();
  }
}
