package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.endsWith;
import static io.github.pppvpn.log.line.Bytes.equal;
import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.lastIndexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Ascii;
import io.github.pppvpn.log.line.Bytes;
import java.util.Optional;

/**
 * pppd 2.3 to 2.5 with its plugins radius, winbind, and pptpd-logwtmp (auth.c, chap.c, chap-new.c,
 * upap.c, eap.c, ccp.c, ipcp.c, lcp.c, fsm.c, main.c, session.c).
 */
final class PppdDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  // What every session or failed login leaves, so that most lines are compared with it.
  private static final Ascii CONNECTION_TERMINATED = Ascii.of("Connection terminated.");
  private static final Ascii CONNECT = Ascii.of("Connect: ");
  private static final Ascii CONNECT_TIME = Ascii.of("Connect time ");
  private static final Ascii EXITS = Ascii.of("Exit.");
  private static final Ascii EAP = Ascii.of("EAP: ");
  private static final Ascii BY_PEER_TEXT = Ascii.of(" terminated by peer");
  private static final Ascii MPPE = Ascii.of("MPPE ");
  private static final Ascii COMPRESSION = Ascii.of(" compression enabled");
  private static final Ascii NO_CHAP_SECRET = Ascii.of("No CHAP secret found for authenticating ");
  private static final Ascii PEER = Ascii.of("Peer ");
  private static final Ascii PAP = Ascii.of("PAP ");
  private static final Ascii FAILED_CHAP = Ascii.of(" failed CHAP authentication");
  private static final Ascii PAP_FAILED = Ascii.of("peer authentication failed for ");
  private static final Ascii PAP_OK = Ascii.of("peer authentication succeeded for ");
  private static final Ascii SENT = Ascii.of("Sent ");
  private static final Ascii RECEIVED = Ascii.of(" bytes, received ");
  private static final Ascii STARTS = Ascii.of("pppd ");
  private static final Ascii STARTED_BY = Ascii.of(" started by ");
  private static final Ascii PLUGIN = Ascii.of("Plugin ");
  private static final Ascii LOADED = Ascii.of(" loaded.");
  private static final Ascii CALLING = Ascii.of("peer from calling number ");
  private static final Ascii AUTHORIZED = Ascii.of(" authorized");
  private static final Ascii REMOTE_ADDRESS = Ascii.of("remote IP address ");
  private static final Ascii USING = Ascii.of("Using interface ");
  private static final Ascii LOCAL_ADDRESS_2 = Ascii.of("local  IP address ");
  private static final Ascii LOCAL_ADDRESS = Ascii.of("local IP address ");

  private static final Message CLIENT = Message.of(Kind.CLIENT_SIDE);
  private static final Message CLIENT_REPORT = Message.of(Kind.CLIENT_SIDE_REPORT);
  private static final Message DETAIL = Message.of(Kind.DETAIL);
  private static final Message MPPE_FAILED = Message.of(Kind.MPPE_FAILED);
  private static final Message MPPE_UP = Message.of(Kind.MPPE_UP);
  private static final Message IPCP_FAILED = Message.of(Kind.IPCP_FAILED);
  private static final Message EXIT = Message.of(Kind.PROCESS_EXIT);
  private static final Message LINK_DOWN = Message.of(Kind.LINK_DOWN);
  private static final Message HANGUP = Message.of(Kind.HANGUP);
  private static final Message BY_PEER = Message.of(Kind.TERMINATED_BY_PEER);
  private static final Message DEAD_PEER = Message.of(Kind.DEAD_PEER);

  @Override
  public Message read(byte[] b, int from, int to) {
    if (from >= to) {
      return Message.UNKNOWN;
    }
    Message message = known(b, from, to);
    return message.kind() == Kind.UNKNOWN && isNtlmError(b, from, to) ? DETAIL : message;
  }

  private static Message known(byte[] b, int from, int to) {
    return switch (b[from]) {
      case 'C' -> upperC(b, from, to);
      case 'E' -> upperE(b, from, to);
      case 'L', 'I' -> protocol(b, from, to);
      case 'M' -> upperM(b, from, to);
      case 'N' -> upperN(b, from, to);
      case 'P' -> upperP(b, from, to);
      case 'S' -> upperS(b, from, to);
      case 'T' -> upperT(b, from, to);
      case 'R' -> upperR(b, from, to);
      case 'p' -> lowerP(b, from, to);
      case 'r' -> lowerR(b, from, to);
      default -> others(b, from, to);
    };
  }

  private static Message upperC(byte[] b, int from, int to) {
    if (CONNECTION_TERMINATED.is(b, from, to)) {
      return LINK_DOWN;
    }
    if (CONNECT.starts(b, from, to)) {
      int name = from + CONNECT.length();
      return Message.text(Kind.LINK_UP, limited(b, name, wordEnd(b, name, to)));
    }
    if (CONNECT_TIME.starts(b, from, to)) {
      return connectTime(b, from + CONNECT_TIME.length(), to);
    }
    if (startsWith(b, from, to, "CHAP peer authentication ")) {
      return legacyChap(b, from + "CHAP peer authentication ".length(), to);
    }
    if (startsWith(b, from, to, "CHAP authentication ")) {
      return CLIENT;
    }
    if (startsWith(b, from, to, "Could not determine remote IP address")) {
      return Message.IGNORED;
    }
    if (startsWith(b, from, to, "Could not determine local IP address")) {
      return IPCP_FAILED;
    }
    if (startsWith(b, from, to, "Couldn't open the /dev/ppp device")) {
      return failed(b, from, to);
    }
    if (startsWith(b, from, to, "Cannot determine ethernet address")
        || startsWith(b, from, to, "Child process ")) {
      return Message.IGNORED;
    }
    return protocol(b, from, to);
  }

  /** {@code CHAP peer authentication (failed|succeeded) for [remote host ]U}, up to 2.4.2b. */
  private static Message legacyChap(byte[] b, int from, int to) {
    boolean failed = startsWith(b, from, to, "failed for ");
    if (!failed && !startsWith(b, from, to, "succeeded for ")) {
      return Message.UNKNOWN;
    }
    int name = from + (failed ? "failed for " : "succeeded for ").length();
    if (startsWith(b, name, to, "remote host ")) {
      name += "remote host ".length();
    }
    return Message.user(
        failed ? Kind.AUTH_FAILED : Kind.AUTH_OK, Method.CHAP, PppdText.quoted(b, name, to));
  }

  private static Message connectTime(byte[] b, int from, int to) {
    if (equal(b, from, to, "expired")) {
      return Message.of(Kind.SESSION_TIMEOUT);
    }
    long minutes = Bytes.number(b, from, to);
    int dot = Bytes.afterDigits(b, from, to);
    if (minutes < 0 || minutes > Integer.MAX_VALUE || !startsWith(b, dot, to, ".")) {
      return Message.UNKNOWN;
    }
    long tenths = Bytes.number(b, dot + 1, Math.min(to, dot + 2));
    return Message.numbers(Kind.CONNECT_TIME, minutes * 10 + Math.max(0, tenths), -1);
  }

  private static Message upperE(byte[] b, int from, int to) {
    if (EXITS.is(b, from, to)) {
      return EXIT;
    }
    if (startsWith(b, from, to, "EAP authentication of peer failed on Protocol-Reject")) {
      return Message.of(Kind.AUTH_REFUSED, Method.EAP);
    }
    if (startsWith(b, from, to, "EAP authentication ")) {
      return CLIENT;
    }
    if (startsWith(b, from, to, "EAP-TLS: Cannot get secret/password for client \"")) {
      int name = from + "EAP-TLS: Cannot get secret/password for client \"".length();
      int end = lastIndexOf(b, name, to, "\", server \"");
      return end < 0
          ? Message.UNKNOWN
          : Message.user(Kind.DETAIL_UNKNOWN_USER, Method.EAP, raw(b, name, end));
    }
    if (!EAP.starts(b, from, to)) {
      return protocol(b, from, to);
    }
    int at = from + EAP.length();
    if (startsWith(b, at, to, "MSCHAPv2 failure for peer ")) {
      int name = at + "MSCHAPv2 failure for peer ".length();
      return Message.user(Kind.AUTH_FAILED, Method.EAP, PppdText.quoted(b, name, to));
    }
    if (startsWith(b, at, to, "MSCHAPv2 success for peer ")) {
      int name = at + "MSCHAPv2 success for peer ".length();
      return Message.user(Kind.AUTH_OK, Method.EAP, PppdText.quoted(b, name, to));
    }
    if (equal(b, at, to, "unable to validate client identity")
        || equal(b, at, to, "too many Requests sent")) {
      return Message.of(Kind.AUTH_FAILED, Method.EAP);
    }
    if (equal(b, at, to, "no response to Requests")) {
      return Message.of(Kind.AUTH_TIMED_OUT, Method.EAP);
    }
    if (startsWith(b, at, to, "peer reports authentication failure")) {
      return CLIENT_REPORT;
    }
    if (startsWith(b, at, to, "unauthenticated peer name \"")) {
      int name = at + "unauthenticated peer name \"".length();
      int end = endsWith(b, name, to, "\"") ? to - 1 : to;
      return Message.user(Kind.EAP_IDENTITY, Method.EAP, PppdText.quoted(b, name, end));
    }
    return Message.UNKNOWN;
  }

  /** {@code LCP terminated by peer (text)}, {@code LCP: timeout sending Config-Requests}. */
  private static Message protocol(byte[] b, int from, int to) {
    int end = from;
    while (end < to && ((b[end] >= 'A' && b[end] <= 'Z') || Bytes.isDigit(b[end]))) {
      end++;
    }
    if (end - from < 2 || end - from > 8) {
      return Message.UNKNOWN;
    }
    if (BY_PEER_TEXT.starts(b, end, to)) {
      // Only the end of LCP is the end of the link.
      return equal(b, from, end, "LCP") ? BY_PEER : Message.IGNORED;
    }
    return startsWith(b, end, to, ": timeout sending Config-Requests")
        ? Message.text(Kind.NEGOTIATION_TIMEOUT, text(b, from, end))
        : Message.UNKNOWN;
  }

  private static Message upperM(byte[] b, int from, int to) {
    if (equal(b, from, to, "Modem hangup")) {
      return HANGUP;
    }
    if (startsWith(b, from, to, "MS-CHAP authentication ")) {
      return CLIENT;
    }
    if (!MPPE.starts(b, from, to)) {
      return Message.UNKNOWN;
    }
    if (COMPRESSION.ends(b, from, to)) {
      return MPPE_UP;
    }
    if (startsWith(b, from, to, "MPPE required")
        || equal(b, from, to, "MPPE disabled, closing LCP")) {
      return MPPE_FAILED;
    }
    // Every session with MPPE says so when it ends.
    return equal(b, from, to, "MPPE disabled") ? Message.IGNORED : Message.UNKNOWN;
  }

  private static Message upperN(byte[] b, int from, int to) {
    if (NO_CHAP_SECRET.starts(b, from, to)) {
      int name = from + NO_CHAP_SECRET.length();
      // A user called "us to x" costs the reason of the failure, never the failure.
      return startsWith(b, name, to, "us to ")
          ? Message.of(Kind.CLIENT_SIDE_REPORT)
          : Message.user(Kind.DETAIL_UNKNOWN_USER, Method.CHAP, PppdText.quoted(b, name, to));
    }
    if (startsWith(b, from, to, "No secret found for PAP login")) {
      return CLIENT;
    }
    return startsWith(b, from, to, "No response to ") && endsWith(b, from, to, " echo-requests")
        ? DEAD_PEER
        : Message.UNKNOWN;
  }

  private static Message upperP(byte[] b, int from, int to) {
    if (PEER.starts(b, from, to)) {
      return peer(b, from, from + PEER.length(), to);
    }
    if (PAP.starts(b, from, to)) {
      return pap(b, from + PAP.length(), to);
    }
    if (startsWith(b, from, to, "PAM ")) {
      return pam(b, from + "PAM ".length(), to);
    }
    if (startsWith(b, from, to, "Password for ") && endsWith(b, from, to, " has expired")) {
      return Message.of(Kind.DETAIL_NOT_ALLOWED);
    }
    if (!PLUGIN.starts(b, from, to)) {
      return Message.UNKNOWN;
    }
    if (LOADED.ends(b, from, to)) {
      return Message.IGNORED;
    }
    return indexOf(b, from, to, " is for pppd version ") > 0
        ? failed(b, from, to)
        : Message.UNKNOWN;
  }

  private static Message peer(byte[] b, int from, int name, int to) {
    if (b[to - 1] == 'n') {
      Message failed =
          FAILED_CHAP.ends(b, name, to)
              ? Message.user(
                  Kind.AUTH_FAILED,
                  Method.CHAP,
                  PppdText.quoted(b, name, to - FAILED_CHAP.length()))
              : Message.UNKNOWN;
      if (failed.kind() != Kind.UNKNOWN) {
        return failed;
      }
      failed =
          named(
              b,
              name,
              to,
              " failed CHAP Session verification",
              Kind.AUTH_NOT_PERMITTED,
              Method.CHAP);
      if (failed.kind() != Kind.UNKNOWN) {
        return failed;
      }
      return named(
          b, name, to, " failed PAP Session verification", Kind.DETAIL_NOT_ALLOWED, Method.PAP);
    }
    int with = lastIndexOf(b, name, to, " authenticated with ");
    if (with >= 0) {
      int protocol = with + " authenticated with ".length();
      Method method = method(b, protocol, to);
      return method == Method.UNKNOWN && wordEnd(b, protocol, to) != to
          ? Message.UNKNOWN
          : Message.user(Kind.AUTH_OK, method, PppdText.quoted(b, name, with));
    }
    return startsWith(b, name, to, "is not authorized to use remote address ")
            || equal(b, from, to, "Peer refused to agree to our IP address")
            || equal(b, from, to, "Peer refused to agree to his IP address")
        ? IPCP_FAILED
        : Message.UNKNOWN;
  }

  private static Message named(
      byte[] b, int name, int to, String ending, Kind kind, Method method) {
    return endsWith(b, name, to, ending)
        ? Message.user(kind, method, PppdText.quoted(b, name, to - ending.length()))
        : Message.UNKNOWN;
  }

  private static Method method(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "PAP")) {
      return Method.PAP;
    }
    if (startsWith(b, from, to, "CHAP")) {
      return Method.CHAP;
    }
    return startsWith(b, from, to, "EAP") ? Method.EAP : Method.UNKNOWN;
  }

  private static Message pap(byte[] b, int from, int to) {
    if (PAP_FAILED.starts(b, from, to)) {
      int name = from + PAP_FAILED.length();
      return Message.user(Kind.AUTH_FAILED, Method.PAP, PppdText.quoted(b, name, to));
    }
    if (PAP_OK.starts(b, from, to)) {
      int name = from + PAP_OK.length();
      return Message.user(Kind.AUTH_OK, Method.PAP, PppdText.quoted(b, name, to));
    }
    if (startsWith(b, from, to, "authentication of peer failed (protocol-reject)")) {
      return Message.of(Kind.AUTH_REFUSED, Method.PAP);
    }
    return startsWith(b, from, to, "authentication failed")
            || startsWith(b, from, to, "authentication succeeded")
        ? CLIENT
        : Message.UNKNOWN;
  }

  private static Message pam(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "Account checks failed")) {
      return Message.of(Kind.DETAIL_NOT_ALLOWED);
    }
    if (startsWith(b, from, to, "Session opened for user ")) {
      int name = from + "Session opened for user ".length();
      return Message.user(Kind.AUTH_OK_DETAIL, Method.UNKNOWN, raw(b, name, to));
    }
    return DETAIL;
  }

  private static Message upperS(byte[] b, int from, int to) {
    if (SENT.starts(b, from, to)) {
      int sent = from + SENT.length();
      int end = Bytes.afterDigits(b, sent, to);
      if (end > sent && RECEIVED.starts(b, end, to)) {
        int received = end + RECEIVED.length();
        return Message.numbers(
            Kind.TRAFFIC, Bytes.number(b, sent, end), Bytes.number(b, received, to));
      }
      return Message.UNKNOWN;
    }
    if (startsWith(b, from, to, "Serial link appears to be disconnected")) {
      return DEAD_PEER;
    }
    return startsWith(b, from, to, "Serial line is looped back")
        ? Message.of(Kind.LOOPED_BACK)
        : Message.UNKNOWN;
  }

  private static Message upperT(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "Terminating on signal ")) {
      return Message.numbers(
          Kind.TERMINATED_BY_SIGNAL,
          Bytes.number(b, from + "Terminating on signal ".length(), to),
          -1);
    }
    if (startsWith(b, from, to, "Terminating connection due to lack of activity")) {
      return Message.of(Kind.IDLE_TIMEOUT);
    }
    if (startsWith(b, from, to, "Traffic limit reached")) {
      return Message.of(Kind.TRAFFIC_LIMIT);
    }
    if (startsWith(b, from, to, "Too many MPPE errors")) {
      return MPPE_FAILED;
    }
    return startsWith(b, from, to, "The remote system ")
            && indexOf(b, from, to, " is required to authenticate itself") > 0
        ? failed(b, from, to)
        : Message.UNKNOWN;
  }

  private static Message upperR(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "RADIUS: ")) {
      return Message.text(Kind.RADIUS_ERROR, limited(b, from, to));
    }
    if (startsWith(b, from, to, "Refusing MPPE stateful mode")) {
      return MPPE_FAILED;
    }
    return startsWith(b, from, to, "RADIUS plugin initialized") ? Message.IGNORED : Message.UNKNOWN;
  }

  private static Message lowerP(byte[] b, int from, int to) {
    if (STARTS.starts(b, from, to)) {
      int version = from + STARTS.length();
      int end = wordEnd(b, version, to);
      if (STARTED_BY.starts(b, end, to) || indexOf(b, from, to, " started by ") > 0) {
        return Message.text(Kind.PROCESS_STARTED, limited(b, version, end));
      }
    }
    if (CALLING.starts(b, from, to) && AUTHORIZED.ends(b, from, to)) {
      int number = from + CALLING.length();
      return Message.address(
          Kind.NETWORK_PHASE,
          PppdText.quoted(b, number, Math.max(number, to - AUTHORIZED.length())));
    }
    if (startsWith(b, from, to, "peer refused to authenticate")) {
      return Message.of(Kind.AUTH_REFUSED);
    }
    return startsWith(b, from, to, "pptpd-logwtmp.so ")
        ? logwtmp(b, from + "pptpd-logwtmp.so ".length(), to)
        : Message.UNKNOWN;
  }

  /** {@code ip-up IFNAME USER PEER}: the name can hold spaces, the other two cannot. */
  private static Message logwtmp(byte[] b, int from, int to) {
    if (startsWith(b, from, to, "ip-down ")) {
      return Message.text(Kind.SESSION_DOWN, limited(b, from + "ip-down ".length(), to));
    }
    int ifname = from + "ip-up ".length();
    int last = lastIndexOf(b, from, to, " ");
    int ifEnd = wordEnd(b, Math.min(ifname, to), to);
    if (!startsWith(b, from, to, "ip-up ") || last <= ifEnd) {
      return Message.UNKNOWN;
    }
    return new Message(
        Kind.USER_ON_INTERFACE,
        Method.UNKNOWN,
        Optional.of(raw(b, ifEnd + 1, last)),
        limited(b, last + 1, to),
        limited(b, ifname, ifEnd),
        -1,
        -1);
  }

  private static Message lowerR(byte[] b, int from, int to) {
    if (REMOTE_ADDRESS.starts(b, from, to)) {
      int address = from + REMOTE_ADDRESS.length();
      return Message.address(Kind.SESSION_UP, limited(b, address, wordEnd(b, address, to)));
    }
    if (startsWith(b, from, to, "rc_send_server: no reply from RADIUS server ")) {
      int server = from + "rc_send_server: no reply from RADIUS server ".length();
      int colon = lastIndexOf(b, server, to, ":");
      return Message.text(Kind.RADIUS_TIMEOUT, limited(b, server, to))
          .withNumber(colon < 0 ? -1 : Bytes.number(b, colon + 1, to));
    }
    if (startsWith(b, from, to, "rc_")) {
      return Message.text(Kind.RADIUS_ERROR, limited(b, from, to));
    }
    return startsWith(b, from, to, "radattr plugin: ") ? Message.IGNORED : Message.UNKNOWN;
  }

  private static Message others(byte[] b, int from, int to) {
    if (USING.starts(b, from, to)) {
      return Message.text(Kind.INTERFACE, limited(b, from + USING.length(), to));
    }
    if (LOCAL_ADDRESS_2.starts(b, from, to) || LOCAL_ADDRESS.starts(b, from, to)) {
      return Message.IGNORED;
    }
    if (startsWith(b, from, to, "no PAP secret found for ")) {
      int name = from + "no PAP secret found for ".length();
      return Message.user(Kind.DETAIL_UNKNOWN_USER, Method.PAP, raw(b, name, to));
    }
    if (startsWith(b, from, to, "calling number ") && endsWith(b, from, to, " is not authorized")) {
      int number = from + "calling number ".length();
      return Message.address(
          Kind.NUMBER_REFUSED,
          PppdText.quoted(b, number, Math.max(number, to - " is not authorized".length())));
    }
    if (startsWith(b, from, to, "Hangup (SIGHUP)")) {
      return HANGUP;
    }
    if (startsWith(b, from, to, "Fatal signal ")) {
      return Message.numbers(
          Kind.CRASHED, Bytes.number(b, from + "Fatal signal ".length(), to), -1);
    }
    if (startsWith(b, from, to, "Winbind has declined authentication for user")) {
      return DETAIL;
    }
    if (startsWith(b, from, to, "user ")) {
      return loggedIn(b, from + "user ".length(), to);
    }
    if (startsWith(b, from, to, "Warning: couldn't open ppp database")
        || startsWith(b, from, to, "found interface ")) {
      return Message.IGNORED;
    }
    if (Bytes.isDigit(b[from])
        && startsWith(b, Bytes.afterDigits(b, from, to), to, " LOGIN FAILURES ON ")) {
      return DETAIL;
    }
    return Message.UNKNOWN;
  }

  /** The winbind plugin gives ntlm_auth's own words, such as "Logon failure (0xc000006d)". */
  private static boolean isNtlmError(byte[] b, int from, int to) {
    int status = to - " (0xc000006d)".length();
    return status > from && startsWith(b, status, to, " (0xc") && b[to - 1] == ')';
  }

  /** {@code user U logged in on tty T intf I}. */
  private static Message loggedIn(byte[] b, int from, int to) {
    int end = lastIndexOf(b, from, to, " logged in on tty ");
    return end < 0
        ? Message.UNKNOWN
        : Message.user(Kind.AUTH_OK_DETAIL, Method.UNKNOWN, raw(b, from, end));
  }

  private static Message failed(byte[] b, int from, int to) {
    return Message.text(Kind.DAEMON_FAILED, limited(b, from, to));
  }

  private static String raw(byte[] b, int from, int to) {
    return PppdText.decoded(java.util.Arrays.copyOfRange(b, from, to));
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
