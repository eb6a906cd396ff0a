package io.github.pppvpn.checks.l2tp;

import java.util.Locale;

/**
 * Why a server's L2TP counts as down.
 *
 * @param kind for programs
 * @param text what happened, without the server's name: {@code did not answer}
 */
record Failure(Kind kind, String text) {

  /** The failures that are told apart, each with what an engineer does next. */
  enum Kind {
    SILENT(
        "The daemon is down or hangs, or a firewall drops UDP to that port; a server that speaks"
            + " L2TP only inside IPsec is silent outside of it (--no-answer OK then, and watch IKE"
            + " on UDP 500): on the server see systemctl status xl2tpd and tcpdump -n udp."),
    PORT_UNREACHABLE(
        "Nothing listens there, or a firewall rejects: on the server see systemctl status xl2tpd"
            + " and ss -lun."),
    NO_ROUTE(
        "A router or this host has no way to that address, or a firewall on the way rejects: see"
            + " ip route get, the link to the server, and the firewalls' rules."),
    NO_REPLY(
        "The daemon receives, but does not get as far as an answer: see its load and its log."),
    NOT_L2TP(
        "Another service answers on that port: see ss -lunp on the server, and port forwards."),
    OTHER_VERSION("The server speaks another version of the protocol than RFC 2661's 2."),
    MALFORMED(
        "What answers there is broken or something in between changes it: capture it with"
            + " tcpdump -X udp."),
    UNEXPECTED_MESSAGE(
        "What answers there does not follow RFC 2661, or keeps an old tunnel of another client"
            + " behind the same address: capture it with tcpdump -X udp."),
    BAD_REPLY(
        "The server's L2TP implementation does not follow RFC 2661: capture it with tcpdump -X udp."),
    REJECTED(
        "The server itself refuses; its own words, if any, stand in brackets. xl2tpd's \"No"
            + " Authorization\": 'access control' and the 'lac' lines of xl2tpd.conf; its \"No secret"
            + " on our side\": no line of l2tp-secrets is for a client that calls itself "
            + TunnelSession.HOST_NAME
            + ". Else look into its log."),
    ENDED("The server ended the tunnel by itself: look into its own log for the reason."),
    NO_SECRET(
        "Give the tunnel's secret with --secret-file, or leave out --establish: without it the"
            + " answer alone is looked at."),
    HIDDEN("Give the tunnel's secret with --secret-file: without it the answer cannot be read."),
    NO_PROOF(
        "The server has no secret for a client that calls itself "
            + TunnelSession.HOST_NAME
            + ": on the server see /etc/xl2tpd/l2tp-secrets."),
    WRONG_SECRET(
        "Compare the secret file with the server's secret for a client that calls itself "
            + TunnelSession.HOST_NAME
            + ": on the server see /etc/xl2tpd/l2tp-secrets."),
    SECRET_REFUSED(
        "The server answers with one secret and expects another from us: look for two lines that"
            + " fit in /etc/xl2tpd/l2tp-secrets, and into its log."),
    NOT_ESTABLISHED(
        "The daemon hangs, or packets of this size or later ones are dropped on the way: see the"
            + " server's load and its log."),
    NO_HELLO(
        "The daemon hangs or dropped the tunnel without a word: see the server's load and its log."),
    GONE(
        "The daemon ended or was restarted in that moment: on the server see systemctl status"
            + " xl2tpd and its log."),
    ;

    private final String nextStep;

    Kind(String nextStep) {
      this.nextStep = nextStep;
    }

    String nextStep() {
      return nextStep;
    }

    /** In a word or two, for a line that tells of many: {@code port unreachable}. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("l2tp", "L2TP");
    }
  }
}
