package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A temporary folder with the commands in it that every user may enter, since the user that NRPE
 * runs as need not be able to enter the checkout.
 */
final class Workplace implements AutoCloseable {
  private static final Path DIST = Path.of("../checks/target/dist");

  private final Path folder;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  static Workplace create() throws IOException {
    assertTrue(
        Files.isDirectory(DIST), "checks/target/dist is missing: mvn package of checks makes it");
    Path folder = Files.createTempDirectory("ppp-vpn-checks-nrpe");
    Workplace workplace = new Workplace(folder);
    Files.walkFileTree(
        DIST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path to = folder.resolve(DIST.relativize(from).toString());
            Files.createDirectories(to);
            permit(to, "rwxr-xr-x");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path to = folder.resolve(DIST.relativize(from).toString());
            Files.copy(from, to);
            permit(to, Files.isExecutable(from) ? "rwxr-xr-x" : "rw-r--r--");
            return FileVisitResult.CONTINUE;
          }
        });
    return workplace;
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

  Path commands() {
    return folder.resolve("bin");
  }

  Path command() {
    return commands().resolve("check_pptp_tcp1723");
  }

  /** Every process that was started from here, by whomever: all have this folder in their words. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .toList();
  }

  /** Waits for the end of everything that was started from here, and removes the folder. */
  @Override
  public void close() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!processes().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    List<ProcessHandle> left = processes();
    left.forEach(ProcessHandle::destroyForcibly);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
    assertEquals(List.of(), left, "processes that outlived their daemon");
  }
}
