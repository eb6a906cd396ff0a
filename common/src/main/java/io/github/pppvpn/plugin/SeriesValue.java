package io.github.pppvpn.plugin;

import java.util.List;

/**
 * A value for Prometheus that is no metric of the perfdata, or a part of one.
 *
 * @param spec the row that it belongs to
 * @param labels the values of that row's labels, in its order
 * @param value in the row's base unit
 */
public record SeriesValue(SeriesSpec spec, List<String> labels, double value) {
  public SeriesValue {
    labels = List.copyOf(labels);
    if (labels.size() != spec.labels().size()) {
      throw new IllegalArgumentException(spec.name() + " has the labels " + spec.labels());
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(spec.name() + " was not measured: " + value);
    }
  }
}
