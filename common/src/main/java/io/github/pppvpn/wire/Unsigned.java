package io.github.pppvpn.wire;

/**
 * Range checks for values that will be sent as unsigned fields.
 *
 * <p>Each throws {@link IllegalArgumentException} naming the field: such a value is a mistake of
 * the caller, never of a peer.
 */
public final class Unsigned {
  private Unsigned() {}

  /** Holds {@code value} to 0 to 255. */
  public static void check8(String field, int value) {
    check(field, value, 0xFFL);
  }

  /** Holds {@code value} to 0 to 65535. */
  public static void check16(String field, int value) {
    check(field, value, 0xFFFFL);
  }

  /** Holds {@code value} to 0 to 4294967295. */
  public static void check32(String field, long value) {
    check(field, value, 0xFFFFFFFFL);
  }

  private static void check(String field, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(field + " must be 0 to " + max + ", not " + value);
    }
  }
}
