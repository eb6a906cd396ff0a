package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;

/**
 * A line that tells of a daemon's life.
 *
 * @param kind DAEMON_STARTED, DAEMON_STOPPED, DAEMON_FAILED or CRASHED
 * @param daemon who wrote it
 * @param host as the line has it, or empty
 * @param pid of the process, or -1
 * @param millis when, since 1970
 * @param signal of a crash or a stop, or -1
 * @param text the line; empty where it adds nothing
 */
record LogFact(
    Kind kind, Daemon daemon, String host, int pid, long millis, long signal, String text) {}
