package io.github.pppvpn.wire.l2tp;

/** What a caller of {@link L2tpControlConnection} may want to know. */
public sealed interface L2tpEvent {
  /** The connection got there, so long after its start. */
  record PhaseEntered(L2tpPhase phase, long sinceStartNanos) implements L2tpEvent {}

  /** The peer has acknowledged the SCCRQ, but not answered it yet. */
  record RequestAcknowledged(long roundTripNanos) implements L2tpEvent {}

  /**
   * The peer's answer to the SCCRQ, in order and, where asked for, authentic.
   *
   * @param reply the SCCRP, hidden AVPs revealed
   * @param roundTripNanos from the first SCCRQ; how often that was sent again is told apart
   */
  record Replied(ControlMessage reply, long roundTripNanos, int retransmissions)
      implements L2tpEvent {}

  /** The peer does not share our secret, or wants one that we do not have. A StopCCN follows. */
  record AuthenticationFailed(String sentence) implements L2tpEvent {}

  /** The peer's answer is not acceptable. A StopCCN follows. */
  record Unacceptable(String sentence) implements L2tpEvent {}

  /** The peer has acknowledged a HELLO. */
  record HelloAnswered(long roundTripNanos) implements L2tpEvent {}

  /** A datagram that is no L2TP of version 2. */
  record NotL2tp(MalformedL2tpException.Reason reason, String sentence) implements L2tpEvent {}

  /** A message that means nothing here; the sentence tells why. */
  record Ignored(String sentence) implements L2tpEvent {}

  /** The end; nothing follows. */
  sealed interface End extends L2tpEvent {}

  /** Our StopCCN is acknowledged: the clean end. */
  record Stopped(long roundTripNanos) implements End {}

  /**
   * The peer ended it; it has its acknowledgment.
   *
   * @param outcome in RFC 2661's words and the peer's own
   * @param during where it stood
   */
  record StoppedByPeer(ControlMessage notification, String outcome, L2tpPhase during)
      implements End {}

  /** A message stayed without an acknowledgment, however often it was sent. */
  record GaveUp(L2tpPhase during, int retransmissions) implements End {}
}
