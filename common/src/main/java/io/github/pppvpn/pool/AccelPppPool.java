package io.github.pppvpn.pool;

import java.util.List;

/**
 * A pool of accel-ppp.
 *
 * @param name its name; {@code default} for the one that has none
 * @param addresses what its lines list, without the gateway's address
 * @param capacity how many sessions it can serve: all of them, or a fourth with the allocator net30
 * @param followers places, in the list of pools, of those that are asked once this one is empty
 *     ({@code next=}), in their order, each once and without this one
 */
public record AccelPppPool(
    String name, AddressSet addresses, long capacity, List<Integer> followers) {
  /** Copies the list. */
  public AccelPppPool {
    followers = List.copyOf(followers);
  }
}
