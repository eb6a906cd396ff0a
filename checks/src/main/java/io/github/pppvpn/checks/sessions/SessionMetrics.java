package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** The metrics of check_l2tp_sessions. */
final class SessionMetrics {
  static final MetricSpec SESSIONS =
      MetricSpec.of("sessions", Unit.NONE, "clients that are connected");
  static final MetricSpec TUNNELS =
      MetricSpec.of(
          "tunnels",
          Unit.NONE,
          "L2TP tunnels; not with --protocol pptp, nor where xl2tpd works without the kernel's L2TP");
  static final MetricSpec USERS = MetricSpec.of("users", Unit.NONE, "different users among them");
  static final MetricSpec SESSIONS_PER_USER =
      MetricSpec.of("sessions_per_user", Unit.NONE, "the most sessions that one user holds");
  static final MetricSpec OPENED =
      MetricSpec.of("opened", Unit.NONE, "sessions that have come, per minute; needs state");
  static final MetricSpec CLOSED =
      MetricSpec.of("closed", Unit.NONE, "sessions that have gone, per minute; needs state");
  static final MetricSpec OLDEST =
      MetricSpec.of("oldest", Unit.SECONDS, "how long the oldest session has lasted");
  static final MetricSpec RX_BYTES =
      MetricSpec.of("rx_bytes", Unit.COUNTER, "bytes received from clients");
  static final MetricSpec TX_BYTES =
      MetricSpec.of("tx_bytes", Unit.COUNTER, "bytes sent to clients");
  static final MetricSpec MISMATCH =
      MetricSpec.of("mismatch", Unit.NONE, "sessions that one source shows and another does not");
  static final MetricSpec DEVIATION =
      MetricSpec.of(
              "deviation",
              Unit.PERCENT,
              "how far the sessions are from this hour of the week's usual count, negative for"
                  + " fewer; needs state and a week")
          .within(OptionalDouble.empty(), OptionalDouble.empty());

  static final List<MetricSpec> TABLE =
      List.of(
          SESSIONS,
          TUNNELS,
          USERS,
          SESSIONS_PER_USER,
          OPENED,
          CLOSED,
          OLDEST,
          RX_BYTES,
          TX_BYTES,
          MISMATCH,
          DEVIATION);

  private SessionMetrics() {}
}
