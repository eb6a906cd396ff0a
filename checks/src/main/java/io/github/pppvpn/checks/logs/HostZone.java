package io.github.pppvpn.checks.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The time zone that the daemons of a host write their local times in. */
public final class HostZone {
  private static final String DATABASE = "zoneinfo/";

  private HostZone() {}

  /**
   * That of the host below {@code root}: where its {@code /etc/localtime} points to, else what its
   * {@code /etc/timezone} says, else this machine's own.
   */
  public static ZoneId of(Path root) {
    if (root.toAbsolutePath().normalize().getParent() == null) {
      return ZoneId.systemDefault();
    }
    String name = "";
    try {
      Path link = root.resolve("etc/localtime");
      Path names = root.resolve("etc/timezone");
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        int start = target.indexOf(DATABASE);
        name = start < 0 ? "" : target.substring(start + DATABASE.length());
      }
      if (name.isEmpty() && Files.isRegularFile(names) && Files.size(names) < 256) {
        name = Files.readString(names, StandardCharsets.ISO_8859_1).strip();
      }
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (IOException | DateTimeException e) {
      return ZoneId.systemDefault();
    }
  }
}
