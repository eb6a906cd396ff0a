package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.endsWith;
import static io.github.pppvpn.log.line.Bytes.equal;
import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.lastIndexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Bytes;

/**
 * accel-ppp 1.x (ppp/ppp_auth.c, auth/*.c, ppp/ppp.c, radius/*.c, ctrl/pptp, ctrl/l2tp, session.c).
 *
 * <p>A message of a session has a prefix: {@code IFNAME: } in accel-ppp's own file, {@code
 * IFNAME:USER: } in syslog; both parts are empty before the login. Texts with a user's name are
 * known by their end, before anything else is looked for; texts without parameters must be the
 * whole of the message, so that a user's name in the prefix is none of them.
 */
final class AccelDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  @Override
  public Message read(byte[] b, int from, int to) {
    if (endsWith(b, from, to, "authentication failed")) {
      return authentication(b, from, to - "authentication failed".length(), Kind.AUTH_FAILED);
    }
    if (endsWith(b, from, to, ": authentication succeeded")) {
      return authentication(b, from, to - "authentication succeeded".length(), Kind.AUTH_OK);
    }
    if (endsWith(b, from, to, ": second session denied")) {
      return Message.of(Kind.LIMIT);
    }
    if (startsWith(b, from, to, "accel-ppp version ")) {
      return Message.text(Kind.DAEMON_STARTED, limited(b, from, to));
    }
    // A prefix holds at most two colons before its space; the message proper starts after it.
    Message message = proper(b, from, to);
    int at = from;
    for (int i = 0; i < 2 && message.kind() == Kind.UNKNOWN; i++) {
      at = indexOf(b, at, to, ": ") + 2;
      if (at < 2) {
        return Message.UNKNOWN;
      }
      message = proper(b, at, to);
    }
    if (message.kind() == Kind.UNKNOWN) {
      int last = lastIndexOf(b, from, to, ": ");
      message = last < at ? message : proper(b, last + 2, to);
    }
    return message;
  }

  /**
   * {@code [PREFIX: ]USER: authentication failed}. What is before the text is kept whole as the
   * message's text: only the twin of the line tells prefix and user apart.
   */
  private static Message authentication(byte[] b, int from, int to, Kind kind) {
    int end = endsWith(b, from, to, ": ") ? to - 2 : to;
    if (end == from || end == to) {
      return end == to && to > from && !endsWith(b, from, to, ": ")
          ? Message.UNKNOWN
          : Message.of(kind);
    }
    String whole =
        PppdText.decoded(
            java.util.Arrays.copyOfRange(b, from, Math.min(end, from + 2 * PppdText.MAX_NAME)));
    return Message.user(kind, Method.UNKNOWN, AccelPrefix.user(whole)).withText(whole);
  }

  private static Message proper(byte[] b, int at, int to) {
    if (at >= to) {
      return Message.UNKNOWN;
    }
    return switch (b[at]) {
      case 'c' -> connect(b, at, to);
      case 'r' -> radius(b, at, to);
      case 'm', 'p' -> methods(b, at, to);
      case 'l' -> l2tp(b, at, to);
      case 's', 'i', 'd', 't' -> session(b, at, to);
      default -> others(b, at, to);
    };
  }

  private static Message connect(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "connect: ")) {
      int name = at + "connect: ".length();
      int end = wordEnd(b, name, to);
      int open = indexOf(b, end, to, "(");
      if (!startsWith(b, end, to, " <--> ") || open < 0) {
        return Message.UNKNOWN;
      }
      int address = open + 1;
      int close = address;
      while (close < to && b[close] != ')' && b[close] != ' ') {
        close++;
      }
      return Message.text(Kind.LINK_UP, limited(b, name, end))
          .withAddress(withoutPort(limited(b, address, close)));
    }
    if (startsWith(b, at, to, "chap-md5: ")) {
      return method(b, at + "chap-md5: ".length(), to, Method.CHAP);
    }
    return equal(b, at, to, "cann't negotiate authentication type")
        ? Message.of(Kind.AUTH_REFUSED)
        : Message.UNKNOWN;
  }

  private static String withoutPort(String address) {
    int colon = address.lastIndexOf(':');
    return colon > 0 && address.indexOf(':') == colon ? address.substring(0, colon) : address;
  }

  private static Message methods(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "mschap-v2: ") || startsWith(b, at, to, "mschap-v1: ")) {
      return method(b, at + "mschap-v2: ".length(), to, Method.CHAP);
    }
    if (startsWith(b, at, to, "pap: ")) {
      return method(b, at + "pap: ".length(), to, Method.PAP);
    }
    if (equal(b, at, to, "ppp: no free IPv4 address")) {
      return Message.of(Kind.POOL_EXHAUSTED);
    }
    if (startsWith(b, at, to, "ppp: requested IPv4 address already assigned to ")) {
      return Message.of(Kind.IPCP_FAILED);
    }
    if (equal(b, at, to, "mppe: MPPE requested but not supported by kernel")) {
      return Message.of(Kind.MPPE_FAILED);
    }
    return startsWith(b, at, to, "pptp: ")
        ? pptp(b, at, at + "pptp: ".length(), to)
        : Message.UNKNOWN;
  }

  private static Message method(byte[] b, int at, int to, Method method) {
    if (equal(b, at, to, "user not found")) {
      return Message.of(Kind.DETAIL_UNKNOWN_USER, method);
    }
    if (equal(b, at, to, "timeout")) {
      return Message.of(Kind.AUTH_TIMED_OUT, method);
    }
    return equal(b, at, to, "challenge response mismatch")
        ? Message.of(Kind.DETAIL, method)
        : Message.UNKNOWN;
  }

  private static Message pptp(byte[] b, int from, int at, int to) {
    if (startsWith(b, at, to, "new connection from ")) {
      int address = at + "new connection from ".length();
      return Message.address(Kind.CONTROL_UP, limited(b, address, wordEnd(b, address, to)));
    }
    if (equal(b, at, to, "no echo reply")) {
      return Message.of(Kind.ECHO_TIMEOUT);
    }
    if (startsWith(b, at, to, "IP is out of client-ip-range")) {
      return Message.of(Kind.TUNNEL_DENIED);
    }
    return startsWith(b, at, to, "failed to ")
        ? Message.text(Kind.DAEMON_FAILED, limited(b, from, to))
        : Message.UNKNOWN;
  }

  private static Message radius(byte[] b, int at, int to) {
    if (!startsWith(b, at, to, "radius: ")) {
      return Message.UNKNOWN;
    }
    if (endsWith(b, at, to, "terminating session...")) {
      return Message.of(Kind.ACCOUNTING_LOST);
    }
    return endsWith(b, at, to, " not responding")
            || endsWith(b, at, to, "no available servers")
            || endsWith(b, at, to, "no servers available")
        ? Message.text(Kind.RADIUS_TIMEOUT, limited(b, at + "radius: ".length(), to))
        : Message.UNKNOWN;
  }

  private static Message l2tp(byte[] b, int at, int to) {
    if (equal(b, at, to, "lcp: no echo reply")) {
      return Message.of(Kind.DEAD_PEER);
    }
    if (startsWith(b, at, to, "l2tp: new tunnel ")) {
      int from = lastIndexOf(b, at, to, " from ");
      return from < 0
          ? Message.UNKNOWN
          : Message.address(Kind.TUNNEL_UP, withoutPort(limited(b, from + " from ".length(), to)));
    }
    if (startsWith(b, at, to, "l2tp: connection limits reached")) {
      return Message.of(Kind.LIMIT);
    }
    return Message.UNKNOWN;
  }

  private static Message session(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "session started over l2tp session ")) {
      return Message.IGNORED;
    }
    if (equal(b, at, to, "session timeout")) {
      return Message.of(Kind.SESSION_TIMEOUT);
    }
    if (equal(b, at, to, "idle timeout")) {
      return Message.of(Kind.IDLE_TIMEOUT);
    }
    if (equal(b, at, to, "disconnected")) {
      return Message.of(Kind.CONTROL_DOWN);
    }
    if (startsWith(b, at, to, "impossible to handle SCCRP: checking Challenge Response failed")) {
      return Message.of(Kind.TUNNEL_AUTH_FAILED);
    }
    return startsWith(b, at, to, "terminate, sig = ")
        ? Message.numbers(
            Kind.DAEMON_STOPPED, Bytes.number(b, at + "terminate, sig = ".length(), to), -1)
        : Message.UNKNOWN;
  }

  private static Message others(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "StopCCN received from peer ")) {
      return Message.of(Kind.TUNNEL_DOWN);
    }
    if (startsWith(b, at, to, "CDN received from peer ")) {
      return Message.of(Kind.CALL_DOWN);
    }
    return startsWith(b, at, to, "failed to create PPTP socket")
        ? Message.text(Kind.DAEMON_FAILED, limited(b, at, to))
        : Message.UNKNOWN;
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
