package io.github.pppvpn.host;

/**
 * Something of the host that could not be looked at. {@link #getMessage()} is a sentence for an
 * operator that names it and says why.
 *
 * <p>It has no stack trace: it is an answer, not a fault.
 */
public final class NotVisibleException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Why {
    /** It is not there. */
    ABSENT,
    /** It is there, and this user must not read it. */
    DENIED,
    /** The kernel does not show other users' processes (the mount option hidepid of /proc). */
    HIDDEN,
    /** It is not what it should be. */
    MALFORMED,
    /** It is larger than anything sensible. */
    TOO_LARGE,
    /** It did not answer in time. */
    TIMED_OUT,
    /** Anything else, an input/output error mostly. */
    FAILED
  }

  private final Why why;

  /** The sentence must name what could not be looked at. */
  public NotVisibleException(Why why, String sentence) {
    super(sentence, null, false, false);
    this.why = why;
  }

  /** Why. */
  public Why why() {
    return why;
  }
}
