package io.github.pppvpn.pool;

import java.util.Optional;

/**
 * A pool of accel-ppp.
 *
 * @param name its name; {@code default} for the one that has none
 * @param addresses what its lines list, without the gateway's address
 * @param capacity how many sessions it can serve: all of them, or a fourth with the allocator net30
 * @param next the pool that is asked once this one is empty
 */
public record AccelPppPool(
    String name, AddressSet addresses, long capacity, Optional<String> next) {}
