package io.github.pppvpn.log.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A log with a writer that keeps its file open, and what logrotate does to it. The clock is its
 * own; files bear its times.
 */
final class RotatedLog implements Closeable {
  final Path folder;
  final Path current;

  /** Every whole line that was written, in the order of writing. */
  final List<String> written = new ArrayList<>();

  private final boolean dateExt;
  private final Random random;
  private RandomAccessFile writer;
  private Path writing;
  private String pending = "";
  private String started = "";
  private int count;
  long now = 1_790_000_000_000L;
  private int rotations;

  RotatedLog(Path folder, boolean dateExt, Random random) throws IOException {
    this.folder = folder;
    this.current = folder.resolve("ppp.log");
    this.dateExt = dateExt;
    this.random = random;
    reopen();
  }

  void tick(int maxMillis) {
    now += random.nextInt(maxMillis);
  }

  void writeLine() throws IOException {
    startLine();
    finishLine();
  }

  /** Writes a part of a line, or a further one. */
  void startLine() throws IOException {
    if (pending.isEmpty()) {
      String text = "@" + now + " line " + count++;
      int kind = random.nextInt(40);
      if (kind == 0) {
        text = " continued " + count;
      } else if (kind < 4) {
        text = text + " ".repeat(random.nextInt(6000));
      }
      pending = text;
    }
    int length = Math.min(pending.length(), 1 + random.nextInt(pending.length() + 1));
    append(pending.substring(0, length));
    started += pending.substring(0, length);
    pending = pending.substring(length);
  }

  boolean inLine() {
    return !started.isEmpty();
  }

  void finishLine() throws IOException {
    if (!started.isEmpty()) {
      append(pending + "\n");
      written.add(started + pending);
      started = "";
      pending = "";
    }
  }

  private void append(String text) throws IOException {
    writer.seek(writer.length());
    writer.write(text.getBytes(StandardCharsets.ISO_8859_1));
    touch(writing);
  }

  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(now));
  }

  /** Renames; the writer goes on in the renamed file until {@link #reopen}. */
  void rename() throws IOException {
    Path to = makeRoom();
    if (!Files.exists(current)) {
      return;
    }
    Files.move(current, to);
    if (writing.equals(current)) {
      writing = to;
    }
  }

  void reopen() throws IOException {
    finishLine();
    if (writer != null) {
      writer.close();
    }
    boolean fresh = !Files.exists(current);
    writer = new RandomAccessFile(current.toFile(), "rw");
    writing = current;
    if (fresh) {
      touch(current);
    }
  }

  void copyTruncate() throws IOException {
    finishLine();
    Path to = makeRoom();
    Files.copy(current, to);
    Files.setLastModifiedTime(to, FileTime.fromMillis(now));
    truncate();
  }

  void truncate() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(current.toFile(), "rw")) {
      file.setLength(0);
    }
    touch(current);
  }

  private Path makeRoom() throws IOException {
    rotations++;
    if (dateExt) {
      int day = 101 + rotations / 24;
      int hour = 100 + rotations % 24;
      return folder.resolve("ppp.log-202601" + ("" + day).substring(1) + ("" + hour).substring(1));
    }
    for (int i = 50; i >= 1; i--) {
      for (String suffix : List.of("", ".gz")) {
        Path from = folder.resolve("ppp.log." + i + suffix);
        if (Files.exists(from)) {
          Path to = folder.resolve("ppp.log." + (i + 1) + suffix);
          Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
          if (writing.equals(from)) {
            writing = to;
          }
        }
      }
    }
    return folder.resolve("ppp.log.1");
  }

  /** The rotated files that are not compressed, the newest first. */
  List<Path> plainRotated() throws IOException {
    List<LogFile> files = set().files();
    List<Path> plain = new ArrayList<>();
    for (int i = files.size() - 1; i >= 0; i--) {
      Rotation rotation = files.get(i).rotation();
      if (rotation.kind() != Rotation.Kind.CURRENT && rotation.compression() == Compression.NONE) {
        plain.add(files.get(i).path());
      }
    }
    return plain;
  }

  /** Compresses a rotated file; with {@code leave} its source stays beside it for now. */
  void compress(Path file, boolean leave) throws IOException {
    if (writing.equals(file)) {
      reopen();
    }
    Path to = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      byte[] bytes = Files.readAllBytes(file);
      out.write(bytes, 0, leave ? bytes.length / 2 : bytes.length);
    }
    if (!leave) {
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(file));
      Files.delete(file);
    }
  }

  LogSet set() throws LogSourceException {
    return new LogFinder(Path.of("/"), "nagios").find(List.of(current.toString())).get(0);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
