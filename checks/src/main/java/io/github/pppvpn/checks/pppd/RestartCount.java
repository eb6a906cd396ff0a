package io.github.pppvpn.checks.pppd;

/**
 * How often a daemon was started again in the window.
 *
 * @param daemon its name
 * @param count how often, at least
 * @param source who says so, in words
 */
record RestartCount(String daemon, long count, String source) {}
