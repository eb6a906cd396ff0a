package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of whole attempts and sessions, and all events that they make. */
class GoldenSetsTest {
  static Stream<String> sets() throws IOException, URISyntaxException {
    URL folder = GoldenSetsTest.class.getResource("/log/dialect/sets");
    try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(folder).toURI()))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".log"))
              .map(name -> name.substring(0, name.length() - ".log".length()))
              .sorted()
              .toList();
      return names.stream();
    }
  }

  private static byte[] read(String name) {
    try (var in = GoldenSetsTest.class.getResourceAsStream("/log/dialect/sets/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String expected(String set) {
    return new String(read(set + ".expected"), java.nio.charset.StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void makesTheseEvents(String set) {
    assertEquals(expected(set), EventText.of(Logs.events(read(set + ".log"))));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void blocksOfOneLineMakeTheSame(String set) {
    List<LogEvent> events = new java.util.ArrayList<>();
    Correlator correlator = new Correlator(events::add);
    Logs.scan(0, new MemoryBlocks(read(set + ".log"), 1), correlator);
    correlator.finish();
    assertEquals(expected(set), EventText.of(events));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void crLfMakesTheSameEvents(String set) {
    byte[] bytes = read(set + ".log");
    String dos = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).replace("\n", "\r\n");
    String without = " @[0-9]+ ";
    assertEquals(
        expected(set).replaceAll(without, " "),
        EventText.of(Logs.events(dos)).replaceAll(without, " "));
  }

  @Test
  void thereAreSets() throws Exception {
    assertEquals(42, sets().count());
  }
}
