package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.source.LogPosition;
import java.util.Optional;

/**
 * Where a log was left.
 *
 * @param counted behind the last line that was counted
 * @param context from where to read again, so that lines behind {@code counted} are understood;
 *     absent if nothing before it is recent enough to matter
 * @param read when that was, milliseconds since 1970
 */
record LogPlace(LogPosition counted, Optional<LogPosition> context, long read) {}
