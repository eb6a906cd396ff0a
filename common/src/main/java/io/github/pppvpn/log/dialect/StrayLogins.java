package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.line.Bytes;
import io.github.pppvpn.log.line.LineForm;
import io.github.pppvpn.log.line.LineHeader;
import io.github.pppvpn.log.line.LineParser;

/**
 * Tells pppd's words of a failed login where the line's header does not say that pppd wrote it.
 *
 * <p>They are looked for at the start of what a program says, and nowhere else: users choose what
 * stands in the midst of a web server's or sshd's message, and would make each check UNKNOWN. The
 * start of a message is the program's own words. (There are programs that let users choose it,
 * hence UNKNOWN, never a failure that is counted.)
 */
final class StrayLogins {
  private final Dialects dialects;
  private final LineParser parser;
  private final LineHeader inner = new LineHeader();

  /**
   * @param parser for the line that a relay has put behind a header of its own
   */
  StrayLogins(Dialects dialects, LineParser parser) {
    this.dialects = dialects;
    this.parser = parser;
  }

  /** Whether a line without a header is one. */
  boolean isBare(LineHeader header) {
    return isFailedLogin(header.bytes(), header.messageFrom(), header.messageTo());
  }

  /** Whether one stands, with pppd's tag, behind a time in a form that is not known. */
  boolean isBehindTime(byte[] b, int from, int to) {
    return isFailedLogin(b, Relayed.behindTime(b, from, to), to);
  }

  /** Whether one stands, with pppd's tag, as the second word of the message. */
  boolean isBehindHost(LineHeader header) {
    return isBehindWord(header.bytes(), header.messageFrom(), header.messageTo());
  }

  /**
   * Whether one stands where a relay leaves it: all of its line as the message of another's tag, or
   * all of it but the time behind one word, or its whole line behind the relay's stamp and host.
   */
  boolean isRelayed(LineHeader header) {
    if (header.form() == LineForm.JOURNAL_JSON) {
      return false;
    }
    byte[] b = header.bytes();
    int from = header.messageFrom();
    int to = header.messageTo();
    if (header.programFrom() < header.programTo()) {
      return isFailedLogin(b, Relayed.message(b, from, to), to);
    }
    parser.parse(b, from, to, inner);
    return Dialects.daemonOrNull(inner) == Daemon.PPPD
        ? isFailedLogin(inner.bytes(), inner.messageFrom(), inner.messageTo())
        : isBehindWord(b, from, to);
  }

  private boolean isBehindWord(byte[] b, int from, int to) {
    return isFailedLogin(b, Relayed.message(b, Bytes.wordEnd(b, from, to) + 1, to), to);
  }

  private boolean isFailedLogin(byte[] b, int from, int to) {
    Kind kind = dialects.read(Daemon.PPPD, b, from, to).kind();
    return kind == Kind.AUTH_FAILED || kind == Kind.AUTH_REFUSED || kind == Kind.AUTH_NOT_PERMITTED;
  }
}
