package io.github.pppvpn.services;

/** Which VPN protocol a server has to speak for a service to make sense. */
public enum Protocol {
  ANY(""),
  PPTP("pptp"),
  L2TP("l2tp");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  /** As configurations write it, {@code pptp}; empty for any. */
  public String word() {
    return word;
  }
}
