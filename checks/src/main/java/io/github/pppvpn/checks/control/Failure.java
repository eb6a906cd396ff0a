package io.github.pppvpn.checks.control;

import java.util.Locale;

/**
 * Why a server's control channel counts as down.
 *
 * @param kind for programs
 * @param text what happened, without the server's name: {@code refused the connection}
 */
public record Failure(Kind kind, String text) {

  /** The failures that are told apart, each with what an engineer does next. */
  public enum Kind {
    REFUSED(
        "Nothing listens there, or a firewall rejects: on the server see systemctl status pptpd and"
            + " ss -ltn."),
    NO_ROUTE(
        "A router or this host has no way to that address, or a firewall on the way rejects: see"
            + " ip route get, the link to the server, and the firewalls' rules."),
    NO_ANSWER_TO_CONNECT(
        "The host is down or a firewall drops TCP to that port: ping it, and try from another"
            + " network."),
    SILENT(
        "pptpd accepts nobody while every slot is taken or while another client stays silent: on"
            + " the server see ps -C pptpctrl, the 'connections' line of /etc/pptpd.conf, and the"
            + " log for 'No free connection slots'."),
    INCOMPLETE(
        "The server or the way to it is overloaded, or something else than pptpd answers there."),
    CLOSED(
        "pptpd does that without a free slot or address, and hosts.deny or a firewall's connection"
            + " limit do: on the server see ps -C pptpctrl and the remoteip line of"
            + " /etc/pptpd.conf."),
    RESET(
        "pptpd does that when more clients come than it has addresses (remoteip), without a log"
            + " line: on the server see ps -C pptpctrl; a firewall may also cut in."),
    NOT_PPTP(
        "Another service answers on that port: see ss -ltnp on the server, and port forwards."),
    MALFORMED(
        "What answers there is broken or something in between changes it: capture it with"
            + " tcpdump -X."),
    UNEXPECTED_MESSAGE(
        "The server's PPTP implementation does not follow RFC 2637: capture it with tcpdump -X tcp"
            + " port 1723."),
    VERSION("The server speaks another version of PPTP than RFC 2637's 1.0."),
    REJECTED(
        "The server itself refuses control connections: look into its own log for the reason."),
    LOST(
        "The control connection was set up and then broke: look into the server's log for the"
            + " reason."),
    NO_ECHO(
        "The control connection was set up but its process hangs: see the server's load and"
            + " its log."),
    ;

    private final String nextStep;

    Kind(String nextStep) {
      this.nextStep = nextStep;
    }

    public String nextStep() {
      return nextStep;
    }

    /** In a word or two, for a line that tells of many: {@code no answer to connect}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("pptp", "PPTP");
    }
  }
}
