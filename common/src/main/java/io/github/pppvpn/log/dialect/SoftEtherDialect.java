package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.endsWith;
import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.lastIndexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;

/**
 * SoftEther VPN server's English log texts (strtable_en.stb). The hub's security log has the line
 * that counts; the server log's lines about PPP go with it.
 */
final class SoftEtherDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  @Override
  public Message read(byte[] b, int from, int to) {
    int at = from;
    if (startsWith(b, at, to, "[HUB \"")) {
      int close = indexOf(b, at, to, "\"] ");
      at = close < 0 ? at : close + "\"] ".length();
    }
    if (startsWith(b, at, to, "Connection \"")) {
      int quote = indexOf(b, at + "Connection \"".length(), to, "\": ");
      return quote < 0 ? Message.UNKNOWN : connection(b, quote + "\": ".length(), to);
    }
    if (startsWith(b, at, to, "Session \"")) {
      return indexOf(b, at, to, "The session has been terminated") > 0
          ? Message.of(Kind.SESSION_DOWN)
          : Message.UNKNOWN;
    }
    return ppp(b, at, to);
  }

  private static Message connection(byte[] b, int at, int to) {
    String failed = "User authentication failed. The user name that has been provided was \"";
    if (startsWith(b, at, to, failed)) {
      int name = at + failed.length();
      int close = lastIndexOf(b, name, to, "\", from ");
      if (close < name) {
        close = lastIndexOf(b, name, to, "\"");
      }
      if (close < name) {
        return Message.UNKNOWN;
      }
      int address = close + "\", from ".length();
      int end = endsWith(b, close, to, ".") ? to - 1 : to;
      Message message = Message.user(Kind.AUTH_FAILED, Method.UNKNOWN, name(b, name, close));
      return address < end ? message.withAddress(limited(b, address, end)) : message;
    }
    String succeeded = "Successfully authenticated as user \"";
    if (startsWith(b, at, to, succeeded)) {
      int name = at + succeeded.length();
      int close = lastIndexOf(b, name, to, "\"");
      return close < name
          ? Message.UNKNOWN
          : Message.user(Kind.AUTH_OK, Method.UNKNOWN, name(b, name, close));
    }
    if (startsWith(b, at, to, "The new session \"")) {
      int address = indexOf(b, at, to, "(IP address: ");
      int word = address + "(IP address: ".length();
      int end = address < 0 ? -1 : indexOf(b, word, to, ',');
      return end < 0
          ? Message.of(Kind.SESSION_UP)
          : Message.of(Kind.SESSION_UP).withText(limited(b, word, end));
    }
    return Message.UNKNOWN;
  }

  private static Message ppp(byte[] b, int at, int to) {
    if (indexOf(b, at, to, "A new PPP session (Upper protocol: ") >= 0) {
      int address = indexOf(b, at, to, "IP Address of PPP Client: ");
      int word = address + "IP Address of PPP Client: ".length();
      int end = word;
      while (address >= 0 && end < to && b[end] != ' ' && b[end] != ',') {
        end++;
      }
      return address < 0
          ? Message.of(Kind.LINK_UP)
          : Message.address(Kind.LINK_UP, limited(b, word, end));
    }
    if (endsWith(b, at, to, "The PPP session is disconnected.")) {
      return Message.of(Kind.LINK_DOWN);
    }
    if (endsWith(b, at, to, " user authentication failed.")) {
      return indexOf(b, at, to, "\"PAP\"") >= 0
          ? Message.of(Kind.DETAIL, Method.PAP)
          : Message.of(Kind.DETAIL, Method.CHAP);
    }
    if (indexOf(b, at, to, "An IP address is assigned. IP Address of Client: ") >= 0) {
      return Message.of(Kind.ADDRESS_ASSIGNED);
    }
    return indexOf(b, at, to, "Acquiring an IP address from the DHCP server failed") >= 0
        ? Message.of(Kind.POOL_EXHAUSTED)
        : Message.UNKNOWN;
  }

  private static String name(byte[] b, int from, int to) {
    return PppdText.decoded(
        java.util.Arrays.copyOfRange(b, from, Math.min(to, from + PppdText.MAX_NAME)));
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
