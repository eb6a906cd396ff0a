package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.HostMetrics;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_l2tp_udp1701. */
final class L2tpMetrics {
  static final MetricSpec TIME =
      MetricSpec.of("time", Unit.SECONDS, "from the first SCCRQ to the SCCRP")
          .as("pppvpn_l2tp_reply_duration_seconds");
  static final MetricSpec ESTABLISH_TIME =
      MetricSpec.of(
              "establish_time",
              Unit.SECONDS,
              "from the first SCCRQ to the established tunnel (the SCCCN's acknowledgment); with"
                  + " --establish")
          .as("pppvpn_l2tp_establish_duration_seconds");

  /** Those of one host. */
  static final List<MetricSpec> SINGLE = List.of(TIME, ESTABLISH_TIME);

  /** Those of many together. */
  static final HostMetrics HOSTS = HostMetrics.of("pppvpn_l2tp");

  static final List<MetricSpec> TABLE = HOSTS.table(SINGLE);

  private L2tpMetrics() {}
}
