package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;

/**
 * Addresses that follow each other.
 *
 * @param first the lowest
 * @param last the highest; belongs to the range
 */
public record AddressRange(Ipv4 first, Ipv4 last) {
  /**
   * @throws IllegalArgumentException if the range would be empty
   */
  public AddressRange {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " is above " + last);
    }
  }

  /** The range of one address. */
  public static AddressRange of(Ipv4 only) {
    return new AddressRange(only, only);
  }

  /** How many addresses, 1 to 4294967296. */
  public long size() {
    return last.value() - first.value() + 1;
  }

  /** Whether it has this address. */
  public boolean contains(Ipv4 address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  /** {@code 10.0.0.1-10.0.0.9}, or {@code 10.0.0.1} alone. */
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + "-" + last;
  }
}
