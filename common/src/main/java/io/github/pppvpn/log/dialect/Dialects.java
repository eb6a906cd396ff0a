package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.line.Ascii;
import io.github.pppvpn.log.line.Bytes;
import io.github.pppvpn.log.line.LineForm;
import io.github.pppvpn.log.line.LineHeader;
import java.util.Optional;

/** Which daemon wrote a line, and what the daemon's message says. */
public final class Dialects {
  private static final Ascii PPPD = Ascii.of("pppd");
  private static final Ascii PPTPD = Ascii.of("pptpd");
  private static final Ascii XL2TPD = Ascii.of("xl2tpd");

  private final Dialect pppd = new PppdDialect();
  private final Dialect pptpd = new PptpdDialect();
  private final Dialect pptp = new PptpDialect();
  private final Dialect xl2tpd = new Xl2tpdDialect();
  private final Dialect accel = new AccelDialect();
  private final Dialect freeRadius = new FreeRadiusDialect();
  private final Dialect charon = new CharonDialect();
  private final Dialect pluto = new PlutoDialect();
  private final Dialect softEther = new SoftEtherDialect();

  /**
   * The daemon that wrote the line: by its form where that is a daemon's own, else by its tag. A
   * {@link LineForm#PLAIN} line names none; in a log of such lines alone it is pppd's own.
   */
  public Optional<Daemon> daemonOf(LineHeader header) {
    return Optional.ofNullable(daemonOrNull(header));
  }

  /** The same, for every line of a log. */
  static Daemon daemonOrNull(LineHeader header) {
    return switch (header.form()) {
      case ACCEL -> Daemon.ACCEL_PPP;
      case FREERADIUS -> Daemon.FREERADIUS;
      case SOFTETHER -> Daemon.SOFTETHER;
      case CHARON -> Daemon.CHARON;
      case PLUTO -> Daemon.PLUTO;
      case PLAIN -> null;
      case BSD, RFC3339, RFC5424, JOURNAL_JSON, LOGREAD, TAG ->
          byName(header.bytes(), header.programFrom(), header.programTo());
    };
  }

  private static Daemon byName(byte[] b, int from, int to) {
    if (from >= to || !mayMatter(b[from])) {
      return null;
    }
    return switch (b[from]) {
      case 'p' ->
          PPPD.is(b, from, to)
              ? Daemon.PPPD
              : PPTPD.is(b, from, to) || Bytes.equal(b, from, to, "pptpctrl")
                  ? Daemon.PPTPD
                  : Bytes.equal(b, from, to, "pluto")
                      ? Daemon.PLUTO
                      : Bytes.equal(b, from, to, "pptp") ? Daemon.PPTP : null;
      case 'x' -> XL2TPD.is(b, from, to) ? Daemon.XL2TPD : null;
      case 'a' -> isAccel(b, from, to) ? Daemon.ACCEL_PPP : null;
      case 'r' -> Bytes.equal(b, from, to, "radiusd") ? Daemon.FREERADIUS : null;
      case 'f' -> Bytes.equal(b, from, to, "freeradius") ? Daemon.FREERADIUS : null;
      case 'c' ->
          Bytes.equal(b, from, to, "charon") || Bytes.equal(b, from, to, "charon-systemd")
              ? Daemon.CHARON
              : null;
      case 'i' -> Bytes.equal(b, from, to, "ipsec") ? Daemon.CHARON : null;
      case 'v' -> Bytes.equal(b, from, to, "vpnserver") ? Daemon.SOFTETHER : null;
      default -> null;
    };
  }

  /** Its own tags, and those that VyOS gives it, by service. */
  private static boolean isAccel(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, "accel-")) {
      return false;
    }
    int name = from + "accel-".length();
    return Bytes.equal(b, name, to, "pppd")
        || Bytes.equal(b, name, to, "ppp")
        || Bytes.equal(b, name, to, "l2tp")
        || Bytes.equal(b, name, to, "pptp")
        || Bytes.equal(b, name, to, "sstp")
        || Bytes.equal(b, name, to, "pppoe")
        || Bytes.equal(b, name, to, "ipoe");
  }

  /** Whether a program whose name starts so can be one of the daemons. */
  static boolean mayMatter(byte first) {
    return switch (first) {
      case 'p', 'x', 'a', 'r', 'f', 'c', 'i', 'v' -> true;
      default -> false;
    };
  }

  /** What the daemon's message says. */
  public Message read(Daemon daemon, byte[] bytes, int from, int to) {
    Dialect dialect =
        switch (daemon) {
          case PPPD -> pppd;
          case PPTPD -> pptpd;
          case PPTP -> pptp;
          case XL2TPD -> xl2tpd;
          case ACCEL_PPP -> accel;
          case FREERADIUS -> freeRadius;
          case CHARON -> charon;
          case PLUTO -> pluto;
          case SOFTETHER -> softEther;
        };
    return from >= to ? Message.UNKNOWN : dialect.read(bytes, from, to);
  }
}
