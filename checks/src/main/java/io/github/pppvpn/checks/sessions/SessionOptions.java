package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.UsageException;
import io.github.pppvpn.session.Protocol;
import java.util.List;
import java.util.OptionalInt;

/**
 * What check_l2tp_sessions was asked to do.
 *
 * @param protocol l2tp, pptp or all
 * @param perUser more sessions of one user than this are CRITICAL, if it is given
 * @param wantsHistory whether a range speaks of a metric that needs earlier runs
 */
record SessionOptions(String protocol, OptionalInt perUser, boolean wantsHistory) {
  static final OptionSpec PROTOCOL =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "protocol",
              "PROTOCOL",
              "whose sessions count: l2tp, pptp or all")
          .withDefault("l2tp")
          .asLabel("protocol");
  static final OptionSpec PER_USER =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "per-user",
          "N",
          "how many sessions one user may hold: the same as -c sessions_per_user=N; with --output"
              + " prometheus the 50 users with the most are labels, the rest one");

  static final List<OptionSpec> TABLE = List.of(PROTOCOL, PER_USER);

  static SessionOptions of(Arguments arguments) throws UsageException {
    String protocol = arguments.required(PROTOCOL);
    switch (protocol) {
      case "l2tp", "pptp", "all" -> {}
      default -> throw Arguments.wrong(PROTOCOL, protocol, "l2tp, pptp or all");
    }
    return new SessionOptions(
        protocol,
        arguments.has(PER_USER)
            ? OptionalInt.of(arguments.integer(PER_USER, 1, 1_000_000))
            : OptionalInt.empty(),
        arguments.judges(SessionMetrics.OPENED)
            || arguments.judges(SessionMetrics.CLOSED)
            || arguments.judges(SessionMetrics.DEVIATION));
  }

  boolean counts(Protocol of) {
    return switch (protocol) {
      case "l2tp" -> of == Protocol.L2TP;
      case "pptp" -> of == Protocol.PPTP;
      default -> true;
    };
  }

  /** What the sessions are called in sentences: "L2TP ", or nothing for all. */
  String adjective() {
    return switch (protocol) {
      case "l2tp" -> "L2TP ";
      case "pptp" -> "PPTP ";
      default -> "";
    };
  }
}
