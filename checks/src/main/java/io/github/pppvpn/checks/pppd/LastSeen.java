package io.github.pppvpn.checks.pppd;

import java.util.OptionalLong;

/**
 * A daemon as an earlier run saw it.
 *
 * @param process its main process
 * @param systemdRestarts systemd's counter then, where it could be asked
 */
record LastSeen(ProcessKey process, OptionalLong systemdRestarts) {}
