package io.github.pppvpn.pool;

import java.util.List;
import java.util.OptionalLong;

/**
 * A pool as its daemon hands it out.
 *
 * @param name unique on its host: the daemon's name, and the pool's own name behind a dot where a
 *     daemon has several
 * @param daemon pptpd, xl2tpd or accel-ppp; empty for one that the operator named
 * @param addresses which it hands out
 * @param size how many clients it can serve at once
 * @param slots for how many clients the daemon makes room; none where it has no such limit
 * @param followers names of the pools that its clients get addresses of once it is full, in their
 *     order
 */
public record Pool(
    String name,
    String daemon,
    AddressSet addresses,
    long size,
    OptionalLong slots,
    List<String> followers) {
  /** Copies the list. */
  public Pool {
    followers = List.copyOf(followers);
  }

  /** One that no other follows. */
  public Pool(String name, String daemon, AddressSet addresses, long size, OptionalLong slots) {
    this(name, daemon, addresses, size, slots, List.of());
  }
}
