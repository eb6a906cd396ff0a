package io.github.pppvpn.plugin;

import java.util.List;

/**
 * Several things of the same kind that a run asked, each with a report and a verdict of its own.
 *
 * @param noun what they are called, in the plural: {@code gateways}
 * @param placeholder what stands for one in the labels of {@link MetricSpec#ofEach}, {@code HOST}
 * @param label the Prometheus label that tells one from the other, {@code target}
 * @param metrics the metrics that each of them can have; a range on one holds for each
 * @param perfdata whether the text output has the metrics of each
 * @param parts at least one, in the order asked for
 */
public record Parts(
    String noun,
    String placeholder,
    String label,
    List<MetricSpec> metrics,
    PartPerfdata perfdata,
    List<Part> parts) {
  public Parts {
    metrics = List.copyOf(metrics);
    parts = List.copyOf(parts);
  }
}
