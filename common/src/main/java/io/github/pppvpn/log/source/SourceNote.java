package io.github.pppvpn.log.source;

/**
 * Something about a source that its reader should hear of, although reading went on.
 *
 * @param kind what sort of thing
 * @param text a sentence that names the file
 */
public record SourceNote(Kind kind, String text) {
  /** The sorts of notes. */
  public enum Kind {
    /** Lines were rotated or truncated away before they were read: events may be missing. */
    LOST,
    /** A file is damaged; what could be read of it was delivered. */
    DAMAGED,
    /** No line of a file bears a time stamp, so that no window can be found in it. */
    UNSTAMPED
  }
}
