package io.github.pppvpn.log.source;

/**
 * A 64 bit hash of a few bytes of a log (FNV-1a, its bits mixed once more at the end). It tells
 * logs apart; it hides and protects nothing.
 */
final class Fingerprint {
  /** How many bytes are looked at at most, at a file's start and before a place in it. */
  static final int REACH = 256;

  private Fingerprint() {}

  static long of(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 29;
  }
}
