package io.github.pppvpn.checks.gre;

/** What else was seen that helps to explain a failure; bounded. */
final class Evidence {
  private String icmp = "";
  private String forbidden = "";
  private boolean witnessed;
  private int damaged;
  private int proofs;

  /** The first ICMP error counts. */
  void icmp(String sentence) {
    if (icmp.isEmpty()) {
      icmp = sentence;
    }
  }

  void forbidden(String why) {
    forbidden = why;
  }

  void witnessed() {
    witnessed = true;
  }

  void damaged() {
    damaged++;
  }

  void proof() {
    proofs++;
  }

  /** Who said that our packets cannot go on; empty if nobody did. */
  String icmp() {
    return icmp;
  }

  /** Why this host does not let our packets out; empty if it does. */
  String forbidden() {
    return forbidden;
  }

  /** Whether packets of the server were seen on an interface of this host. */
  boolean isWitnessed() {
    return witnessed;
  }

  /** Echo-Replies with other data than the request's. */
  int damagedEchoes() {
    return damaged;
  }

  /** Echo-Requests sent before the measuring ones. */
  int proofs() {
    return proofs;
  }
}
