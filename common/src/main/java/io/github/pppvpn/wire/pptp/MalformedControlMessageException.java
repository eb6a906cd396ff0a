package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;

/** Bytes on a control connection that are no control message of RFC 2637, and in which way. */
public final class MalformedControlMessageException extends MalformedMessageException {
  private static final long serialVersionUID = 1L;

  /** What a caller can tell apart. */
  public enum Reason {
    /** The Magic Cookie is not there: another protocol speaks on this port, or sync is lost. */
    NOT_PPTP,
    /** PPTP, but the PPTP Message Type is not 1: no control message. */
    NOT_CONTROL,
    /** PPTP, but the Length is no control message's, or not that of this type. */
    BAD_LENGTH,
    /** A control message of a type that RFC 2637 does not have. */
    UNKNOWN_TYPE,
    /** The bytes ended inside of a message that was right so far. */
    TRUNCATED
  }

  private final Reason reason;

  public MalformedControlMessageException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** Which kind of wrong it is. */
  public Reason reason() {
    return reason;
  }
}
