package io.github.pppvpn.plugin;

import java.util.List;

/** What every command tells Prometheus of itself. */
public final class StandardSeries {
  static final SeriesSpec STATE =
      SeriesSpec.gauge(
          "pppvpn_check_state",
          "What the check says: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.",
          "check");
  static final SeriesSpec DURATION =
      SeriesSpec.gauge(
          "pppvpn_check_duration_seconds",
          "How long the run of the check took, from the start of its process.",
          "check");

  public static final List<SeriesSpec> ALL = List.of(STATE, DURATION);

  private StandardSeries() {}
}
