package io.github.pppvpn.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static void assertRuns(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertTrue(out.endsWith("all passed\n"), out);
  }

  @Test
  void installUpgradeRemovePurge() throws Exception {
    assertRuns("bash", "src/test/sh/install-test", deb().toString());
  }

  /** The installed package, watched by the real Icinga 2 and the real Nagios Core 4. */
  @Test
  void monitorsReadWhatIsInstalled() throws Exception {
    assertRuns("bash", "src/test/sh/monitors-test", deb().toString());
  }

  @Test
  void lintianHasNoErrors() throws Exception {
    assertRuns(
        "sh",
        "-c",
        "lintian --allow-root --fail-on error --tag-display-limit 0 \"$0\" && echo all passed",
        deb().toString());
  }
}
