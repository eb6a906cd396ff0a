package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.log.event.DownReason;
import io.github.pppvpn.session.Protocol;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the log says of a session that came up or ended.
 *
 * @param up whether it came up
 * @param name by which it is known elsewhere
 * @param protocol by the daemon that its client called; nothing where the log does not tell
 * @param millis when, since 1970, or {@link io.github.pppvpn.log.line.LineParser#NO_TIME}
 * @param host whose line it is, or empty
 * @param reason why it ended
 * @param seconds how long it lasted, where the log tells
 * @param sent bytes to the client
 * @param received bytes from the client
 */
record LoggedSession(
    boolean up,
    SessionName name,
    Optional<Protocol> protocol,
    Optional<String> user,
    Optional<String> peer,
    long millis,
    String host,
    DownReason reason,
    OptionalLong seconds,
    OptionalLong sent,
    OptionalLong received) {}
