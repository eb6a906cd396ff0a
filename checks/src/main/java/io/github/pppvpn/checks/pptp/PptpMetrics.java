package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.HostMetrics;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_pptp_tcp1723. */
final class PptpMetrics {
  static final MetricSpec TIME =
      MetricSpec.of("time", Unit.SECONDS, "from the start of the connect to the whole reply")
          .as("pppvpn_pptp_reply_duration_seconds");
  static final MetricSpec CONNECT_TIME =
      MetricSpec.of("connect_time", Unit.SECONDS, "from the start of the connect to the connection")
          .as("pppvpn_pptp_connect_duration_seconds");
  static final MetricSpec HANDSHAKE_TIME =
      MetricSpec.of("handshake_time", Unit.SECONDS, "from the request to the whole reply")
          .as("pppvpn_pptp_handshake_duration_seconds");
  static final MetricSpec ECHO_TIME =
      MetricSpec.of("echo_time", Unit.SECONDS, "an Echo round trip; with --echo")
          .as("pppvpn_pptp_echo_duration_seconds");

  /** Those of one host. */
  static final List<MetricSpec> SINGLE = List.of(TIME, CONNECT_TIME, HANDSHAKE_TIME, ECHO_TIME);

  /** Those of many together. */
  static final HostMetrics HOSTS = HostMetrics.of("pppvpn_pptp");

  static final List<MetricSpec> TABLE = HOSTS.table(SINGLE);

  private PptpMetrics() {}
}
