package io.github.pppvpn.log.source;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A log file that was opened, with its start at hand. */
final class OpenFile implements Closeable {
  private final LogFile file;
  private final LogBytes bytes;
  private final byte[] head = new byte[Fingerprint.REACH];
  private final int headLength;
  private String damage = "";

  private OpenFile(LogFile file, LogBytes bytes) {
    this.file = file;
    this.bytes = bytes;
    int length = 0;
    try {
      length = bytes.readFully(0, head, 0, head.length);
    } catch (IOException e) {
      damage = e.getMessage();
    }
    this.headLength = length;
  }

  /**
   * @throws FileNotFoundException if it is no longer there
   * @throws LogSourceException if it may not be read
   */
  static OpenFile open(LogFile file, String user, Unpackers unpackers) throws IOException {
    RandomAccessFile opened;
    try {
      opened = new RandomAccessFile(file.path().toFile(), "r");
    } catch (FileNotFoundException e) {
      // The JDK has one exception for both.
      if (Files.exists(file.path()) && !Files.isReadable(file.path())) {
        throw FileAccess.denied(file.path(), user);
      }
      throw e;
    }
    try {
      Optional<List<String>> filter = unpackers.command(file.rotation().compression());
      if (filter.isPresent()) {
        return new OpenFile(file, new FilteredBytes(opened, filter.get(), unpackers.expired()));
      }
      boolean gzip =
          file.rotation().compression() == Compression.GZIP
              || (opened.read() == 0x1f && opened.read() == 0x8b && opened.read() == 8);
      return new OpenFile(file, gzip ? new GzipBytes(opened) : new PlainBytes(opened));
    } catch (IOException e) {
      opened.close();
      throw FileAccess.failed(file.path(), e);
    }
  }

  LogFile file() {
    return file;
  }

  LogBytes bytes() {
    return bytes;
  }

  boolean compressed() {
    return bytes.sequential();
  }

  byte[] head() {
    return head;
  }

  int headLength() {
    return headLength;
  }

  /** What is wrong with the file's very start; empty for nothing. */
  String damage() {
    return damage;
  }

  boolean startsLike(Anchor anchor) {
    return headLength >= anchor.headLength()
        && Fingerprint.of(head, 0, anchor.headLength()) == anchor.head();
  }

  /** Whether the bytes just before the anchor's place are those that it knows. */
  boolean holds(Anchor anchor) {
    if (anchor.offset() == Anchor.END) {
      return compressed() && anchor.headLength() > 0;
    }
    int length = anchor.tailLength();
    byte[] tail = new byte[length];
    try {
      return anchor.offset() <= bytes.length()
          && bytes.readFully(anchor.offset() - length, tail, 0, length) == length
          && Fingerprint.of(tail, 0, length) == anchor.tail();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Behind the last LF at or after {@code from}, {@code from} if there is none; of a file that is
   * not compressed.
   */
  long endOfWholeLines(long from) throws IOException {
    byte[] chunk = new byte[64 * 1024];
    long end = bytes.length();
    while (end > from) {
      int length = (int) Math.min(chunk.length, end - from);
      int got = bytes.readFully(end - length, chunk, 0, length);
      for (int i = got - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return from;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
