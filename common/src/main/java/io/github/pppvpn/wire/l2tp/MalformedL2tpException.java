package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.MalformedMessageException;

/** A datagram that is no message of L2TP version 2, and in which way. */
public final class MalformedL2tpException extends MalformedMessageException {
  private static final long serialVersionUID = 1L;

  /** What a caller can tell apart. */
  public enum Reason {
    /** Another protocol's: its first bytes are no header of any version. */
    NOT_L2TP,
    /** Layer Two Forwarding (RFC 2341), version 1 of this header. */
    L2F,
    /** L2TP version 3 (RFC 3931). */
    VERSION_3,
    /** The bytes end inside of the header. */
    TRUNCATED,
    /** A Length that is not that of what is there. */
    BAD_LENGTH,
    /** AVPs whose lengths lie, or of which the first is no Message Type. */
    BAD_AVP
  }

  private final Reason reason;

  public MalformedL2tpException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** Which kind of wrong it is. */
  public Reason reason() {
    return reason;
  }
}
