package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself: it always ends, leaves nothing behind, and changes nothing on the host. */
@Tag("lab")
class GuestTest {
  private static final long SECONDS = 60;

  /** The harness keeps everything of a run below TMPDIR, its kernel's program file too. */
  @TempDir Path tmp;

  private Map<String, String> environment;

  @BeforeEach
  void useOwnFolder() {
    environment = Map.of("TMPDIR", tmp.toString());
  }

  @Test
  void statusOutputAndArgumentsAreTheScenarios() throws IOException, InterruptedException {
    Path out = Lab.emptyFolder("arguments");
    Lab.Run run =
        Lab.run(
            environment,
            "--out",
            out.toString(),
            Lab.testScenario("arguments"),
            "a b",
            "",
            "$HOME 'x'");
    assertEquals("[a b]\n[]\n[$HOME 'x']\n", run.stdout());
    assertEquals(7, run.exitCode(), run.stderr());
    assertEquals("7\n", Files.readString(out.resolve("status"), UTF_8));
    assertNothingLeft();
  }

  @Test
  void hangingScenarioIsEnded() throws IOException, InterruptedException {
    String out = Lab.emptyFolder("hang").toString();
    Lab.Run run = Lab.run(environment, "--timeout", "3", "--out", out, Lab.testScenario("hang"));
    assertEquals(124, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains("lab: the time is over: 3 s\n"), run.stderr());
    assertNothingLeft();
  }

  @Test
  void deafGuestIsEnded() throws IOException, InterruptedException {
    String out = Lab.emptyFolder("deaf").toString();
    Lab.Run run = Lab.run(environment, "--timeout", "3", "--out", out, Lab.testScenario("deaf"));
    assertEquals(124, run.exitCode(), run.stderr());
    assertNothingLeft();
  }

  @Test
  void terminatedHarnessEndsItsGuest() throws IOException, InterruptedException {
    Process process = startHanging();
    process.destroy();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    assertNothingLeft();
  }

  @Test
  void killedHarnessTakesItsGuestAlong() throws IOException, InterruptedException {
    Process namespace =
        new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start();
    assumeTrue(namespace.waitFor() == 0, "needs the privilege to make a PID namespace");
    Process process = startHanging();
    process.destroyForcibly();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!(guestProcesses().isEmpty() && leftFiles().isEmpty()) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertNothingLeft();
  }

  @Test
  void hostIsNotChanged() throws IOException, InterruptedException {
    List<Path> folders =
        List.of(
            Path.of("/etc"),
            Path.of("/etc/ppp"),
            Path.of("/var/log"),
            Path.of("/run"),
            Path.of("/tmp"),
            Path.of("/dev"),
            Lab.FOLDER);
    Path existing = Path.of("/etc/hosts");
    byte[] before = Files.readAllBytes(existing);
    String name = "vpn-lab-" + UUID.randomUUID();
    List<String> arguments = new ArrayList<>();
    arguments.add("--out");
    arguments.add(Lab.emptyFolder("write").toString());
    arguments.add(Lab.testScenario("write"));
    arguments.add(existing.toString());
    for (Path folder : folders) {
      arguments.add(folder.resolve(name).toString());
    }
    Lab.Run run = Lab.run(environment, arguments.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.stderr());
    assertEquals("written: " + (folders.size() + 1) + "\n", run.stdout());
    for (Path folder : folders) {
      Path file = folder.resolve(name);
      assertFalse(Files.exists(file, LinkOption.NOFOLLOW_LINKS), file::toString);
    }
    assertArrayEquals(before, Files.readAllBytes(existing));
    assertNothingLeft();
  }

  private Process startHanging() throws IOException {
    Process process =
        Lab.command(environment, "--timeout", "60", Lab.testScenario("hang"))
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(UTF_8);
    String line = lines.readLine();
    while (line != null && !line.equals("lab: hanging")) {
      line = lines.readLine();
    }
    assertEquals("lab: hanging", line);
    assertFalse(guestProcesses().isEmpty());
    return process;
  }

  private void assertNothingLeft() throws IOException {
    assertEquals(List.of(), guestProcesses());
    assertEquals(List.of(), leftFiles());
  }

  private List<Path> leftFiles() throws IOException {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(tmp)) {
      files.forEach(left::add);
    }
    return left;
  }

  /** Processes of this host whose program file lies below {@link #tmp}. */
  private List<Path> guestProcesses() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (programOf(process).startsWith(tmp.toString())) {
          found.add(process);
        }
      }
    }
    return found;
  }

  private static String programOf(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("exe")).toString();
    } catch (IOException e) {
      return ""; // gone meanwhile, a kernel thread, or another user's
    }
  }
}
