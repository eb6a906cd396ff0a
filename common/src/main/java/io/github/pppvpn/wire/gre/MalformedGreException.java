package io.github.pppvpn.wire.gre;

import io.github.pppvpn.wire.MalformedMessageException;

/** A GRE packet that is not enhanced GRE as RFC 2637 has it, and in which way. */
public final class MalformedGreException extends MalformedMessageException {
  private static final long serialVersionUID = 1L;

  /** What a caller can tell apart, in the order of the checks. */
  public enum Reason {
    /** The bytes end inside of the header. */
    TRUNCATED,
    /** Another version than 1; plain GRE is version 0. */
    VERSION,
    /** The Protocol Type is not that of PPP. */
    PROTOCOL,
    /** C is set. */
    CHECKSUM,
    /** R is set. */
    ROUTING,
    /** K is not set. */
    NO_KEY,
    /** s is set. */
    STRICT_SOURCE_ROUTE,
    /** Recur is not 0. */
    RECURSION,
    /** The reserved Flags are not 0. */
    RESERVED,
    /** A payload without a sequence number. */
    NO_SEQUENCE,
    /** The payload is longer than what is there. */
    BAD_LENGTH
  }

  private final Reason reason;

  public MalformedGreException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** Which kind of wrong it is. */
  public Reason reason() {
    return reason;
  }
}
