package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.LogLine;

/**
 * The line that makes an event count.
 *
 * @param time milliseconds since 1970, or {@link io.github.pppvpn.log.line.LineParser#NO_TIME}
 * @param host as the line has it, or empty
 * @param daemon who wrote it
 * @param pid of the process, or -1
 * @param log which of the logs read together
 * @param position where the line starts in that log
 */
public record Origin(long time, String host, Daemon daemon, int pid, int log, long position) {
  static Origin of(LogLine line) {
    return new Origin(
        line.time(), line.host(), line.daemon(), line.pid(), line.log(), line.position());
  }
}
