package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** The metrics of check_l2tp_sessions. */
final class SessionMetrics {
  private static final String KEPT = "the state counts over reboots; without state it is left out";

  static final SeriesSpec CONNECTED =
      SeriesSpec.gauge("pppvpn_sessions", "Clients that are connected.", "protocol");
  static final SeriesSpec NAMES =
      SeriesSpec.gauge("pppvpn_users", "Different users that are connected.", "protocol");
  static final SeriesSpec MOST =
      SeriesSpec.gauge(
          "pppvpn_sessions_per_user_max", "The most sessions that one user holds.", "protocol");
  static final SeriesSpec HELD =
      SeriesSpec.gauge(
          "pppvpn_user_sessions",
          "Sessions that a user holds; with --per-user, the users with the most and other.",
          "user",
          "protocol");
  static final SeriesSpec OPENED_TOTAL =
      SeriesSpec.counter("pppvpn_sessions_opened_total", "Sessions that have come.", "protocol")
          .because(KEPT);
  static final SeriesSpec CLOSED_TOTAL =
      SeriesSpec.counter("pppvpn_sessions_closed_total", "Sessions that have gone.", "protocol")
          .because(KEPT);
  static final SeriesSpec OLDEST_AGE =
      SeriesSpec.gauge(
          "pppvpn_oldest_session_age_seconds",
          "How long the oldest session has lasted.",
          "protocol");
  static final SeriesSpec RECEIVED =
      SeriesSpec.counter("pppvpn_received_bytes_total", "Bytes received from clients.", "protocol")
          .because(KEPT);
  static final SeriesSpec SENT =
      SeriesSpec.counter("pppvpn_sent_bytes_total", "Bytes sent to clients.", "protocol")
          .because(KEPT);

  static final MetricSpec SESSIONS =
      MetricSpec.of("sessions", Unit.NONE, "clients that are connected").in(CONNECTED);
  static final MetricSpec TUNNELS =
      MetricSpec.of(
              "tunnels",
              Unit.NONE,
              "L2TP tunnels; not with --protocol pptp, nor where xl2tpd works without the kernel's L2TP")
          .as("pppvpn_l2tp_tunnels");
  static final MetricSpec USERS =
      MetricSpec.of("users", Unit.NONE, "different users among them").in(NAMES);
  static final MetricSpec SESSIONS_PER_USER =
      MetricSpec.of("sessions_per_user", Unit.NONE, "the most sessions that one user holds")
          .in(MOST, HELD);
  static final MetricSpec OPENED =
      MetricSpec.of("opened", Unit.NONE, "sessions that have come, per minute; needs state")
          .in(OPENED_TOTAL);
  static final MetricSpec CLOSED =
      MetricSpec.of("closed", Unit.NONE, "sessions that have gone, per minute; needs state")
          .in(CLOSED_TOTAL);
  static final MetricSpec OLDEST =
      MetricSpec.of("oldest", Unit.SECONDS, "how long the oldest session has lasted")
          .in(OLDEST_AGE);
  static final MetricSpec RX_BYTES =
      MetricSpec.of("rx_bytes", Unit.COUNTER, "bytes received from clients").in(RECEIVED);
  static final MetricSpec TX_BYTES =
      MetricSpec.of("tx_bytes", Unit.COUNTER, "bytes sent to clients").in(SENT);
  static final MetricSpec MISMATCH =
      MetricSpec.of("mismatch", Unit.NONE, "sessions that one source shows and another does not")
          .as("pppvpn_session_mismatches");
  static final MetricSpec DEVIATION =
      MetricSpec.of(
              "deviation",
              Unit.PERCENT,
              "how far the sessions are from this hour of the week's usual count, negative for"
                  + " fewer; needs state and a week")
          .within(OptionalDouble.empty(), OptionalDouble.empty())
          .as("pppvpn_sessions_deviation_ratio");

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
