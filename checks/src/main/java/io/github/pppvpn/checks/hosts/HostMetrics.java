package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of a run that asks several hosts, beside those of each.
 *
 * @param hosts asked
 * @param ok that answer as they should
 * @param failed all others
 */
public record HostMetrics(MetricSpec hosts, MetricSpec ok, MetricSpec failed) {
  /** What stands for a host in the label of a metric. */
  static final String PLACEHOLDER = "HOST";

  /**
   * Those of one command.
   *
   * @param series what the names begin with that Prometheus is told, {@code pppvpn_pptp}
   */
  public static HostMetrics of(String series) {
    return new HostMetrics(
        MetricSpec.of("hosts", Unit.NONE, "hosts asked; with several").as(series + "_hosts"),
        MetricSpec.of("hosts_ok", Unit.NONE, "hosts that answer as they should; with several")
            .as(series + "_hosts_ok"),
        MetricSpec.of(
                "hosts_failed",
                Unit.NONE,
                "all other hosts, those that cannot be asked too; with several")
            .as(series + "_hosts_failed"));
  }

  /** The whole table of a command whose metrics for one host are {@code single}. */
  public List<MetricSpec> table(List<MetricSpec> single) {
    List<MetricSpec> table = new ArrayList<>(single);
    table.addAll(List.of(hosts, ok, failed));
    for (MetricSpec metric : single) {
      table.add(metric.ofEach(PLACEHOLDER));
    }
    return List.copyOf(table);
  }
}
