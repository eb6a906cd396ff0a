package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;
import static io.github.pppvpn.log.line.Bytes.text;
import static io.github.pppvpn.log.line.Bytes.wordEnd;

import io.github.pppvpn.log.line.Ascii;
import io.github.pppvpn.log.line.Bytes;

/**
 * pptpd 1.3 and 1.4: its manager (pptpd.c, pptpmanager.c), one pptpctrl for each client
 * (pptpctrl.c, ctrlpacket.c, pptpgre.c).
 */
final class PptpdDialect implements Dialect {
  private static final int TEXT_LIMIT = 200;

  // What every session leaves, so that most lines are compared with it.
  private static final Ascii CONTROL = Ascii.of("CTRL: ");
  private static final Ascii CLIENT = Ascii.of("Client ");
  private static final Ascii STARTED = Ascii.of(" control connection started");
  private static final Ascii FINISHED = Ascii.of(" control connection finished");
  private static final Ascii STARTING_CALL = Ascii.of("Starting call");
  private static final Ascii REAPING = Ascii.of("Reaping child PPP[");

  private static final Message CALL_STARTING = Message.of(Kind.CALL_STARTING);
  private static final Message CONTROL_LOST = Message.of(Kind.CONTROL_LOST);
  private static final Message PPPD_ENDED_FIRST = Message.of(Kind.PPPD_ENDED_FIRST);
  private static final Message GRE_ERROR = Message.of(Kind.GRE_ERROR);
  private static final Message PROTOCOL_ERROR = Message.of(Kind.PROTOCOL_ERROR);

  @Override
  public Message read(byte[] b, int from, int to) {
    if (CONTROL.starts(b, from, to)) {
      return control(b, from + CONTROL.length(), to);
    }
    if (startsWith(b, from, to, "GRE: ")) {
      return gre(b, from, from + "GRE: ".length(), to);
    }
    if (startsWith(b, from, to, "MGR: ")) {
      return manager(b, from, from + "MGR: ".length(), to);
    }
    return startsWith(b, from, to, "CTRL (PPPD Launcher): Failed to launch PPP daemon")
        ? failed(b, from, to)
        : Message.UNKNOWN;
  }

  private static Message control(byte[] b, int at, int to) {
    if (CLIENT.starts(b, at, to)) {
      int address = at + CLIENT.length();
      int end = wordEnd(b, address, to);
      if (STARTED.starts(b, end, to)) {
        return Message.address(Kind.CONTROL_UP, limited(b, address, end));
      }
      return FINISHED.starts(b, end, to)
          ? Message.address(Kind.CONTROL_DOWN, limited(b, address, end))
          : Message.UNKNOWN;
    }
    if (STARTING_CALL.starts(b, at, to)) {
      return CALL_STARTING;
    }
    if (REAPING.starts(b, at, to)) {
      return Message.numbers(Kind.CALL_REAPED, Bytes.number(b, at + REAPING.length(), to), -1);
    }
    if (startsWith(b, at, to, "PTY read or GRE write failed")) {
      return PPPD_ENDED_FIRST;
    }
    if (startsWith(b, at, to, "GRE read or PTY write failed")
        || startsWith(b, at, to, "GRE-tunnel has collapsed")
        || startsWith(b, at, to, "Error sending GRE")) {
      return GRE_ERROR;
    }
    if (startsWith(b, at, to, "Session timed out")) {
      return Message.of(Kind.ECHO_TIMEOUT);
    }
    if (startsWith(b, at, to, "CTRL read failed")
        || startsWith(b, at, to, "EOF or bad error reading ctrl packet length")
        || startsWith(b, at, to, "couldn't read packet header")
        || startsWith(b, at, to, "Error reading ctrl packet length")) {
      return CONTROL_LOST;
    }
    if (startsWith(b, at, to, "Bad magic cookie")
        || startsWith(b, at, to, "PPTP Control Message type ")
        || startsWith(b, at, to, "Request to ")) {
      return PROTOCOL_ERROR;
    }
    if (startsWith(b, at, to, "Exiting on signal ")) {
      return Message.numbers(
          Kind.TERMINATED_BY_SIGNAL, Bytes.number(b, at + "Exiting on signal ".length(), to), -1);
    }
    return startsWith(b, at, to, "Ignored a SET LINK INFO packet")
        ? Message.IGNORED
        : Message.UNKNOWN;
  }

  private static Message gre(byte[] b, int from, int at, int to) {
    if (startsWith(b, at, to, "read(fd=")) {
      if (indexOf(b, at, to, " from PTY failed") > 0) {
        return PPPD_ENDED_FIRST;
      }
      return indexOf(b, at, to, " from network failed") > 0 ? GRE_ERROR : Message.UNKNOWN;
    }
    if (startsWith(b, at, to, "socket() failed")) {
      return failed(b, from, to);
    }
    if (startsWith(b, at, to, "xmit failed from decaps_hdlc")
        || startsWith(b, at, to, "Discarding packet by header check")
        || startsWith(b, at, to, "connect() failed")) {
      return GRE_ERROR;
    }
    return startsWith(b, at, to, "Bad checksum from pppd") ? Message.IGNORED : Message.UNKNOWN;
  }

  private static Message manager(byte[] b, int from, int at, int to) {
    if (startsWith(b, at, to, "Manager process started")) {
      return Message.of(Kind.DAEMON_STARTED);
    }
    if (startsWith(b, at, to, "Maximum of ")) {
      return poolSize(b, at + "Maximum of ".length(), to);
    }
    if (startsWith(b, at, to, "connections limit (")) {
      return Message.numbers(
          Kind.POOL_SIZE, Bytes.number(b, at + "connections limit (".length(), to), -1);
    }
    if (startsWith(b, at, to, "No free connection slots or IPs")) {
      return Message.of(Kind.POOL_EXHAUSTED);
    }
    if (startsWith(b, at, to, "dropped slow initial connection")
        || startsWith(b, at, to, "dropped small initial connection")
        || startsWith(b, at, to, "initial packet ")) {
      return Message.of(Kind.PROBE);
    }
    if (startsWith(b, at, to, "Couldn't create host socket")
        || startsWith(b, at, to, "accept() failed")
        || startsWith(b, at, to, "Bad ")) {
      return failed(b, from, to);
    }
    return startsWith(b, at, to, "Reaped unknown child ") ? Message.IGNORED : Message.UNKNOWN;
  }

  /** {@code Maximum of N connections available}, {@code … reduced to M, not enough IP …}. */
  private static Message poolSize(byte[] b, int at, int to) {
    int reduced = indexOf(b, at, to, " connections reduced to ");
    return Message.numbers(
        Kind.POOL_SIZE,
        Bytes.number(b, reduced < 0 ? at : reduced + " connections reduced to ".length(), to),
        -1);
  }

  private static Message failed(byte[] b, int from, int to) {
    return Message.text(Kind.DAEMON_FAILED, limited(b, from, to));
  }

  private static String limited(byte[] b, int from, int to) {
    return text(b, from, Math.min(to, from + TEXT_LIMIT));
  }
}
