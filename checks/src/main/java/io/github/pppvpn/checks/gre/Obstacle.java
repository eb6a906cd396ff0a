package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.plugin.State;

/**
 * What stands in the way of GRE, or of measuring it.
 *
 * @param kind for programs
 * @param state how bad it is
 * @param text what happened, without the server's name: {@code refused the call}
 * @param nextStep what usually causes it and where to look
 */
record Obstacle(String kind, State state, String text, String nextStep) {
  private static final String AUTHORISED =
      "The control connection works, the server itself has no call to give: see its log, its limits"
          + " on sessions, and ps -C pppd.";

  private static Obstacle critical(String kind, String text, String nextStep) {
    return new Obstacle(kind, State.CRITICAL, text, nextStep);
  }

  static Obstacle control(Failure failure) {
    return critical("CONTROL_" + failure.kind().name(), failure.text(), failure.kind().nextStep());
  }

  static Obstacle callRefused(String text) {
    return critical("CALL_REFUSED", text, AUTHORISED);
  }

  static Obstacle callSilent(String text) {
    return critical(
        "CALL_SILENT",
        text,
        "The process that serves this control connection (pptpctrl) hangs or died: see the server's"
            + " load and its log.");
  }

  static Obstacle callEnded(String text) {
    return critical(
        "CALL_ENDED",
        text,
        "pptpd was stopped, or its pppd ended by itself: see the log of pptpd and pppd on the server"
            + " at this minute.");
  }

  /**
   * The same, and none of the server's GRE had come: pptpd ends a call that it must not send in.
   */
  static Obstacle callEndedUnheard(String text) {
    return critical(
        "CALL_ENDED",
        text,
        "The server's own firewall may forbid it to send IP protocol 47 (its log then says \"GRE: xmit"
            + " failed\"): see iptables -S OUTPUT and nft list ruleset there. Or pptpd was stopped, or"
            + " its pppd did not start: see the server's log at this minute.");
  }

  static Obstacle blocked(String text) {
    return critical(
        "GRE_BLOCKED",
        text,
        "A firewall or NAT on the way lets TCP 1723 through but not IP protocol 47: allow GRE both"
            + " ways, load nf_conntrack_pptp where NAT is done (its helper must be assigned since"
            + " Linux 4.7). On the server, tcpdump -ni any proto 47 during a probe shows whether"
            + " ours arrives.");
  }

  static Obstacle onlyToProbe(String text) {
    return critical(
        "ONLY_TO_PROBE",
        text,
        "Something drops IP protocol 47 towards the server: its own input rules (iptables -S INPUT,"
            + " nft list ruleset), or a firewall in front of it. Outgoing GRE is free, so look at the"
            + " rules for incoming traffic there, and for outgoing traffic here.");
  }

  static Obstacle onlyToServer(String text) {
    return critical(
        "ONLY_TO_SERVER",
        text,
        "The server's GRE arrives at this host and is dropped by its own firewall: see iptables -S"
            + " INPUT and nft list ruleset here.");
  }

  static Obstacle forbiddenHere(String text) {
    return critical(
        "FORBIDDEN_HERE",
        text,
        "A rule of this host's own firewall forbids it: see iptables -S OUTPUT and nft list ruleset"
            + " here.");
  }

  static Obstacle noEcho(String text) {
    return critical(
        "NO_ECHO",
        text,
        "GRE passes both ways but the server's PPP does not answer Echo-Requests: see whether its"
            + " pppd hangs (ps -C pppd, load, log). Or the way loses most packets: ask for more"
            + " echoes (-n 50).");
  }

  static Obstacle notOpen(String text) {
    return new Obstacle(
        "LCP_NOT_OPEN",
        State.WARNING,
        text,
        "Loss and round trips cannot be measured without LCP: heavy loss, or a server that wants"
            + " something unusual; -vvv shows the exchange.");
  }

  static Obstacle tooLate(String text) {
    return new Obstacle(
        "LCP_NOT_OPEN",
        State.WARNING,
        text,
        "The server's pppd starts slowly (see its load), the way is long, or most packets are lost:"
            + " give the probe more time (-t 20).");
  }

  static Obstacle loopedBack(String text) {
    return critical(
        "LOOPED_BACK",
        text,
        "What is at that address sends our own GRE back: a reflecting device, a wrong NAT rule.");
  }

  static Obstacle blackHole(String text) {
    return new Obstacle(
        "BLACK_HOLE",
        State.WARNING,
        text,
        "A firewall drops ICMP \"fragmentation needed\", so that sessions hang on large packets: let"
            + " it through, or lower mtu and mru in the server's pppd options (1400) and clamp the"
            + " MSS.");
  }
}
