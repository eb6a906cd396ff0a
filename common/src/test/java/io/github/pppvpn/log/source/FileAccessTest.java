package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {
  @TempDir Path folder;

  @Test
  void namesTheGroupThatMayRead() throws IOException {
    Path file = Files.createFile(folder.resolve("ppp.log"));
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    String group = attributes.group().getName();
    String owner = attributes.owner().getName();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    LogSourceException e = denied(file, file);
    assertEquals(
        file + " may not be read by the user nagios; the group " + group + " may", e.getMessage());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    e = denied(file, file);
    assertEquals(
        file
            + " may not be read by the user nagios; its mode lets none but its owner "
            + owner
            + " do that",
        e.getMessage());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    e = denied(file, folder);
    assertTrue(e.getMessage().contains("nagios, who may not enter " + folder), e.getMessage());
  }

  private static LogSourceException denied(Path file, Path barred) throws IOException {
    return FileAccess.denied(
        file, barred, Files.readAttributes(barred, PosixFileAttributes.class), "nagios");
  }

  /** As another user than root, who may read everything; needs root to become one. */
  @Test
  @Tag("lab")
  void saysSoToAUserWhoMayNot() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path log = Files.writeString(folder.resolve("ppp.log"), "@1 a\n");
    Path old = Files.writeString(folder.resolve("ppp.log.1"), "@1 a\n");
    PosixFileAttributeView view = Files.getFileAttributeView(log, PosixFileAttributeView.class);
    view.setGroup(
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("adm"));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(
        log
            + " may not be read by the user nagios; the group adm may / add the user nagios to the"
            + " group adm (usermod -aG adm nagios) and restart what runs this command",
        asNobody(log));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
    assertTrue(asNobody(log).startsWith(old + " may not be read by the user nagios; its mode"));
    Path sub = Files.createDirectory(folder.resolve("sub"));
    Path inner = Files.writeString(sub.resolve("l"), "@1 a\n");
    Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwx------"));
    String said = asNobody(inner);
    assertTrue(said.contains(inner + " may not be read"), said);
    assertTrue(said.contains("who may not enter " + sub), said);
  }

  private static String asNobody(Path log) throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReadAll.class.getName(),
                log.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  /** Reads a log and says what went wrong. */
  static final class ReadAll {
    private ReadAll() {}

    public static void main(String[] args) throws IOException {
      try {
        LogSet set = new LogFinder(Path.of("/"), "nagios").find(List.of(args[0])).get(0);
        new LogReader(set, StampedLines::timeOf).everything(Tail.AS_IT_STANDS).close();
        System.out.println("read");
      } catch (LogSourceException e) {
        System.out.println(e.getMessage() + " / " + e.nextStep());
      }
    }
  }
}
