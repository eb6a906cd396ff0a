package io.github.pppvpn.checks.pppd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.host.CommandRunner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts that lab/scenarios/pppd recorded, one after the other: both daemons with a session each,
 * pptpd's pppd crashed, and xl2tpd killed above its pppd. The whole outputs lie beside them; with
 * the system property {@code pppvpn.golden=write} they are written instead, to be read through.
 */
class RecordedHostsTest {
  private static final Path RECORDED = Path.of("src/test/resources/pppd");
  private static final CommandRunner NO_PROGRAM =
      (command, remaining) -> {
        throw new IOException("no " + command.get(0));
      };

  @TempDir Path folder;
  @TempDir Path states;

  @Test
  void oneAfterTheOther() throws IOException {
    check("up", "up", "-vv", "-i", "server0");
    check("crashed", "crashed", "-vvv", "-i", "server0", "-c", "crashes=0");
    check("orphan", "orphan", "-v", "-i", "server0", "-c", "pppd_orphans=0", "-w", "0");
  }

  @Test
  void asJson() throws IOException {
    check(
        "orphan", "orphan.json", "--daemon", "xl2tpd=2:2", "--output", "json", "--privacy", "hide");
  }

  private void check(String name, String expected, String... words) throws IOException {
    Path host = folder.resolve("host");
    replace(RECORDED.resolve(name), host);
    long now = Long.parseLong(Files.readString(host.resolve("now"), UTF_8).strip()) * 1000;
    PppdRun run = PppdRun.of(NO_PROGRAM, host, states, now, words);
    String output =
        run.output().replaceAll(states + "/\\S+", "STATE").replace(host.toString(), "ROOT");
    String actual = "exit code " + run.exitCode() + "\n" + output;
    Path golden = RECORDED.resolve(expected + ".txt");
    if ("write".equals(System.getProperty("pppvpn.golden"))) {
      Files.writeString(golden, actual, UTF_8);
    }
    assertEquals(Files.readString(golden, UTF_8), actual);
  }

  private static void replace(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      Files.walkFileTree(to, new Remover());
    }
    Files.walkFileTree(from, new Copier(from, to));
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path emptied, IOException failed) throws IOException {
      Files.delete(emptied);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    private Copier(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(to.resolve(from.relativize(directory)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(file, to.resolve(from.relativize(file)));
      return FileVisitResult.CONTINUE;
    }
  }
}
