package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Range;
import io.github.pppvpn.plugin.State;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.plugin.UsageException;
import io.github.pppvpn.session.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What check_pppd was asked to look at.
 *
 * @param daemons those named; none for those that the host has a configuration of
 * @param protocol what the daemons must speak to be looked at; empty for any
 * @param down what a daemon gives that does not run as it is to
 * @param windowMillis how far back restarts and crashes count
 * @param uplink an interface whose errors count beside those of the PPP interfaces; empty for none
 */
record PppdOptions(
    List<WantedDaemon> daemons,
    Optional<Protocol> protocol,
    State down,
    long windowMillis,
    String uplink) {
  private static final long LEAST_WINDOW_MILLIS = 60_000;
  private static final long MOST_WINDOW_MILLIS = 7L * 86_400_000;

  static final OptionSpec DAEMON =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "daemon",
              "NAME[=RANGE]",
              "a daemon that must run, by the name of its program, and how many processes of it may"
                  + " run; only 0 or a range with a colon (0:2) lets it be down (default: pptpd,"
                  + " xl2tpd, accel-pppd and SoftEther's vpnserver, those whose configuration is on"
                  + " the host or that run)")
          .asRepeatable();
  static final OptionSpec PROTOCOL =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "protocol",
              "PROTOCOL",
              "whose daemons are looked at, l2tp, pptp or all: pptpd speaks pptp, xl2tpd and"
                  + " vpnserver l2tp, accel-pppd what its modules do; one of another name, or that"
                  + " speaks neither, is looked at with either")
          .withDefault("all");
  static final OptionSpec DOWN =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "down",
              "STATE",
              "what a daemon gives (a name or 0-3) that does not run, is stopped, or has another"
                  + " number of processes than it may: OK where another service tells it, and the"
                  + " ranges alone are to judge")
          .withDefault("CRITICAL");
  static final OptionSpec WINDOW =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "window",
              "DURATION",
              "how far back restarts and crashes count, 1m to 7d (s, m, h, d)")
          .withDefault("1h");
  static final OptionSpec INTERFACE =
      OptionSpec.valued(
          'i',
          "interface",
          "IFACE",
          "the uplink, whose errors and drops count beside those of the PPP interfaces");

  static final List<OptionSpec> TABLE = List.of(DAEMON, PROTOCOL, DOWN, WINDOW, INTERFACE);

  PppdOptions {
    daemons = List.copyOf(daemons);
  }

  static PppdOptions of(Arguments arguments) throws UsageException {
    Map<String, WantedDaemon> daemons = new LinkedHashMap<>();
    for (String text : arguments.all(DAEMON)) {
      WantedDaemon daemon = daemon(text);
      daemons.put(daemon.name(), daemon);
    }
    String window = arguments.required(WINDOW);
    long millis = Span.parse(window).orElse(0L);
    if (millis < LEAST_WINDOW_MILLIS || millis > MOST_WINDOW_MILLIS) {
      throw Arguments.wrong(WINDOW, window, "a duration of 1m to 7d (600s, 30m, 1h, 1d)");
    }
    String uplink = arguments.value(INTERFACE).orElse("");
    if (arguments.has(INTERFACE) && !isInterface(uplink)) {
      throw Arguments.wrong(INTERFACE, uplink, "the name of a network interface");
    }
    return new PppdOptions(
        new ArrayList<>(daemons.values()),
        protocol(arguments.required(PROTOCOL)),
        arguments.state(DOWN),
        millis,
        uplink);
  }

  /** What tells the state of one service from that of another: as it was asked for. */
  String key() {
    StringBuilder key = new StringBuilder();
    for (WantedDaemon daemon : daemons) {
      key.append(daemon.name()).append(' ');
    }
    protocol.ifPresent(one -> key.append(one).append(' '));
    return key.append(windowMillis).append(' ').append(uplink).toString();
  }

  private static Optional<Protocol> protocol(String text) throws UsageException {
    return switch (text) {
      case "l2tp" -> Optional.of(Protocol.L2TP);
      case "pptp" -> Optional.of(Protocol.PPTP);
      case "all" -> Optional.empty();
      default -> throw Arguments.wrong(PROTOCOL, text, "l2tp, pptp or all");
    };
  }

  private static WantedDaemon daemon(String text) throws UsageException {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!isProgram(name)) {
      throw Arguments.wrong(DAEMON, text, "NAME[=RANGE] with the name of a program, such as pptpd");
    }
    if (name.equals("pppd")) {
      throw new UsageException(
          "option --daemon: pppd is no daemon, one runs per session: -w pppd_procs=RANGE");
    }
    if (equals < 0) {
      return WantedDaemon.running(name);
    }
    String range = text.substring(equals + 1);
    try {
      Range allowed = Range.parse(range, Unit.NONE);
      boolean explicit = range.indexOf(':') >= 0 || allowed.end() == 0;
      return new WantedDaemon(name, Optional.of(allowed), explicit && !allowed.alerts(0));
    } catch (UsageException e) {
      throw new UsageException("option --daemon: \"" + text + "\": " + e.getMessage());
    }
  }

  private static boolean isProgram(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && (i == 0 || (c != '-' && c != '_' && c != '.' && c != '+' && c != '@'))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 64;
  }

  private static boolean isInterface(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == '/' || c > '~') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 15 && !name.startsWith(".");
  }
}
