package io.github.pppvpn.session;

import java.util.Optional;

/**
 * Servers' pppds of which nobody tells the interface: they may have sessions that are not known.
 *
 * @param why a sentence
 * @param nextStep what to do about it, a sentence, where it is not that pppd's files in /run cannot
 *     be read
 * @param addressless how many of them were given no address on their command line, so that the one
 *     that their client has is not known either
 */
public record Unplaced(String why, Optional<String> nextStep, int addressless) {}
