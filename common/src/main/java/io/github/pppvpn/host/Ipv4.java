package io.github.pppvpn.host;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits the address in network order, so that 10.0.0.1 is {@code 0x0A000001}
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {
  private static final int PARTS = 4;
  private static final long ALL = 0xFFFFFFFFL;

  // A record's own of these two cost 15 ms at their first use, and addresses are keys everywhere.

  @Override
  public boolean equals(Object other) {
    return other instanceof Ipv4 address && address.bits == bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /** The address of a number from 0 to 4294967295. */
  public static Ipv4 of(long value) {
    if (value < 0 || value > ALL) {
      throw new IllegalArgumentException("no IPv4 address: " + value);
    }
    return new Ipv4((int) value);
  }

  /** Reads four decimal numbers from 0 to 255 with dots between; anything else gives nothing. */
  public static Optional<Ipv4> parse(String text) {
    int bits = 0;
    int at = 0;
    for (int part = 0; part < PARTS; part++) {
      if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
        return Optional.empty();
      }
      int from = at;
      int number = 0;
      while (at < text.length() && at - from < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + text.charAt(at++) - '0';
      }
      if (at == from || number > 255) {
        return Optional.empty();
      }
      bits = bits << 8 | number;
    }
    return at == text.length() ? Optional.of(new Ipv4(bits)) : Optional.empty();
  }

  /**
   * Reads what the C library's inet_aton(3) reads: one to four numbers, decimal, octal after {@code
   * 0} or hexadecimal after {@code 0x}, the last one filling what is left of the 32 bits; white
   * space ends the address, and what stands behind it has no meaning.
   */
  public static Optional<Ipv4> parseAsLibc(String text) {
    long bits = 0;
    int at = 0;
    for (int part = 0; part < PARTS; part++) {
      int base = 10;
      int from = at;
      if (at < text.length() && text.charAt(at) == '0') {
        base = 8;
        if (at + 1 < text.length() && (text.charAt(at + 1) | 0x20) == 'x') {
          base = 16;
          at += 2;
          from = at;
        }
      }
      long number = 0;
      while (at < text.length() && text.charAt(at) < 0x80 && digit(text.charAt(at), base) >= 0) {
        number = number * base + digit(text.charAt(at++), base);
        if (number > ALL) {
          return Optional.empty();
        }
      }
      if (at == from) {
        return Optional.empty();
      }
      if (at < text.length() && text.charAt(at) == '.') {
        if (number > 255 || part == PARTS - 1) {
          return Optional.empty();
        }
        bits = bits << 8 | number;
        at++;
        continue;
      }
      if (at < text.length() && !isSpace(text.charAt(at))) {
        return Optional.empty();
      }
      int left = 8 * (PARTS - part);
      if (number >= 1L << left) {
        return Optional.empty();
      }
      return Optional.of(of(bits << left | number));
    }
    return Optional.empty();
  }

  /** The address as a number from 0 to 4294967295. */
  public long value() {
    return bits & ALL;
  }

  /** 0.0.0.0, which stands for no address at all. */
  public boolean isUnspecified() {
    return bits == 0;
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  /** The address in dotted decimal. */
  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xFF)
        + "."
        + (bits >>> 8 & 0xFF)
        + "."
        + (bits & 0xFF);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int digit(char c, int base) {
    return Character.digit(c, base);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
