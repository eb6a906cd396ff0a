package io.github.pppvpn.session;

/**
 * Servers' pppds of which nobody tells the interface: they may have sessions that are not known.
 *
 * @param why a sentence
 * @param addressless how many of them were given no address on their command line, so that the one
 *     that their client has is not known either
 */
public record Unplaced(String why, int addressless) {}
