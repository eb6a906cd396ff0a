package io.github.pppvpn.testkit;

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
 * A temporary folder with the commands in it that every user may enter, since the user that a
 * daemon runs as need not be able to enter the checkout.
 */
public final class Workplace implements AutoCloseable {
  private static final Path DIST = Path.of("../checks/target/dist");

  private final Path folder;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  public static Workplace create() throws IOException {
    assertTrue(
        Files.isDirectory(DIST), "checks/target/dist is missing: mvn package of checks makes it");
    Workplace workplace = new Workplace(Files.createTempDirectory("ppp-vpn-checks"));
    permit(workplace.folder, "rwxr-xr-x");
    workplace.copy(DIST, "dist");
    return workplace;
  }

  /** A copy of a file or folder, readable by everybody. */
  public Path copy(Path original, String name) throws IOException {
    return Executables.copy(original, folder.resolve(name));
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  public Path write(String name, String text) throws IOException {
    Path file = Files.writeString(file(name), text);
    permit(file, "rw-r--r--");
    return file;
  }

  /** A file that everybody may execute. */
  public Path script(String name, String text) throws IOException {
    return Executables.write(file(name), text);
  }

  /** A folder that every user may write to, made where it is missing. */
  public Path openFolder(String name) throws IOException {
    Path open = Files.createDirectories(file(name));
    permit(open, "rwxrwxrwx");
    return open;
  }

  /** The folder of the commands. */
  public Path commands() {
    return folder.resolve("dist/bin");
  }

  public Path command(String name) {
    return commands().resolve(name);
  }

  /** Every process that was started from here, by whomever: all have this folder in their words. */
  public List<ProcessHandle> processes() {
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
