package io.github.pppvpn.log.dialect;

/**
 * A line that reads like a failed login of pppd's, but does not say in a header that can be read
 * that pppd wrote it.
 *
 * @param position where the line starts in its log
 * @param time of the line, or of the one before it where it has none, milliseconds since 1970, or
 *     {@link io.github.pppvpn.log.line.LineParser#NO_TIME}
 * @param header what stands in the header's place
 */
public record Headless(long position, long time, Header header) {
  /** What stands where pppd's own header should. */
  public enum Header {
    /** Nothing, in a log of lines with headers. */
    NONE,
    /** Another's, before pppd's. */
    ANOTHERS,
    /** One of a form that is not known, with pppd's tag at its end. */
    UNKNOWN
  }
}
