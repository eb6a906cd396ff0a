package io.github.pppvpn.log.source;

/**
 * A place in one file, known by what stands around it.
 *
 * @param offset bytes before the place, uncompressed
 * @param headLength how many bytes of the file's start {@code head} covers
 * @param head fingerprint of the file's start
 * @param tail fingerprint of the bytes just before the place, as many as there are up to {@link
 *     Fingerprint#REACH}
 * @param inode the file's inode when the place was noted; a hint
 * @param modifiedMillis when the file had last been written then
 * @param lastMillis the time on the last line before the place that bears one, {@link
 *     LineTimes#NONE} if none is known
 */
record Anchor(
    long offset,
    int headLength,
    long head,
    long tail,
    long inode,
    long modifiedMillis,
    long lastMillis) {

  /** The offset behind all of a compressed file, which cannot grow: its start alone is compared. */
  static final long END = Long.MAX_VALUE;

  int tailLength() {
    return offset == END ? 0 : (int) Math.min(offset, Fingerprint.REACH);
  }
}
