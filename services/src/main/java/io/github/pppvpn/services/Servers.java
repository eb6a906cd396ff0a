package io.github.pppvpn.services;

/** Which VPN servers a service makes sense for, by the protocols that they speak. */
public enum Servers {
  ALL(""),
  /** Those that do not speak both PPTP and L2TP. */
  ONE_PROTOCOL(""),
  BOTH_PROTOCOLS(""),
  PPTP("pptp"),
  L2TP("l2tp");

  private final String word;

  Servers(String word) {
    this.word = word;
  }

  /** The protocol as configurations write it, {@code pptp}; empty where it is not one. */
  public String word() {
    return word;
  }
}
