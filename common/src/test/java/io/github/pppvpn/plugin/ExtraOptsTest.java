package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraOptsTest {
  @TempDir private Path folder;

  @Test
  void sectionIsTheCommandsOwnUnlessNamed() throws UsageException {
    assertEquals(List.of("--hostname=192.0.2.7", "-p1800"), words("@" + fixture()));
    assertEquals(List.of("--hostname=192.0.2.7", "-p1800"), words("check_sample@" + fixture()));
  }

  @Test
  void linesBecomeWords() throws UsageException {
    assertEquals(
        List.of(
            "--hostname=two.example.org",
            "--critical=loss=20,-5:5",
            "-w-4:10,loss=5",
            "-4",
            "--pool=a=10.0.0.1-10.0.0.9",
            "--pool=b#1;x=10.0.1.0/24 # no comment",
            "-v",
            "-v"),
        words("site two@" + fixture()));
  }

  @Test
  void sectionsOfTheSameNameAreOne() throws UsageException {
    assertEquals(List.of("--port=1", "--ipv4"), words("twice@" + fixture()));
  }

  @Test
  void sectionMayBeEmpty() throws UsageException {
    assertEquals(List.of(), words("empty@" + fixture()));
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-key, is not OPTION=VALUE",
    "dash,      is not OPTION=VALUE",
    "no-equals, is not OPTION=VALUE",
    "recursive, is not OPTION=VALUE",
  })
  void lineThatIsNoOption(String section, String complaint) throws IOException {
    int line = Files.readAllLines(fixture()).indexOf("[" + section + "]") + 2;
    assertRefused(section + "@" + fixture(), fixture() + " line " + line + " " + complaint);
  }

  @Test
  void missingSection() {
    assertRefused("nope@" + fixture(), fixture() + " has no section [nope]");
    assertRefused("Twice@" + fixture(), fixture() + " has no section [Twice]");
    assertRefused("unclosed@" + fixture(), fixture() + " has no section [unclosed]");
  }

  @Test
  void missingFile() {
    Path file = folder.resolve("none.ini");
    assertRefused("@" + file, file + " does not exist");
  }

  @Test
  void fileNameThatCannotBe() {
    assertRefused("@a\0b", "\"a\0b\" is not a file name");
  }

  @Test
  void folderInsteadOfAFile() {
    assertRefused("@" + folder, folder + " is a folder");
    assertRefused("@", "\"\" is not a file name");
  }

  @Test
  void unreadableFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.ini"), "[x]\n");
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertRefused("x@" + file, file + " may not be read by this user");
  }

  @Test
  void fileThatFailsWhileReading() {
    UsageException e = assertThrows(UsageException.class, () -> words("x@/proc/self/mem"));
    String sentence = "option --extra-opts \"x@/proc/self/mem\": /proc/self/mem cannot be read: .+";
    assertTrue(e.getMessage().matches(sentence), e.getMessage());
  }

  @Test
  void binaryFile() throws IOException {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    bytes[0] = 'x';
    Path file = Files.write(folder.resolve("binary"), bytes);
    assertRefused("x@" + file, file + " line 1 stands before the first [SECTION]");
  }

  @Test
  void largeFile() throws IOException {
    Path file = Files.write(folder.resolve("large"), new byte[2 << 20]);
    assertRefused("x@" + file, file + " is larger than 1 MiB");
  }

  @Test
  void deviceOrNamedPipe() throws Exception {
    String sentence =
        " is not a regular file (a device, a socket or a named pipe), so it is not read";
    assertRefused("x@/dev/zero", "/dev/zero" + sentence);
    Path fifo = folder.resolve("never.ini");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertRefused("x@" + fifo, fifo + sentence));
  }

  @Test
  void windowsLineEnds() throws IOException, UsageException {
    Path file = Files.writeString(folder.resolve("dos.ini"), "[x]\r\nport = 5\r\n\r\nv=");
    assertEquals(List.of("--port=5", "-v"), words("x@" + file));
  }

  @Test
  void fileNameMayHaveAnAt() throws IOException, UsageException {
    Path file = Files.writeString(folder.resolve("a@b.ini"), "[x]\nport=5\n");
    assertEquals(List.of("--port=5"), words("x@" + file));
  }

  @Test
  void defaultFileIsNamedByTheEnvironment() throws UsageException {
    Map<String, String> variables = Map.of("MP_CONFIG_FILE", fixture().toString());
    assertEquals(List.of("--hostname=192.0.2.7", "-p1800"), words("", variables));
    assertEquals(List.of("--port=1", "--ipv4"), words("twice", variables));
  }

  @Test
  void defaultFileIsSearchedInTheFoldersOfTheEnvironment() throws IOException, UsageException {
    Path second = Files.createDirectories(folder.resolve("second"));
    Files.writeString(second.resolve("plugins.ini"), "[check_sample]\nport=2\n");
    Map<String, String> variables =
        Map.of("NAGIOS_CONFIG_PATH", ":/nonexistent:" + folder + ":" + second + ":");
    assertEquals(List.of("--port=2"), words("", variables));
    Files.writeString(folder.resolve("nagios-plugins.ini"), "[check_sample]\nport=1\n");
    assertEquals(List.of("--port=1"), words("", variables));
    Files.writeString(folder.resolve("monitoring-plugins.ini"), "[check_sample]\nport=0\n");
    assertEquals(List.of("--port=0"), words("", variables));
  }

  @Test
  void namedFileNeedsNoDefault() throws UsageException {
    Map<String, String> variables = Map.of("MP_CONFIG_FILE", "/nonexistent");
    assertEquals(List.of("--port=1", "--ipv4"), words("twice@" + fixture(), variables));
    UsageException e = assertThrows(UsageException.class, () -> words("", variables));
    assertEquals("option --extra-opts: /nonexistent does not exist", e.getMessage());
  }

  private static Path fixture() {
    try {
      return Path.of(
          ExtraOptsTest.class.getResource("/plugin/extra-opts/monitoring-plugins.ini").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> words(String locator) throws UsageException {
    return words(locator, Map.of());
  }

  private static List<String> words(String locator, Map<String, String> variables)
      throws UsageException {
    Environment environment =
        new Environment(variables, OutputStream.nullOutputStream(), () -> 0, () -> 0, 0, null);
    return ExtraOpts.words(locator, "check_sample", environment);
  }

  private static void assertRefused(String locator, String sentence) {
    UsageException e = assertThrows(UsageException.class, () -> words(locator));
    assertEquals("option --extra-opts \"" + locator + "\": " + sentence, e.getMessage());
  }
}
