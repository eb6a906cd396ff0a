package io.github.pppvpn.checks.auth;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A host's log folder with a syslog daemon that writes it, and logrotate. The clock is its own. */
final class LiveLogs {
  final Path folder;
  long now = Instant.parse("2026-11-21T20:00:00Z").toEpochMilli();

  /** The users of all failures that were written to every log that is to have them. */
  final List<String> users = new ArrayList<>();

  private int count;

  LiveLogs(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Instant clock() {
    return Instant.ofEpochMilli(now);
  }

  /** A line about the failed login of a user who never tried before. */
  String failure() {
    count++;
    String user = "u" + count;
    users.add(user);
    return line("pppd[" + (1000 + count) + "]: Peer " + user + " failed CHAP authentication");
  }

  String noise() {
    count++;
    return line("CRON[" + count + "]: (root) CMD (true)");
  }

  private String line(String rest) {
    String stamp = Instant.ofEpochMilli(now).toString();
    String seconds = stamp.length() == 20 ? stamp.substring(0, 19) + ".000Z" : stamp;
    return seconds.substring(0, 23) + "000+00:00 vpn " + rest + "\n";
  }

  Writer writer(String name) throws IOException {
    return new Writer(folder.resolve(name));
  }

  /** A log file as a daemon has it open. */
  final class Writer {
    private final Path current;
    private Path open;
    private boolean dated;
    private int rotations;

    private Writer(Path current) throws IOException {
      this.current = current;
      this.open = current;
      append("");
    }

    void append(String text) throws IOException {
      Files.writeString(
          open, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Files.setLastModifiedTime(open, FileTime.fromMillis(now));
    }

    void useDates() {
      dated = true;
    }

    /** The daemon goes on with the renamed file until it is told to reopen. */
    void rename() throws IOException {
      reopen();
      Path to = makeRoom();
      Files.move(current, to);
      open = to;
    }

    void reopen() throws IOException {
      open = current;
      append("");
    }

    void copyTruncate() throws IOException {
      reopen();
      Path to = makeRoom();
      Files.copy(current, to);
      Files.setLastModifiedTime(to, FileTime.fromMillis(now));
      truncate();
    }

    void truncate() throws IOException {
      Files.write(current, new byte[0]);
      Files.setLastModifiedTime(current, FileTime.fromMillis(now));
    }

    private Path makeRoom() throws IOException {
      rotations++;
      if (dated) {
        int day = 1 + rotations / 20;
        int hour = rotations % 20;
        return current.resolveSibling(
            current.getFileName()
                + "-202601"
                + ("" + (100 + day)).substring(1)
                + ("" + (100 + hour)).substring(1));
      }
      for (int i = 60; i >= 1; i--) {
        for (String suffix : List.of("", ".gz")) {
          Path from = sibling("." + i + suffix);
          if (Files.exists(from)) {
            Path to = sibling("." + (i + 1) + suffix);
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      return sibling(".1");
    }

    private Path sibling(String suffix) {
      return current.resolveSibling(current.getFileName() + suffix);
    }

    /** Compresses the newest rotated file, or the one before it. */
    void compress(int which) throws IOException {
      List<Path> plain = new ArrayList<>();
      try (var entries = Files.newDirectoryStream(folder, current.getFileName() + "[.-]*")) {
        for (Path entry : entries) {
          if (!entry.toString().endsWith(".gz")) {
            plain.add(entry);
          }
        }
      }
      plain.sort(
          (one, other) -> {
            long difference = one.toFile().lastModified() - other.toFile().lastModified();
            return difference == 0 ? other.compareTo(one) : difference > 0 ? -1 : 1;
          });
      if (which >= plain.size() || plain.get(which).equals(open)) {
        return;
      }
      Path from = plain.get(which);
      Path to = from.resolveSibling(from.getFileName() + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
        out.write(Files.readAllBytes(from));
      }
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
      Files.delete(from);
    }
  }
}
