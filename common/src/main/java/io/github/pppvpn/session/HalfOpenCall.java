package io.github.pppvpn.session;

import io.github.pppvpn.host.Ipv4;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call whose PPP link is not up (yet): it authenticates, or hangs.
 *
 * @param protocol how it came
 * @param daemon the server's program
 * @param peer the client's address outside the tunnel, where it is known
 * @param reserved the address that the daemon keeps for it meanwhile
 * @param pppd the pppd that serves it; none if none has been started
 */
public record HalfOpenCall(
    Protocol protocol,
    String daemon,
    Optional<String> peer,
    Optional<Ipv4> reserved,
    OptionalInt pppd) {}
