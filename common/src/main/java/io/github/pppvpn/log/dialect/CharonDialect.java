package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Bytes;

/**
 * strongSwan's charon, IKEv1 and IKEv2. A message may begin with {@code NN[GRP] } (thread and
 * message group) and {@code <connection|id> }; charon-systemd writes neither thread nor group.
 * {@link Message#number()} is the thread, or -1.
 */
final class CharonDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  @Override
  public Message read(byte[] b, int from, int to) {
    int digits = Bytes.afterDigits(b, from, Math.min(to, from + 5));
    int at = from;
    long thread = -1;
    if (digits > from && digits + 4 < to && b[digits] == '[' && b[digits + 4] == ']') {
      thread = Bytes.number(b, from, digits);
      at = Bytes.afterSpaces(b, digits + 5, to);
    }
    if (at < to && b[at] == '<') {
      int close = indexOf(b, at, to, "> ");
      at = close < 0 ? at : close + 2;
    }
    Message message = proper(b, at, to);
    return message.kind() == Kind.UNKNOWN || message.kind() == Kind.IGNORED
        ? message
        : message.withNumber(thread);
  }

  private static Message proper(byte[] b, int at, int to) {
    if (at >= to) {
      return Message.UNKNOWN;
    }
    return switch (b[at]) {
      case 'r', 's' -> packet(b, at, to);
      case 'n' -> nothing(b, at, to);
      case 'i', 'c', 'm', 'g', 'd', 'p' -> lower(b, at, to);
      case 'I', 'C', 'X' -> upper(b, at, to);
      default -> initiating(b, at, to);
    };
  }

  private static Message packet(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "received packet: from ")) {
      int address = at + "received packet: from ".length();
      int end = address;
      while (end < to && b[end] != '[' && b[end] != ' ') {
        end++;
      }
      return Message.address(Kind.IKE_PACKET, limited(b, address, end));
    }
    return Message.UNKNOWN;
  }

  private static Message nothing(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "no shared key found for ")) {
      return Message.address(Kind.IKE_AUTH_FAILED, lastAddress(b, at, to));
    }
    if (startsWith(b, at, to, "no IKE config found for ")) {
      int dots = indexOf(b, at, to, "...");
      int address = dots + "...".length();
      int end = address;
      while (end < to && b[end] != ',' && b[end] != ' ') {
        end++;
      }
      return dots < 0
          ? Message.of(Kind.IKE_NO_CONFIG)
          : Message.address(Kind.IKE_NO_CONFIG, limited(b, address, end));
    }
    return startsWith(b, at, to, "no matching CHILD_SA config found for ")
        ? Message.of(Kind.IKE_CHILD_FAILED)
        : Message.UNKNOWN;
  }

  /** The last {@code [address]} or, without brackets, the last word: the peer's. */
  private static String lastAddress(byte[] b, int at, int to) {
    int open = Bytes.lastIndexOf(b, at, to, "[");
    if (open >= 0 && b[to - 1] == ']') {
      return limited(b, open + 1, to - 1);
    }
    int word = Bytes.lastIndexOf(b, at, to, " - ");
    return word < 0 ? "" : limited(b, word + " - ".length(), to);
  }

  private static Message lower(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "invalid ")
        && indexOf(b, at, to, " payload length, decryption failed?") > 0) {
      return Message.of(Kind.IKE_AUTH_FAILED);
    }
    if (startsWith(b, at, to, "calculated HASH does not match HASH payload")) {
      return Message.of(Kind.IKE_AUTH_FAILED);
    }
    if (startsWith(b, at, to, "could not decrypt payloads")
        || startsWith(b, at, to, "message parsing failed")) {
      return Message.of(Kind.IKE_DETAIL);
    }
    if (startsWith(b, at, to, "giving up after ")) {
      return Message.of(Kind.IKE_TIMEOUT);
    }
    if (startsWith(b, at, to, "deleting IKE_SA ")) {
      return Message.of(Kind.IKE_DOWN);
    }
    return startsWith(b, at, to, "pool '") && indexOf(b, at, to, "' is full") > 0
        ? Message.of(Kind.POOL_EXHAUSTED)
        : Message.UNKNOWN;
  }

  private static Message upper(byte[] b, int at, int to) {
    if (startsWith(b, at, to, "IKE_SA ") && indexOf(b, at, to, " established between ") > 0) {
      int dots = Bytes.indexOf(b, at, to, "...");
      int end = dots < 0 ? -1 : indexOf(b, dots, to, '[');
      return end < 0
          ? Message.of(Kind.IKE_UP)
          : Message.address(Kind.IKE_UP, limited(b, dots + "...".length(), end));
    }
    if (startsWith(b, at, to, "CHILD_SA ") && indexOf(b, at, to, " established with SPIs ") > 0) {
      return Message.of(Kind.IPSEC_UP);
    }
    if (startsWith(b, at, to, "XAuth authentication of '")) {
      int name = at + "XAuth authentication of '".length();
      return Bytes.endsWith(b, name, to, "' failed")
          ? Message.user(
              Kind.IKE_XAUTH_FAILED,
              Method.UNKNOWN,
              PppdText.decoded(java.util.Arrays.copyOfRange(b, name, to - "' failed".length())))
          : Message.UNKNOWN;
    }
    return Message.UNKNOWN;
  }

  private static Message initiating(byte[] b, int at, int to) {
    int end = wordEnd(b, at, to);
    return startsWith(b, end, to, " is initiating a")
        ? Message.address(Kind.IKE_STARTED, limited(b, at, end))
        : Message.UNKNOWN;
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
