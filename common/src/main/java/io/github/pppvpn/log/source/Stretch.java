package io.github.pppvpn.log.source;

import java.io.IOException;

/** A part of one file that is to be read. */
final class Stretch {
  private final OpenFile file;
  private final int index;
  private final long start;
  private final long limit;
  private final boolean addLf;
  private final boolean counted;
  private final byte[] before;

  /**
   * Looks at what stands before the start now: whoever truncates the file before it is read leaves
   * no other trace of the place.
   *
   * @param index the file's place in its snapshot
   * @param start the first byte, uncompressed
   * @param limit where it ends at the latest
   * @param addLf whether a last line without LF is given one
   * @param counted whether an earlier run has counted it
   */
  Stretch(OpenFile file, int index, long start, long limit, boolean addLf, boolean counted)
      throws IOException {
    this.file = file;
    this.index = index;
    this.start = start;
    this.limit = limit;
    this.addLf = addLf;
    this.counted = counted;
    byte[] bytes = new byte[(int) Math.min(start, Fingerprint.REACH)];
    int got = file.bytes().readFully(start - bytes.length, bytes, 0, bytes.length);
    this.before = got < bytes.length ? new byte[0] : bytes;
  }

  OpenFile file() {
    return file;
  }

  int index() {
    return index;
  }

  long start() {
    return start;
  }

  long limit() {
    return limit;
  }

  boolean addLf() {
    return addLf;
  }

  boolean counted() {
    return counted;
  }

  /** The bytes just before the start, as many as there are up to {@link Fingerprint#REACH}. */
  byte[] before() {
    return before;
  }
}
