package io.github.pppvpn.checks.logs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The time zone that the daemons of a host write their local times in: that of its {@code
 * /etc/localtime}, as the C library has it. The environment of this process says nothing of theirs.
 */
public final class HostZone {
  private static final String DATABASE = "zoneinfo/";
  private static final String FOLDER = "usr/share/zoneinfo";
  private static final int MOST_LINKS = 40;
  private static final int MOST_BYTES = 1 << 16;

  private final Path root;
  private Path localtime;

  private HostZone(Path root) {
    this.root = root;
    this.localtime = root.resolve("etc/localtime");
  }

  /**
   * That of the host below {@code root}: what its {@code /etc/localtime} links to or is a copy of,
   * else what its {@code /etc/timezone} says; of a host that has neither, UTC.
   *
   * @throws UnknownZoneException if it cannot be told: this machine's own may be another
   */
  public static ZoneId of(Path root) {
    String why = "";
    try {
      ZoneId zone = new HostZone(root).look();
      if (zone != null) {
        return zone;
      }
    } catch (IOException e) {
      why = " (" + e.getMessage() + ")";
    }
    throw new UnknownZoneException(
        "the time zone of log lines that name none is not known: "
            + root.resolve("etc/localtime")
            + " is missing or does not tell its name"
            + why,
        "Name the zone in "
            + root.resolve("etc/timezone")
            + " (Europe/Berlin, say), or let syslog write it with each line (rsyslog: the template"
            + " RSYSLOG_FileFormat).");
  }

  /** The same, to show times in; this machine's own where it is not known. */
  public static ZoneId shown(Path root) {
    try {
      return of(root);
    } catch (UnknownZoneException e) {
      return ZoneId.systemDefault();
    }
  }

  private ZoneId look() throws IOException {
    ZoneId zone = linked();
    if (zone != null) {
      return zone;
    }
    String name = text("etc/timezone");
    ZoneId named = name.isEmpty() ? null : known(name);
    if (Files.isRegularFile(localtime)) {
      return copied(name, named);
    }
    if (!name.isEmpty()) {
      return named;
    }
    if (Files.exists(root.resolve("etc/localtime"), LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (root.getParent() == null) {
      return ZoneId.systemDefault();
    }
    String rule = text("etc/TZ");
    if (!rule.isEmpty()) {
      return fixed(rule);
    }
    // A folder with nothing but logs is no host.
    return Files.isDirectory(root.resolve("etc")) ? ZoneOffset.UTC : null;
  }

  /** By the name that a link leads through; and finds the file at the end of the links. */
  private ZoneId linked() throws IOException {
    Path place = Path.of("/etc/localtime");
    for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(localtime); links++) {
      // As text, since what a link holds is not cleaned of double slashes.
      String link = Files.readSymbolicLink(localtime).toString();
      place = place.resolveSibling(Path.of(link)).normalize();
      String target = place.toString();
      localtime = root.resolve(target.substring(1));
      int start = target.lastIndexOf(DATABASE);
      if (start >= 0) {
        String name = target.substring(start + DATABASE.length());
        boolean variant = name.startsWith("posix/") || name.startsWith("right/");
        ZoneId zone = known(variant ? name.substring("posix/".length()) : name);
        if (zone != null) {
          return zone;
        }
      }
    }
    return null;
  }

  private static ZoneId known(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      // Those of the database that Java leaves out.
      return switch (name) {
        case "EST" -> ZoneOffset.ofHours(-5);
        case "MST" -> ZoneOffset.ofHours(-7);
        case "HST" -> ZoneOffset.ofHours(-10);
        case "Factory" -> ZoneOffset.UTC;
        default -> null;
      };
    }
  }

  private String text(String name) throws IOException {
    Path path = root.resolve(name);
    return Files.isRegularFile(path) && Files.size(path) < 256
        ? Files.readString(path, StandardCharsets.ISO_8859_1).strip()
        : "";
  }

  /** That of which {@code /etc/localtime} is a copy. */
  private ZoneId copied(String name, ZoneId named) throws IOException {
    byte[] copy = zoneData(localtime);
    if (named != null) {
      Path file = root.resolve(FOLDER).resolve(name);
      if (!Files.isRegularFile(file)) {
        return named;
      }
      byte[] data = zoneData(file);
      // The copy may be of an earlier edition of the database, with the same rules for now.
      if (Arrays.equals(data, copy) || (!rule(copy).isEmpty() && rule(data).equals(rule(copy)))) {
        return named;
      }
    }
    if (copy.length == 0) {
      return null;
    }
    ZoneId zone = search(root.resolve(FOLDER).toFile(), "", copy);
    if (zone == null) {
      zone = search(new File("/" + FOLDER), "", copy);
    }
    return zone == null ? fixed(rule(copy)) : zone;
  }

  private static byte[] zoneData(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      return new byte[0];
    }
    byte[] data = Files.readAllBytes(file);
    boolean valid =
        data.length > 44 && data[0] == 'T' && data[1] == 'Z' && data[2] == 'i' && data[3] == 'f';
    return valid ? data : new byte[0];
  }

  /** The rule at the end of zone data, as the variable TZ has it; empty if there is none. */
  private static String rule(byte[] data) {
    int to = data.length - 1;
    if (to < 44 || data[4] < '2' || data[to] != '\n') {
      return "";
    }
    int from = to;
    while (from > 0 && data[from - 1] != '\n') {
      from--;
    }
    return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The zone whose file is the same, by the names below {@code folder}. */
  private static ZoneId search(File folder, String prefix, byte[] copy) throws IOException {
    File[] files = folder.listFiles();
    if (files == null) {
      return null;
    }
    for (File file : files) {
      String name = file.getName();
      ZoneId zone = null;
      if (file.isDirectory()) {
        boolean variant = name.equals("posix") || name.equals("right");
        zone = variant ? null : search(file, prefix + name + "/", copy);
      } else if (file.length() == copy.length
          && Arrays.equals(Files.readAllBytes(file.toPath()), copy)) {
        zone = known(prefix + name);
      }
      if (zone != null) {
        return zone;
      }
    }
    return null;
  }

  /**
   * The offset of a rule without summer time: {@code UTC0}, {@code JST-9}, {@code <+0530>-5:30}.
   */
  private static ZoneId fixed(String rule) {
    int at = 0;
    if (rule.startsWith("<")) {
      at = rule.indexOf('>') + 1;
    } else {
      while (at < rule.length() && Character.isLetter(rule.charAt(at))) {
        at++;
      }
    }
    if (at == rule.length()) {
      return rule.equals("UTC") || rule.equals("GMT") ? ZoneOffset.UTC : null;
    }
    boolean east = rule.charAt(at) == '-';
    if (east || rule.charAt(at) == '+') {
      at++;
    }
    int[] parts = new int[3];
    int part = 0;
    for (; at < rule.length(); at++) {
      char c = rule.charAt(at);
      if (c == ':' && part < 2) {
        part++;
      } else if (c >= '0' && c <= '9' && parts[part] < 100) {
        parts[part] = parts[part] * 10 + c - '0';
      } else {
        return null;
      }
    }
    int seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    return seconds > 18 * 3600 ? null : ZoneOffset.ofTotalSeconds(east ? seconds : -seconds);
  }
}
