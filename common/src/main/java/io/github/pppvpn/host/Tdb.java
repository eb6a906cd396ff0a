package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.BiConsumer;

/**
 * A Samba trivial database of version 1 (pppd's tdb.c), read without its locks.
 *
 * <p>The hash chains are walked, each record once; a record that does not lie in the file, or that
 * is none, ends its chain and is counted.
 */
final class Tdb {
  private static final String FOOD = "TDB file\n";
  private static final int VERSION = 0x26011967 + 6;
  private static final int RECORD_MAGIC = 0x26011999;
  private static final int DEAD_MAGIC = 0xFEE1DEAD;
  private static final int HEADER = 168;
  private static final int RECORD = 24;
  private static final int MOST_CHAINS = 1 << 20;

  private Tdb() {}

  /**
   * Gives the key and the value of every live record whose key starts with {@code prefix} to {@code
   * records}: two of pppd's three are an index.
   *
   * @return how many chains ended in something that is no record
   */
  static int read(String path, FileBytes file, String prefix, BiConsumer<String, String> records)
      throws NotVisibleException {
    if (file.length < HEADER + 8 || !text(file.bytes, 0, FOOD.length()).equals(FOOD)) {
      throw new NotVisibleException(Why.MALFORMED, path + " is no TDB file");
    }
    ByteBuffer in = ByteBuffer.wrap(file.bytes, 0, file.length).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(32) != VERSION) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
    int chains = in.getInt(36);
    if (in.getInt(32) != VERSION || chains < 1 || chains > MOST_CHAINS) {
      throw new NotVisibleException(Why.MALFORMED, path + " is a TDB file of another version");
    }
    if (HEADER + 4L * (chains + 1) > file.length) {
      throw new NotVisibleException(Why.MALFORMED, path + " is a TDB file cut short");
    }
    BitSet seen = new BitSet();
    int broken = 0;
    for (int chain = 0; chain < chains; chain++) {
      broken += walk(file, in, in.getInt(HEADER + 4 + 4 * chain), seen, prefix, records) ? 0 : 1;
    }
    return broken;
  }

  private static boolean walk(
      FileBytes file,
      ByteBuffer in,
      int first,
      BitSet seen,
      String prefix,
      BiConsumer<String, String> records) {
    int at = first;
    while (at != 0) {
      if (at < HEADER || at > file.length - RECORD || (at & 3) != 0 || seen.get(at / 4)) {
        return false;
      }
      seen.set(at / 4);
      long room = Integer.toUnsignedLong(in.getInt(at + 4));
      long key = Integer.toUnsignedLong(in.getInt(at + 8));
      long value = Integer.toUnsignedLong(in.getInt(at + 12));
      int magic = in.getInt(at + 20);
      boolean fits = key + value <= room && at + RECORD + room <= file.length;
      if (!fits || (magic != RECORD_MAGIC && magic != DEAD_MAGIC)) {
        return false;
      }
      if (magic == RECORD_MAGIC && key >= prefix.length() && file.has(prefix, at + RECORD)) {
        records.accept(
            text(file.bytes, at + RECORD, (int) key),
            text(file.bytes, at + RECORD + (int) key, (int) value));
      }
      at = in.getInt(at);
    }
    return true;
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }
}
