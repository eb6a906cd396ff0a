package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.session.Protocol;
import java.util.List;
import java.util.Optional;

/** A VPN daemon that makes PPP sessions, and where a host shows that it is meant to run. */
enum KnownDaemon {
  PPTPD("pptpd", "pptpd", Daemon.PPTPD),
  XL2TPD("xl2tpd", "xl2tpd", Daemon.XL2TPD),
  ACCEL_PPPD("accel-pppd", "accel-ppp", Daemon.ACCEL_PPP),
  /** The unit is that of its own makefiles and of Debian. */
  SOFTETHER("vpnserver", "softether-vpnserver", Daemon.SOFTETHER);

  private final String command;
  private final String unit;
  private final Daemon log;

  KnownDaemon(String command, String unit, Daemon log) {
    this.command = command;
    this.unit = unit;
    this.log = log;
  }

  /** The name of its program. */
  String command() {
    return command;
  }

  /** The file that says it is meant to run; nothing if there is none. */
  Optional<String> configuration(HostRoot root) {
    for (String path : configurations()) {
      if (root.exists(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** Why that cannot be told, a sentence; empty if every place where it may lie can be seen. */
  Optional<String> hidden(HostRoot root) {
    for (String path : configurations()) {
      Optional<String> why = root.hidden(path);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  /**
   * What it speaks.
   *
   * @param own its processes
   */
  Spoken spoken(HostRoot root, List<ProcessInfo> own) {
    if (this != ACCEL_PPPD) {
      return most();
    }
    return own.isEmpty()
        ? Spoken.byUsualFiles(root, configurations(), hidden(root))
        : Spoken.byProcesses(root, own);
  }

  /** Whether there is a configuration of it that makes it speak that. */
  boolean maySpeak(Protocol protocol) {
    return most().has(protocol);
  }

  private Spoken most() {
    return switch (this) {
      case PPTPD -> Spoken.certain(Protocol.PPTP);
      case XL2TPD, SOFTETHER -> Spoken.certain(Protocol.L2TP);
      case ACCEL_PPPD -> Spoken.ANY;
    };
  }

  private List<String> configurations() {
    return switch (this) {
      case PPTPD -> List.of("/etc/pptpd.conf");
      case XL2TPD -> List.of("/etc/xl2tpd/xl2tpd.conf", "/etc/l2tpd/l2tpd.conf");
      case ACCEL_PPPD -> List.of("/etc/accel-ppp.conf", "/etc/accel-ppp/accel-ppp.conf");
      case SOFTETHER ->
          List.of(
              "/usr/local/vpnserver/vpn_server.config",
              "/opt/vpnserver/vpn_server.config",
              "/usr/local/libexec/softether/vpnserver/vpn_server.config",
              "/usr/libexec/softether/vpnserver/vpn_server.config",
              "/var/lib/softether/vpn_server.config");
    };
  }

  /** Where the configuration of one that may speak this protocol, or any, may lie, in words. */
  static String places(Optional<Protocol> protocol) {
    StringBuilder text = new StringBuilder();
    for (KnownDaemon daemon : values()) {
      if (protocol.isEmpty() || daemon.maySpeak(protocol.get())) {
        text.append(text.length() == 0 ? "" : ", ").append(daemon.configurations().get(0));
      }
    }
    return text.toString();
  }

  static Optional<KnownDaemon> of(String command) {
    for (KnownDaemon daemon : values()) {
      if (daemon.command.equals(command)) {
        return Optional.of(daemon);
      }
    }
    return Optional.empty();
  }

  /** The systemd unit that runs a program. */
  static String unitOf(String command) {
    return of(command).map(daemon -> daemon.unit).orElse(command) + ".service";
  }

  /** The program that a systemd unit (its name without {@code .service}) runs. */
  static String commandOf(String unit) {
    for (KnownDaemon daemon : values()) {
      if (daemon.unit.equals(unit)) {
        return daemon.command;
      }
    }
    return unit;
  }

  /** Whose lines of the log speak of a program. */
  static Optional<Daemon> logOf(String command) {
    return switch (command) {
      case "freeradius", "radiusd" -> Optional.of(Daemon.FREERADIUS);
      case "charon", "charon-systemd" -> Optional.of(Daemon.CHARON);
      case "pluto" -> Optional.of(Daemon.PLUTO);
      default -> of(command).map(daemon -> daemon.log);
    };
  }

  /** What a daemon of the log is called here. */
  static String nameOf(Daemon log) {
    return switch (log) {
      case PPPD -> "pppd";
      case PPTPD -> "pptpd";
      case PPTP -> "pptp";
      case XL2TPD -> "xl2tpd";
      case ACCEL_PPP -> "accel-pppd";
      case FREERADIUS -> "freeradius";
      case CHARON -> "charon";
      case PLUTO -> "pluto";
      case SOFTETHER -> "vpnserver";
    };
  }
}
