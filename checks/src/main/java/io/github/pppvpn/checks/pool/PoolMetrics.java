package io.github.pppvpn.checks.pool;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_ip_pool. */
final class PoolMetrics {
  static final SeriesSpec USED_RATIO =
      SeriesSpec.gauge(
              "pppvpn_pool_used_ratio",
              "How much of a pool, with those that follow it, is taken.",
              "pool",
              "daemon")
          .because("the metric is the greatest of them");
  static final SeriesSpec TAKEN =
      SeriesSpec.gauge(
          "pppvpn_pool_used_addresses",
          "How many clients hold a place in a pool.",
          "pool",
          "daemon");
  static final SeriesSpec ROOM =
      SeriesSpec.gauge(
          "pppvpn_pool_free_addresses",
          "For how many clients more a pool has room.",
          "pool",
          "daemon");
  static final SeriesSpec CAPACITY =
      SeriesSpec.gauge(
          "pppvpn_pool_size_addresses",
          "How many clients a pool can serve at once.",
          "pool",
          "daemon");

  static final MetricSpec USED_PERCENT =
      MetricSpec.of("used_percent", Unit.PERCENT, "how much of the fullest pool is taken")
          .withDefaults("80", "90")
          .in(USED_RATIO);
  static final MetricSpec SLOTS_USED =
      MetricSpec.of(
              "slots_used",
              Unit.NONE,
              "pptpd's slots that are taken: its control connections, those without a call too")
          .as("pppvpn_pptpd_used_slots");
  static final MetricSpec CONFLICTS =
      MetricSpec.of(
              "conflicts",
              Unit.NONE,
              "addresses that several sessions have, and those in use outside every pool")
          .as("pppvpn_pool_conflicting_addresses");
  static final MetricSpec TIME_TO_FULL =
      MetricSpec.of(
              "time_to_full",
              Unit.SECONDS,
              "until a pool is full if it goes on growing as in the last hour; only while one grows or"
                  + " is full; needs state")
          .as("pppvpn_pool_time_to_full_seconds");
  static final MetricSpec USED =
      MetricSpec.family("POOL", "_used", Unit.NONE, "how much of a pool is taken").in(TAKEN);
  static final MetricSpec FREE =
      MetricSpec.family("POOL", "_free", Unit.NONE, "for how many clients more a pool has room")
          .in(ROOM);
  static final MetricSpec SIZE =
      MetricSpec.family("POOL", "_size", Unit.NONE, "how many clients a pool can serve at once")
          .in(CAPACITY);

  static final List<MetricSpec> TABLE =
      List.of(USED_PERCENT, SLOTS_USED, CONFLICTS, TIME_TO_FULL, USED, FREE, SIZE);

  private PoolMetrics() {}
}
