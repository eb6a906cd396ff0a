package io.github.pppvpn.session;

/** What carries the PPP of a session. */
public enum Protocol {
  PPTP,
  L2TP
}
