package io.github.pppvpn.checks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** check_auth_failures as it is installed, started as a process. */
class AuthCommandIT {
  private static final int NOBODY = 65_534;
  private static final List<String> AS_NOBODY =
      List.of("/usr/bin/setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private Path folder;
  private Host host;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("auth-it");
    // For another user to enter.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    host = new Host(folder.resolve("root"));
  }

  @AfterEach
  void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private record Ended(int code, String out, String err) {}

  private Process start(List<String> before, Object... words) throws IOException {
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("dist"), "bin", "check_auth_failures").toString());
    for (Object word : words) {
      line.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private Ended end(Process process) throws Exception {
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("stdout"), UTF_8),
        Files.readString(folder.resolve("stderr"), UTF_8));
  }

  private static String failure(Instant time, int pid) {
    String stamp = time.toString().substring(0, 19) + "+00:00";
    return Host.failure(stamp, pid, "u" + pid);
  }

  @Test
  void judgesTheLastMinutes() throws Exception {
    Instant now = Instant.now();
    String text = failure(now.minusSeconds(30), 7) + failure(now.minusSeconds(3600), 8);
    host.file("var/log/syslog", now, text);
    Ended ended = end(start(List.of(), "--root", host.root(), "-c", "failures=0"));
    assertEquals("", ended.err());
    assertEquals(2, ended.code(), ended.out());
    assertTrue(
        ended.out().startsWith("AUTH CRITICAL - failures is 1, above 0 - 1 failed login in the"),
        ended.out());
  }

  @Test
  void logOfAnotherGroupIsUnknownAndNamesIt() throws Exception {
    Path dist = Path.of(System.getProperty("dist"));
    boolean root = Files.getOwner(folder).getName().equals("root");
    assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")));
    Instant now = Instant.now();
    host.file("var/log/syslog", now, failure(now, 7));
    Path log = host.root().resolve("var/log/syslog");
    Files.setPosixFilePermissions(
        log, PosixFilePermissions.fromString(root ? "rw-r-----" : "---------"));
    List<String> before = root ? AS_NOBODY : List.of();
    assumeTrue(!root || enterable(dist));
    Ended ended = end(start(before, "--root", host.root()));
    assertEquals("", ended.err());
    assertEquals(3, ended.code(), ended.out());
    assertTrue(ended.out().startsWith("AUTH UNKNOWN - " + log + " may not be read"), ended.out());
    assertTrue(ended.out().contains("group"), ended.out());
  }

  /** What was rotated into a file that this user cannot see may be of the window. */
  @Test
  void folderThatMayNotBeListedIsUnknownWhereItMatters() throws Exception {
    boolean root = Files.getOwner(folder).getName().equals("root");
    assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")));
    assumeTrue(!root || enterable(Path.of(System.getProperty("dist"))));
    Instant now = Instant.now();
    host.file("var/log/syslog.1", now.minusSeconds(10), failure(now.minusSeconds(120), 7));
    host.file("var/log/syslog", now, failure(now.minusSeconds(5), 8));
    Path logs = host.root().resolve("var/log");
    Files.setPosixFilePermissions(
        logs, PosixFilePermissions.fromString(root ? "rwx--x--x" : "--x--x--x"));
    List<String> before = root ? AS_NOBODY : List.of();
    Ended ended = end(start(before, "--root", host.root()));
    assertEquals("", ended.err());
    assertEquals(3, ended.code(), ended.out());
    assertTrue(ended.out().contains("may not be listed by the user"), ended.out());
    Ended inside = end(start(before, "--root", host.root(), "--window", "1s"));
    assertEquals(3, inside.code(), inside.out());
    host.file(
        "var/log/syslog",
        now,
        failure(now.minusSeconds(600), 8).repeat(1000) + failure(now.minusSeconds(5), 9));
    Ended reaching = end(start(before, "--root", host.root()));
    assertEquals(0, reaching.code(), reaching.out());
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A run by hand, as root, must not keep the service from its state, nor take events from it. */
  @Test
  void rootDoesNotDisturbTheServicesUser() throws Exception {
    assumeTrue(Files.getOwner(folder).getName().equals("root"), "needs root");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")));
    assumeTrue(enterable(Path.of(System.getProperty("dist"))));
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.setAttribute(state, "unix:uid", NOBODY);
    Instant now = Instant.now();
    StringBuilder text = new StringBuilder();
    List<List<String>> users = List.of(List.of(), AS_NOBODY, List.of(), AS_NOBODY);
    // How many are new to whom: what root has counted the service has not, and the reverse.
    List<Integer> counted = List.of(1, 2, 2, 2);
    for (int i = 0; i < users.size(); i++) {
      text.append(failure(now, 100 + i));
      host.file("var/log/syslog", now, text.toString());
      Ended ended =
          end(
              start(
                  users.get(i),
                  "--root",
                  host.root(),
                  "--state-dir",
                  state,
                  "--since-last",
                  "service"));
      assertEquals(0, ended.code(), ended.out());
      assertTrue(ended.out().contains(" failures=" + counted.get(i) + ";"), ended.out());
    }
  }

  private static boolean enterable(Path path) throws IOException {
    for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).endsWith("x")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Runs are killed at any moment. What was printed was never printed before; what is missing in
   * the end was kept by a run that was killed before it could print.
   */
  @Tag("lab")
  @Test
  void killedRunsLoseAndDoubleNothing() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    Random random = new Random(20261121);
    StringBuilder log = new StringBuilder();
    Set<String> printed = new HashSet<>();
    int keptUnprinted = 0;
    int pid = 1000;
    for (int round = 0; round < 25; round++) {
      log.append(failure(Instant.now(), pid++));
      host.file("var/log/syslog", Instant.now(), log.toString());
      byte[] before = state(state);
      Process process =
          start(
              List.of(),
              "--root",
              host.root(),
              "--state-dir",
              state,
              "--since-last",
              "k",
              "--output",
              "json");
      if (round % 2 == 0 && round < 24) {
        Thread.sleep(random.nextInt(700));
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Ended ended = end(process);
      if (ended.out().startsWith("{") && ended.out().contains("\"data\":{\"window")) {
        for (JsonElement user :
            JsonParser.parseString(ended.out())
                .getAsJsonObject()
                .getAsJsonObject("data")
                .getAsJsonArray("users")) {
          String name = user.getAsJsonObject().get("name").getAsString();
          assertTrue(printed.add(name), name + " was counted twice");
        }
      } else if (!Arrays.equals(before, state(state))) {
        keptUnprinted++;
      }
    }
    assertTrue(printed.size() + 2 * keptUnprinted >= pid - 1000, printed.size() + " of 25");
    assertTrue(printed.size() <= pid - 1000);
  }

  private static byte[] state(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.state")) {
      for (Path file : files) {
        return Files.readAllBytes(file);
      }
      return new byte[0];
    }
  }
}
