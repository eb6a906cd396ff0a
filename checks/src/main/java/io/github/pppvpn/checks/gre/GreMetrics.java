package io.github.pppvpn.checks.gre;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_gre_probe. */
final class GreMetrics {
  static final MetricSpec LOSS =
      MetricSpec.of("loss", Unit.PERCENT, "echoes over GRE that did not come back")
          .withDefaults("20", "60")
          .as("pppvpn_gre_loss_ratio");
  static final MetricSpec RTA =
      MetricSpec.of("rta", Unit.SECONDS, "the mean round trip of the echoes")
          .as("pppvpn_gre_round_trip_mean_seconds");
  static final MetricSpec RTMAX =
      MetricSpec.of("rtmax", Unit.SECONDS, "the longest round trip of the echoes")
          .as("pppvpn_gre_round_trip_max_seconds");
  static final MetricSpec JITTER =
      MetricSpec.of("jitter", Unit.SECONDS, "the mean difference between a round trip and the next")
          .as("pppvpn_gre_jitter_seconds");
  static final MetricSpec CALL_SETUP_TIME =
      MetricSpec.of(
              "call_setup_time",
              Unit.SECONDS,
              "from the Start-Control-Connection-Request to the Outgoing-Call-Reply")
          .as("pppvpn_gre_call_setup_duration_seconds");
  static final MetricSpec FIRST_GRE_TIME =
      MetricSpec.of(
              "first_gre_time",
              Unit.SECONDS,
              "from the Outgoing-Call-Reply to the server's first GRE packet; the start of pppd is in"
                  + " it")
          .as("pppvpn_gre_first_packet_duration_seconds");
  static final MetricSpec PATH_MTU =
      MetricSpec.of(
              "path_mtu",
              Unit.BYTES,
              "the largest IP packet with GRE that comes back unfragmented; with --path-mtu")
          .as("pppvpn_gre_path_mtu_bytes");
  static final MetricSpec PACKETS_IN =
      MetricSpec.of("packets_in", Unit.NONE, "GRE packets not sent by this host; with --passive")
          .as("pppvpn_gre_capture_packets_received");
  static final MetricSpec PACKETS_OUT =
      MetricSpec.of("packets_out", Unit.NONE, "GRE packets sent by this host; with --passive")
          .as("pppvpn_gre_capture_packets_sent");
  static final MetricSpec PEERS =
      MetricSpec.of("peers", Unit.NONE, "hosts with GRE in either direction; with --passive")
          .as("pppvpn_gre_capture_peers");
  static final MetricSpec ONE_WAY_PEERS =
      MetricSpec.of(
              "one_way_peers",
              Unit.NONE,
              "hosts with at least 3 GRE packets in one direction and none in the other; with"
                  + " --passive")
          .withDefaults("0", "")
          .as("pppvpn_gre_capture_one_way_peers");

  static final List<MetricSpec> TABLE =
      List.of(
          LOSS,
          RTA,
          RTMAX,
          JITTER,
          CALL_SETUP_TIME,
          FIRST_GRE_TIME,
          PATH_MTU,
          PACKETS_IN,
          PACKETS_OUT,
          PEERS,
          ONE_WAY_PEERS);

  static final SeriesSpec PATH =
      SeriesSpec.gauge(
          "pppvpn_gre_path",
          "1 for what the probe found of the path, 0 for all else that it could have found.",
          "state");

  private GreMetrics() {}
}
