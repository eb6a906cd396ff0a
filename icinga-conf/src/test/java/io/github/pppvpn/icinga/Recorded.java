package io.github.pppvpn.icinga;

import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Recorded VPN servers that every user can read. */
final class Recorded {
  static final String END_OF_ATTACK = "2026-11-21T21:17:00Z";

  private static final Path BUSY = Path.of("../checks/src/test/resources/sessions/hosts/full");
  private static final Path ATTACK =
      Path.of("../common/src/test/resources/log/recordings/auth-attack/syslog.rfc3339");

  private Recorded() {}

  /** A server with four sessions, a full pool and, at {@link #END_OF_ATTACK}, failed logins. */
  static Path busy(Workplace workplace) throws IOException {
    return copy(workplace, "busy");
  }

  /** The same without pptpd. */
  static Path withoutPptpd(Workplace workplace) throws IOException {
    Path root = copy(workplace, "down");
    try (Stream<Path> processes = Files.list(root.resolve("proc"))) {
      for (Path process : (Iterable<Path>) processes::iterator) {
        Path comm = process.resolve("comm");
        if (Files.exists(comm) && Files.readString(comm).equals("pptpd\n")) {
          remove(process);
        }
      }
    }
    return root;
  }

  private static Path copy(Workplace workplace, String name) throws IOException {
    Path root = workplace.copy(BUSY, name);
    Files.createDirectories(root.resolve("var/log"));
    Files.copy(ATTACK, root.resolve("var/log/syslog"), StandardCopyOption.REPLACE_EXISTING);
    // It is still written: of a log that ends nothing is counted.
    Files.writeString(
        root.resolve("var/log/syslog"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS) + " vpn CRON[1]: (root) CMD (true)\n",
        StandardOpenOption.APPEND);
    return root;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
