package io.github.pppvpn.log.dialect;

/**
 * A line that reads like a failed login of pppd's, but does not say in its own header that pppd
 * wrote it: in a log of lines with headers one without, or one of which the header is another's.
 *
 * @param position where the line starts in its log
 * @param time of the line, or of the one before it where it has none, milliseconds since 1970, or
 *     {@link io.github.pppvpn.log.line.LineParser#NO_TIME}
 * @param relayed whether another's header stands before pppd's
 */
public record Headless(long position, long time, boolean relayed) {}
