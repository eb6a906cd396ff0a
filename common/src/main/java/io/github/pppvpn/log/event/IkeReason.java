package io.github.pppvpn.log.event;

/** Why IKE failed. */
public enum IkeReason {
  /** The pre-shared keys differ, or a certificate is wrong. */
  AUTHENTICATION,
  /** The user of XAuth was not accepted. */
  XAUTH,
  /** Nothing is configured for this peer. */
  NO_CONFIG,
  /** What is to be protected does not fit. */
  CHILD,
  /** The peer fell silent. */
  TIMEOUT
}
