package io.github.pppvpn.log.dialect;

/**
 * What a line's stamp may mean, of the hour that clocks show twice; milliseconds since 1970.
 *
 * @param first the time as it is read
 * @param second when the clock showed it again
 */
public record TwoTimes(long first, long second) {}
