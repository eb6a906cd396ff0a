package io.github.pppvpn.plugin;

/**
 * One of several things of the same kind that a run asked.
 *
 * @param name as it may be shown, the same for no other part
 * @param given as the run was told it, whatever may be shown: ranges speak of it by this name
 * @param report what was measured of it, as if the run had asked nothing else
 */
public record Part(String name, String given, Report report) {}
