package io.github.pppvpn.checks.pppd;

import java.util.Optional;

/**
 * A pppd of this server that serves nobody properly.
 *
 * @param pid its number
 * @param daemon whose it is
 * @param parentless whether its daemon is gone; else it has no interface
 * @param interfaceName its interface, where one is known
 * @param peer its client, where the command line has it
 */
record Orphan(
    int pid,
    String daemon,
    boolean parentless,
    Optional<String> interfaceName,
    Optional<String> peer) {}
