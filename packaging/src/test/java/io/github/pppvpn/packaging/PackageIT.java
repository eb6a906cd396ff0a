package io.github.pppvpn.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The package under the real dpkg: on a copy-on-write view of this machine, in a mount namespace,
 * so that nothing of it stays. Needs root.
 */
@Tag("lab")
class PackageIT {
  private static Path deb() throws Exception {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(System.getProperty("target")), "*.deb")) {
      return files.iterator().next().toAbsolutePath();
    }
  }

  /** Each in namespaces of its own, so they go side by side. */
  private static final Map<String, Process> STARTED = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    for (String script : new String[] {"install-test", "monitors-test"}) {
      Path out = Path.of(System.getProperty("target"), script + ".out");
      ProcessBuilder words =
          new ProcessBuilder("bash", "src/test/sh/" + script, deb().toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      Process process = words.start();
      process.getOutputStream().close();
      STARTED.put(script, process);
    }
  }

  @AfterAll
  static void end() {
    STARTED.values().forEach(Process::destroy);
  }

  private static void assertPassed(String script) throws Exception {
    int exitCode = STARTED.get(script).waitFor();
    String out = Files.readString(Path.of(System.getProperty("target"), script + ".out"));
    assertEquals(0, exitCode, out);
    assertTrue(out.endsWith("all passed\n"), out);
  }

  @Test
  void installUpgradeRemovePurge() throws Exception {
    assertPassed("install-test");
  }

  /** The installed package, watched by the real Icinga 2 and the real Nagios Core 4. */
  @Test
  void monitorsReadWhatIsInstalled() throws Exception {
    assertPassed("monitors-test");
  }

  @Test
  void lintianHasNoErrors() throws Exception {
    Process lintian =
        new ProcessBuilder(
                "lintian",
                "--allow-root",
                "--fail-on",
                "error",
                "--tag-display-limit",
                "0",
                deb().toString())
            .redirectErrorStream(true)
            .start();
    lintian.getOutputStream().close();
    String out = new String(lintian.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, lintian.waitFor(), out);
  }
}
