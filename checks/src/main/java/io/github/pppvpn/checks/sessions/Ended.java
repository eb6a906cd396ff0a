package io.github.pppvpn.checks.sessions;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A session that has ended since the last run.
 *
 * @param logged what the log says of its end; nothing if only its absence tells
 * @param user by the log, else as the last run knew it
 * @param seconds how long it lasted: by the log, else as long as earlier runs saw it
 */
record Ended(
    SessionName name,
    Optional<LoggedSession> logged,
    Optional<String> user,
    OptionalLong seconds) {}
