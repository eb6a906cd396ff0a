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
  OTHER;

  /** Whether it begins only once the peer has authenticated, if it was asked to. */
  boolean isAfterLogin() {
    return switch (this) {
      case CCP, MPPE, IPCP, IPV6CP -> true;
      case LCP, LOOP, AUTH_TIMEOUT, OTHER -> false;
    };
  }
}
