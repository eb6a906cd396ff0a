package io.github.pppvpn.log.dialect;

/**
 * A line without a header in a log of lines with headers, that reads like a failed login of pppd's
 * own logfile.
 *
 * @param position where the line starts in its log
 * @param time of the line before it, milliseconds since 1970, or {@link
 *     io.github.pppvpn.log.line.LineParser#NO_TIME}
 */
public record Headless(long position, long time) {}
