package io.github.pppvpn.log.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The files of a log at one moment; each is opened when it is first asked for, and stays open. */
final class Snapshot implements Closeable {
  /** How long the writer may go on between a copy's being made and the truncation. */
  private static final long COPYING_MILLIS = 1000;

  private final LogSet set;
  private final List<LogFile> files;
  private final OpenFile[] opened;

  Snapshot(LogSet set) throws IOException {
    this.set = set;
    this.files = set.files();
    this.opened = new OpenFile[files.size()];
  }

  int size() {
    return files.size();
  }

  LogFile file(int index) {
    return files.get(index);
  }

  /** Whether the file is compressed in a way that cannot be read here. */
  boolean foreign(int index) {
    Compression compression = files.get(index).rotation().compression();
    return compression != Compression.NONE
        && compression != Compression.GZIP
        && set.unpackers().command(compression).isEmpty();
  }

  OpenFile open(int index) throws IOException {
    OpenFile file = opened[index];
    if (file == null) {
      file = OpenFile.open(files.get(index), set.user(), set.unpackers());
      opened[index] = file;
    }
    return file;
  }

  /**
   * Whether the file holds nothing but what another one holds too: a copy that {@code copytruncate}
   * has made, or is making, of a file not yet truncated; a compressed file whose source is still
   * there.
   */
  boolean copied(int index) throws IOException {
    if (foreign(index)) {
      return false;
    }
    OpenFile copy = open(index);
    if (copy.compressed()) {
      for (int i = Math.max(0, index - 1); i < Math.min(files.size(), index + 2); i++) {
        if (i != index && sameRotation(i, index) && !foreign(i) && sameStart(copy, open(i))) {
          return !open(i).compressed();
        }
      }
      return false;
    }
    return index == files.size() - 2
        && copy.headLength() > 0
        && copy.file().modifiedMillis() + COPYING_MILLIS >= files.get(index + 1).modifiedMillis()
        && !foreign(index + 1)
        && !open(index + 1).compressed()
        && sameStart(copy, open(index + 1))
        && sameEnd(copy, open(index + 1));
  }

  private boolean sameRotation(int one, int other) {
    Rotation first = files.get(one).rotation();
    Rotation second = files.get(other).rotation();
    return first.kind() == second.kind() && first.rank() == second.rank();
  }

  private static boolean sameStart(OpenFile copy, OpenFile source) {
    int length = copy.headLength();
    return length <= source.headLength()
        && Fingerprint.of(copy.head(), 0, length) == Fingerprint.of(source.head(), 0, length);
  }

  private static boolean sameEnd(OpenFile copy, OpenFile source) throws IOException {
    long end = copy.bytes().length();
    int tail = (int) Math.min(end, Fingerprint.REACH);
    byte[] ours = new byte[tail];
    byte[] theirs = new byte[tail];
    return copy.bytes().readFully(end - tail, ours, 0, tail) == tail
        && source.bytes().readFully(end - tail, theirs, 0, tail) == tail
        && Fingerprint.of(ours, 0, tail) == Fingerprint.of(theirs, 0, tail);
  }

  /** Whether the folder still shows the same files under the same names. */
  boolean stillTrue() throws IOException {
    List<LogFile> now = set.files();
    if (now.size() != files.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      LogFile one = files.get(i);
      LogFile other = now.get(i);
      if (!one.path().equals(other.path())
          || !one.key().equals(other.key())
          || other.size() < one.size()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    for (OpenFile file : opened) {
      if (file != null) {
        file.close();
      }
    }
  }
}
