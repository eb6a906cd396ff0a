package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The time zone that a host's log writes its local times in. */
final class HostZone {
  private static final String DATABASE = "zoneinfo/";

  private HostZone() {}

  /** By {@code /etc/localtime}, else {@code /etc/timezone}; of the running host, Java's. */
  static ZoneId of(HostRoot root, Path folder) {
    if (root.isLive()) {
      return ZoneId.systemDefault();
    }
    try {
      Path link = folder.resolve("etc/localtime");
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        int start = target.indexOf(DATABASE);
        if (start >= 0) {
          return ZoneId.of(target.substring(start + DATABASE.length()));
        }
      }
      return ZoneId.of(root.text("/etc/timezone").strip());
    } catch (IOException | NotVisibleException | DateTimeException e) {
      return ZoneId.systemDefault();
    }
  }
}
