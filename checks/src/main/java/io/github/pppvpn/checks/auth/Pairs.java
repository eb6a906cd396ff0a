package io.github.pppvpn.checks.auth;

/**
 * Which pairs of texts were seen, by 64-bit fingerprints, up to a limit; what comes after that is
 * taken for seen.
 */
final class Pairs {
  private static final int LIMIT = 1 << 16;

  private final long seed;
  private long[] table = new long[256];
  private int size;

  /**
   * @param seed so that who chooses the names cannot choose their fingerprints
   */
  Pairs(long seed) {
    this.seed = seed;
  }

  /** Whether the pair is new. */
  boolean add(String one, String other) {
    if (size >= LIMIT) {
      return false;
    }
    if (size * 2 >= table.length) {
      grow();
    }
    long hash = mix(hash(other, hash(one, seed) + 1));
    if (!insert(table, hash == 0 ? 1 : hash)) {
      return false;
    }
    size++;
    return true;
  }

  /** Whether the limit was reached, so that counts of pairs are lower bounds. */
  boolean isFull() {
    return size >= LIMIT;
  }

  private static boolean insert(long[] table, long hash) {
    int at = (int) hash & (table.length - 1);
    while (table[at] != 0) {
      if (table[at] == hash) {
        return false;
      }
      at = (at + 1) & (table.length - 1);
    }
    table[at] = hash;
    return true;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long hash : table) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    table = larger;
  }

  private static long hash(String text, long start) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash * 0x100000001b3L + text.charAt(i));
    }
    return hash;
  }

  /** MurmurHash3's finalizer, after Austin Appleby. */
  private static long mix(long value) {
    long mixed = value ^ value >>> 33;
    mixed *= 0xff51afd7ed558ccdL;
    mixed ^= mixed >>> 33;
    mixed *= 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
