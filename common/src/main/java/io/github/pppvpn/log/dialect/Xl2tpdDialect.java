package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.lastIndexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Bytes;

/** xl2tpd 1.1 to 1.3 (control.c, call.c, network.c, avp.c, xl2tpd.c), server and client side. */
final class Xl2tpdDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  @Override
  public Message read(byte[] b, int from, int to) {
    int at = afterFunction(b, from, to);
    if (at >= to) {
      return Message.UNKNOWN;
    }
    return switch (b[at]) {
      case 'C' -> connection(b, at, to);
      case 'p', 'T' -> pppd(b, at, to);
      case 'M', 'D', 'I', 'N', 'O', 'P', 'd' -> refusal(b, at, to);
      default -> daemon(b, from, at, to);
    };
  }

  /** After {@code control_finish: } or {@code child_handler : }: the C function that speaks. */
  private static int afterFunction(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == '_' || (b[at] >= 'a' && b[at] <= 'z') || Bytes.isDigit(b[at]))) {
      at++;
    }
    if (at == from) {
      return from;
    }
    int colon = Bytes.afterSpaces(b, at, Math.min(to, at + 2));
    return startsWith(b, colon, to, ": ") ? colon + 2 : from;
  }

  private static Message connection(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "Connection established to ")) {
      int address = at + "Connection established to ".length();
      int end = addressEnd(b, address, to);
      // The name that follows is the configuration's, and only a server has one.
      boolean server = indexOf(b, end, to, "LNS session is ") > 0;
      return Message.address(
              server ? Kind.TUNNEL_UP : Kind.TUNNEL_UP_CLIENT, limited(b, address, end))
          .withNumber(Bytes.number(b, Math.min(to, end + 2), to));
    }
    if (startsWith(b, at, to, "Call established with ")) {
      int address = at + "Call established with ".length();
      int end = addressEnd(b, address, to);
      if (startsWith(b, end, to, ", PID: ")) {
        return Message.address(Kind.CALL_UP, limited(b, address, end))
            .withNumber(Bytes.number(b, end + ", PID: ".length(), to));
      }
      boolean client = indexOf(b, end, to, "(ref=") > 0;
      return Message.address(client ? Kind.CALL_UP_CLIENT : Kind.CALL_UP, limited(b, address, end));
    }
    if (startsWith(b, at, to, "Connection closed to ")) {
      int address = at + "Connection closed to ".length();
      int end = addressEnd(b, address, to);
      return Message.address(
          startsWith(b, end, to, ", port ") ? Kind.TUNNEL_DOWN : Kind.CALL_DOWN,
          limited(b, address, end));
    }
    if (startsWith(b, at, to, "Connection ")) {
      int id = Bytes.afterDigits(b, at + "Connection ".length(), to);
      int address = id + " closed to ".length();
      return startsWith(b, id, to, " closed to ")
          ? Message.address(Kind.TUNNEL_DOWN, limited(b, address, addressEnd(b, address, to)))
          : Message.UNKNOWN;
    }
    if (startsWith(b, at, to, "Call ")) {
      int id = Bytes.afterDigits(b, at + "Call ".length(), to);
      int address = id + " to ".length();
      return startsWith(b, id, to, " to ") && Bytes.endsWith(b, address, to, " disconnected")
          ? Message.address(Kind.CALL_DOWN, limited(b, address, wordEnd(b, address, to)))
          : Message.UNKNOWN;
    }
    return Message.UNKNOWN;
  }

  private static int addressEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] != ',' && b[at] != ' ') {
      at++;
    }
    return at;
  }

  private static Message pppd(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "pppd exited for call ")) {
      int call = at + "pppd exited for call ".length();
      int code = lastIndexOf(b, call, to, " with code ");
      return code < 0
          ? Message.UNKNOWN
          : Message.numbers(
              Kind.PPPD_STATUS,
              Bytes.number(b, call, to),
              Bytes.number(b, code + " with code ".length(), to));
    }
    return startsWith(b, at, to, "Terminating pppd: ") ? Message.IGNORED : Message.UNKNOWN;
  }

  private static Message refusal(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "Maximum retries exceeded for tunnel ")) {
      return Message.of(Kind.TUNNEL_TIMEOUT);
    }
    if (startsWith(b, at, to, "Out of IP addresses on tunnel ")
        || startsWith(b, at, to, "Out of local IP addresses on tunnel ")) {
      return Message.of(Kind.POOL_EXHAUSTED);
    }
    if (startsWith(b, at, to, "Denied connection to unauthorized peer ")) {
      int address = at + "Denied connection to unauthorized peer ".length();
      return Message.address(Kind.TUNNEL_DENIED, limited(b, address, wordEnd(b, address, to)));
    }
    if (startsWith(b, at, to, "Invalid authentication for host ")
        || startsWith(b, at, to, "No secret for ")) {
      return Message.of(Kind.TUNNEL_AUTH_FAILED);
    }
    if (startsWith(b, at, to, "Peer requested tunnel ")) {
      return Message.IGNORED;
    }
    return startsWith(b, at, to, "don't know how to handle mandatory attribute ")
        ? Message.of(Kind.PROTOCOL_ERROR)
        : Message.UNKNOWN;
  }

  private static Message daemon(byte[] b, int from, int at, int to) {
    if (startsWith(b, at, to, "Fatal signal ")) {
      // SIGTERM is how the daemon is stopped every day.
      long signal = Bytes.number(b, at + "Fatal signal ".length(), to);
      return Message.numbers(
          signal == 15 || signal == 2 ? Kind.DAEMON_STOPPED : Kind.CRASHED, signal, -1);
    }
    if (startsWith(b, at, to, "xl2tpd version ")) {
      return indexOf(b, at, to, " started on ") > 0
          ? Message.text(Kind.DAEMON_STARTED, limited(b, at, to))
          : Message.UNKNOWN;
    }
    if (startsWith(b, at, to, "Unable to bind socket")) {
      return Message.text(Kind.DAEMON_FAILED, limited(b, from, to));
    }
    if (startsWith(b, at, to, "Unable to deliver closing message for tunnel ")
        || startsWith(b, at, to, "Listening on IP address ")
        || startsWith(b, at, to, "udp_xmit failed to ")) {
      return Message.IGNORED;
    }
    return Message.UNKNOWN;
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
