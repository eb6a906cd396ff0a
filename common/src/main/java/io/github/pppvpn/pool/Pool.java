package io.github.pppvpn.pool;

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
 */
public record Pool(
    String name, String daemon, AddressSet addresses, long size, OptionalLong slots) {}
