package io.github.pppvpn.log.dialect;

/**
 * A line that matters.
 *
 * @param log which of the logs that are read together, from 0
 * @param position where the line starts in that log
 * @param time milliseconds since 1970, of the line before it where it bears no time stamp itself,
 *     or {@link io.github.pppvpn.log.line.LineParser#NO_TIME} where no line before it does either
 * @param host the host's name as the line has it, or empty
 * @param daemon who wrote it
 * @param pid the process, or {@link io.github.pppvpn.log.line.LineHeader#NO_PID}
 * @param message what it says
 * @param repeats how many times: more than 1 only for a line that says "repeated N times" of the
 *     message before it, which had its own line
 * @param text the line as it stands, without a password; cut at 1024 bytes; empty unless {@link
 *     Kind#evidence()}
 */
public record LogLine(
    int log,
    long position,
    long time,
    String host,
    Daemon daemon,
    int pid,
    Message message,
    int repeats,
    String text) {}
