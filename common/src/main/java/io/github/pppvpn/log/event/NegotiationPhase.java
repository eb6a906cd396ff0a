package io.github.pppvpn.log.event;

/** What could not be agreed on. */
public enum NegotiationPhase {
  /** Nothing came back: GRE or ESP is blocked in one direction. */
  LCP,
  /** The link hears itself. */
  LOOP,
  CCP,
  /** Encryption. */
  MPPE,
  /** Addresses. */
  IPCP,
  IPV6CP,
  /** The peer never answered the question who it is. */
  AUTH_TIMEOUT,
  OTHER
}
