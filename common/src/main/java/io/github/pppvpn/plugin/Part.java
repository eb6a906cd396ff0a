package io.github.pppvpn.plugin;

/**
 * One of several things of the same kind that a run asked.
 *
 * @param name as it may be shown
 * @param report what was measured of it, as if the run had asked nothing else
 */
public record Part(String name, Report report) {}
