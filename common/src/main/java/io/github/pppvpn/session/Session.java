package io.github.pppvpn.session;

import io.github.pppvpn.host.Ipv4;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A client that is connected.
 *
 * @param protocol how
 * @param daemon the server's program: pptpd, xl2tpd or accel-ppp; empty where none can be made out
 * @param interfaceName its PPP interface
 * @param user as it has authenticated; none where the server asks nobody, or nothing says it
 * @param peer the client's address outside the tunnel; of accel-ppp's L2TP the Calling Number if
 *     the client sent one
 * @param address the client's address inside the tunnel
 * @param assigned the address that the daemon had in mind for it and keeps reserved; another one
 *     than {@code address} where chap-secrets or RADIUS gave a static one
 * @param pppd the pppd that serves it
 * @param tunnel this side's L2TP tunnel id
 * @param sinceMillis when its call came, in milliseconds since 1970
 * @param rxBytes received from the client
 * @param txBytes sent to it
 */
public record Session(
    Protocol protocol,
    String daemon,
    String interfaceName,
    Optional<String> user,
    Optional<String> peer,
    Optional<Ipv4> address,
    Optional<Ipv4> assigned,
    OptionalInt pppd,
    OptionalInt tunnel,
    OptionalLong sinceMillis,
    OptionalLong rxBytes,
    OptionalLong txBytes) {}
