package io.github.pppvpn.log.dialect;

/** How a peer authenticates, as far as a daemon tells; MS-CHAP and MS-CHAPv2 are CHAP here. */
public enum Method {
  PAP,
  CHAP,
  EAP,
  UNKNOWN
}
