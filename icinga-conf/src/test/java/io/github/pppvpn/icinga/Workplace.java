package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder with the commands and all that an Icinga 2 reads and writes. Every user may
 * enter it: an Icinga 2 that root starts becomes Debian's user nagios.
 */
final class Workplace implements AutoCloseable {
  private static final Path DIST = Path.of("../checks/target/dist");
  private static final List<String> ICINGAS_FOLDERS =
      List.of("data", "log", "cache", "spool", "run", "results");

  private final Path folder;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  static Workplace create() throws IOException {
    assertTrue(
        Files.isDirectory(DIST), "checks/target/dist is missing: mvn package of checks makes it");
    Path folder = Files.createTempDirectory("ppp-vpn-checks-icinga");
    permit(folder, "rwxr-xr-x");
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path from : (Iterable<Path>) files::iterator) {
        Path to = folder.resolve("dist").resolve(DIST.relativize(from).toString());
        Files.copy(from, to);
        permit(to, Files.isExecutable(from) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
    for (String name : ICINGAS_FOLDERS) {
      permit(Files.createDirectory(folder.resolve(name)), "rwxrwxrwx");
    }
    return new Workplace(folder);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path write(String name, String text) throws IOException {
    Path file = Files.writeString(file(name), text);
    permit(file, "rw-r--r--");
    return file;
  }

  /** Every process that was started from here: all have this folder in their words. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
