package io.github.pppvpn.checks.pppd;

/**
 * Restarts of a daemon that were noticed at one run.
 *
 * @param daemon its name
 * @param uptimeMillis when it last started, in milliseconds since boot
 * @param count how often, at least
 */
record Restart(String daemon, long uptimeMillis, long count) {}
