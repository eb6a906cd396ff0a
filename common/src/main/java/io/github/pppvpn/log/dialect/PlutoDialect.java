package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Bytes;

/**
 * Libreswan's and Openswan's pluto, IKEv1. A message begins with {@code "conn"[n] IP #serial: } or
 * {@code packet from IP:port: }. {@link Message#number()} is the serial, or -1.
 */
final class PlutoDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  @Override
  public Message read(byte[] b, int from, int to) {
    String address = "";
    long serial = -1;
    int at = from;
    if (startsWith(b, from, to, "packet from ")) {
      int word = from + "packet from ".length();
      int end = wordEnd(b, word, to);
      address = withoutPort(b, word, end);
      at = Math.min(to, end + 1);
    } else if (from < to && b[from] == '"') {
      int quote = indexOf(b, from + 1, to, '"');
      int hash = quote < 0 ? -1 : indexOf(b, quote, to, " #");
      int colon = hash < 0 ? -1 : indexOf(b, hash, to, ": ");
      if (colon < 0) {
        return Message.UNKNOWN;
      }
      serial = Bytes.number(b, hash + 2, to);
      int space = indexOf(b, quote, hash, ' ');
      if (space > 0) {
        address = text(b, space + 1, wordEnd(b, space + 1, hash));
      }
      at = colon + 2;
    }
    Message message = proper(b, at, to);
    if (message.kind() == Kind.UNKNOWN) {
      return message;
    }
    return (message.address().isEmpty() ? message.withAddress(address) : message)
        .withNumber(serial);
  }

  private static String withoutPort(byte[] b, int from, int to) {
    int end = to > from && b[to - 1] == ':' ? to - 1 : to;
    int colon = Bytes.lastIndexOf(b, from, end, ":");
    return text(b, from, colon < 0 ? end : colon);
  }

  private static Message proper(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "probable authentication failure")) {
      return Message.of(Kind.IKE_AUTH_FAILED);
    }
    if (startsWith(b, at, to, "initial Main Mode message received ")
        && indexOf(b, at, to, "but no connection has been authorized") > 0) {
      return Message.of(Kind.IKE_NO_CONFIG);
    }
    if (startsWith(b, at, to, "responding to Main Mode from unknown peer ")) {
      int word = at + "responding to Main Mode from unknown peer ".length();
      int end = wordEnd(b, word, to);
      int colon = Bytes.lastIndexOf(b, word, end, ":");
      boolean port = colon > 0 && indexOf(b, word, end, ':') == colon;
      return Message.address(Kind.IKE_STARTED, text(b, word, port ? colon : end));
    }
    if (startsWith(b, at, to, "XAUTH: ")) {
      return xauth(b, at + "XAUTH: ".length(), to);
    }
    return indexOf(b, at, to, "IPsec SA established") >= 0
        ? Message.of(Kind.IPSEC_UP)
        : Message.UNKNOWN;
  }

  private static Message xauth(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "failure user(")) {
      return Message.of(Kind.IKE_DETAIL);
    }
    int name = at + "User ".length();
    int failed = Bytes.lastIndexOf(b, at, to, ": Authentication Failed");
    if (startsWith(b, at, to, "User ") && failed >= name) {
      return Message.user(Kind.IKE_XAUTH_FAILED, Method.UNKNOWN, name(b, name, failed));
    }
    int ok = Bytes.lastIndexOf(b, at, to, ": Authentication Successful");
    return startsWith(b, at, to, "User ") && ok >= name
        ? Message.user(Kind.IKE_UP, Method.UNKNOWN, name(b, name, ok))
        : Message.UNKNOWN;
  }

  private static String name(byte[] b, int from, int to) {
    return PppdText.decoded(java.util.Arrays.copyOfRange(b, from, Math.min(to, from + TEXT_LIMIT)));
  }
}
