package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.lastIndexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Bytes;
import java.util.Optional;

/**
 * FreeRADIUS 2 and 3 (main/auth.c, main/process.c, main/listen.c, the sqlippool module's texts).
 *
 * <p>{@code [N] TEXT: [USER] (from client NAS port P cli STATION)}: the user is all up to the last
 * {@code ] (from client }. Where the server is told to log passwords, {@code [USER/PASSWORD]}: the
 * password is left out, so a user's own {@code /} ends the name too (except in {@code host/NAME}).
 */
final class FreeRadiusDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;
  private static final String CLIENT = "] (from client ";

  /** What the inner of two lines of a tunnelled login has in place of a station. */
  static final String INNER = "via TLS tunnel";

  @Override
  public Message read(byte[] b, int from, int to) {
    int at = afterLevel(b, from, to);
    long request = -1;
    if (at < to && b[at] == '(') {
      int digits = Bytes.afterDigits(b, at + 1, to);
      if (digits > at + 1 && startsWith(b, digits, to, ")")) {
        request = Bytes.number(b, at + 1, digits);
        at = Bytes.afterSpaces(b, digits + 1, to);
      }
    }
    if (at >= to) {
      return Message.UNKNOWN;
    }
    return switch (b[at]) {
      case 'L' -> login(b, at, to, request);
      case 'I' -> upperI(b, at, to, request);
      case 'R' ->
          startsWith(b, at, to, "Rejected in post-auth")
              ? named(b, at, to, Kind.AUTH_NOT_PERMITTED, request)
              : Message.UNKNOWN;
      case 'M' -> upperM(b, at, to, request);
      default -> server(b, at, to);
    };
  }

  /** {@code Auth: }, {@code Error: }, {@code rlm_…: }: what stands before the text in files. */
  private static int afterLevel(byte[] b, int from, int to) {
    int at = from;
    while (at < to && Character.isLetter(b[at])) {
      at++;
    }
    return at > from && startsWith(b, at, to, ": ") ? at + 2 : from;
  }

  private static Message login(byte[] b, int at, int to, long request) {
    if (startsWith(b, at, to, "Login OK")) {
      return named(b, at, to, Kind.AUTH_OK, request);
    }
    return startsWith(b, at, to, "Login incorrect")
        ? named(b, at, to, Kind.AUTH_FAILED, request)
        : Message.UNKNOWN;
  }

  private static Message upperI(byte[] b, int at, int to, long request) {
    if (startsWith(b, at, to, "Invalid user")) {
      return named(b, at, to, Kind.AUTH_FAILED, request);
    }
    if (startsWith(b, at, to, "IP Allocation FAILED from ")) {
      int pool = at + "IP Allocation FAILED from ".length();
      return Message.text(Kind.POOL_EXHAUSTED, limited(b, pool, wordEnd(b, pool, to)));
    }
    return startsWith(b, at, to, "Ignoring request to ")
        ? Message.text(Kind.RADIUS_ERROR, limited(b, at, to))
        : Message.UNKNOWN;
  }

  private static Message upperM(byte[] b, int at, int to, long request) {
    if (startsWith(b, at, to, "Multiple logins (max ")) {
      return named(b, at, to, Kind.LIMIT, request);
    }
    return startsWith(b, at, to, "Marking home server ")
        ? Message.text(Kind.RADIUS_TIMEOUT, limited(b, at, to))
        : Message.UNKNOWN;
  }

  private static Message server(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "No response to status check ")) {
      return Message.text(Kind.RADIUS_TIMEOUT, limited(b, at, to));
    }
    if (startsWith(b, at, to, "Unresponsive child for request ")
        || startsWith(b, at, to, "Dropping packet without response because of error")) {
      return Message.text(Kind.RADIUS_ERROR, limited(b, at, to));
    }
    return startsWith(b, at, to, "Allocated IP: ") ? allocated(b, at, to) : Message.UNKNOWN;
  }

  /** {@code Allocated IP: I from POOL (did D cli C port P user U)}. */
  private static Message allocated(byte[] b, int at, int to) {
    int address = at + "Allocated IP: ".length();
    int end = wordEnd(b, address, to);
    int user = indexOf(b, end, to, " user ");
    int pool = end + " from ".length();
    if (user < 0 || !startsWith(b, end, to, " from ") || b[to - 1] != ')') {
      return Message.UNKNOWN;
    }
    return new Message(
        Kind.ADDRESS_ASSIGNED,
        Method.UNKNOWN,
        Optional.of(name(b, Math.min(to - 1, user + " user ".length()), to - 1)),
        limited(b, address, end),
        limited(b, pool, wordEnd(b, pool, to)),
        -1,
        -1);
  }

  private static Message named(byte[] b, int at, int to, Kind kind, long request) {
    int open = nameStart(b, at, to);
    int close = lastIndexOf(b, at, to, CLIENT);
    if (open < 0 || close < open) {
      return Message.UNKNOWN;
    }
    int client = close + CLIENT.length();
    int end = lastIndexOf(b, client, to, ")");
    int clientEnd = end < 0 ? to : end;
    int cli = lastIndexOf(b, client, clientEnd, " cli ");
    boolean inner = indexOf(b, client, clientEnd, INNER) > 0;
    String station =
        cli < 0
            ? ""
            : limited(b, cli + " cli ".length(), wordEnd(b, cli + " cli ".length(), clientEnd));
    String nas = limited(b, client, wordEnd(b, client, clientEnd));
    Kind precise = kind;
    if (kind == Kind.AUTH_FAILED && indexOf(b, at, open, "(Home Server failed to respond)") > 0) {
      precise = Kind.AUTH_TIMED_OUT;
    }
    return new Message(
        precise,
        method(b, at, open),
        Optional.of(user(b, open, close)),
        station,
        inner ? INNER + " " + nas : nas,
        request,
        kind == Kind.AUTH_FAILED && unknownUser(b, at, open) ? 1 : -1);
  }

  /** After the {@code : [} that follows the words, or the parenthesis that explains them. */
  private static int nameStart(byte[] b, int at, int to) {
    int colon = indexOf(b, at, to, ": [");
    int paren = indexOf(b, at, to, '(');
    if (colon < 0 || (paren >= 0 && paren < colon)) {
      int explained = indexOf(b, at, to, "): [");
      if (explained >= 0) {
        return explained + "): [".length();
      }
    }
    return colon < 0 ? -1 : colon + ": [".length();
  }

  private static boolean unknownUser(byte[] b, int at, int to) {
    return startsWith(b, at, to, "Invalid user")
        || indexOf(b, at, to, "User not found") > 0
        || indexOf(b, at, to, "No such user") > 0
        || indexOf(b, at, to, "No Auth-Type found") > 0
        || indexOf(b, at, to, "Cleartext-Password is required for authentication") > 0
        || indexOf(b, at, to, "No NT-Password") > 0;
  }

  private static Method method(byte[] b, int at, int to) {
    if (indexOf(b, at, to, "(eap") > 0) {
      return Method.EAP;
    }
    if (indexOf(b, at, to, "(pap") > 0) {
      return Method.PAP;
    }
    return indexOf(b, at, to, "(mschap") > 0 || indexOf(b, at, to, "(chap") > 0
        ? Method.CHAP
        : Method.UNKNOWN;
  }

  /**
   * Where a password (or a name's own second part) starts, after its slash; -1 if there is none.
   */
  static int passwordFrom(byte[] b, int from, int to) {
    int open = nameStart(b, from, to);
    int close = nameClose(b, from, to);
    if (open < 0 || close < open) {
      return -1;
    }
    int slash = nameEnd(b, open, close);
    return slash == close ? -1 : slash + 1;
  }

  /** Where the bracket is that closes the name, or -1. */
  static int nameClose(byte[] b, int from, int to) {
    return lastIndexOf(b, from, to, CLIENT);
  }

  private static String user(byte[] b, int from, int to) {
    int end = nameEnd(b, from, to);
    return name(b, from, end);
  }

  /** Where the name ends and a password may follow. */
  static int nameEnd(byte[] b, int from, int to) {
    int start = startsWith(b, from, to, "host/") ? from + "host/".length() : from;
    int slash = indexOf(b, start, to, '/');
    return slash < 0 ? to : slash;
  }

  /**
   * Undoes version 2's writing: a backslash is doubled, and what cannot be printed is octal.
   * Version 3 writes names as they are, so that {@code EXAMPLE\tom} is a domain and a name, not a
   * TAB.
   */
  private static String name(byte[] b, int from, int to) {
    byte[] name = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '\\' && i + 1 < to) {
        if (i + 3 < to && octal(b, i + 1) && !isPrintable(octalAt(b, i + 1))) {
          c = octalAt(b, i + 1);
          i += 3;
        } else if (b[i + 1] == '\\' || b[i + 1] == '"') {
          i++;
          c = b[i];
        }
      }
      name[length++] = c;
    }
    return PppdText.decoded(java.util.Arrays.copyOf(name, length));
  }

  private static byte octalAt(byte[] b, int at) {
    return (byte) ((b[at] - '0') << 6 | (b[at + 1] - '0') << 3 | (b[at + 2] - '0'));
  }

  private static boolean isPrintable(byte b) {
    return b >= ' ' && b < 0x7f;
  }

  private static boolean octal(byte[] b, int at) {
    return b[at] >= '0'
        && b[at] <= '3'
        && b[at + 1] >= '0'
        && b[at + 1] <= '7'
        && b[at + 2] >= '0'
        && b[at + 2] <= '7';
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
