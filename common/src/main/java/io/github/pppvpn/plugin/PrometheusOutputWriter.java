package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Prometheus' text exposition format 0.0.4, fit for node_exporter's textfile collector: what was
 * measured in base units, and the check's own state and time. What was not measured is not there.
 */
final class PrometheusOutputWriter implements OutputWriter {
  private final Map<String, String> runLabels;
  private final LongSupplier elapsedNanos;
  private final Map<SeriesSpec, Map<Labels, Double>> series = new LinkedHashMap<>();

  /**
   * @param runLabels labels that every series of the run has, unless it has its own of that name
   * @param elapsedNanos how long the process has been running
   */
  PrometheusOutputWriter(Map<String, String> runLabels, LongSupplier elapsedNanos) {
    this.runLabels = runLabels;
    this.elapsedNanos = elapsedNanos;
  }

  @Override
  public String write(CommandSpec command, Verdict verdict, int verbosity) {
    series.clear();
    Map<String, String> labels = new LinkedHashMap<>(runLabels);
    boolean told = false;
    if (verdict.parts().isPresent()) {
      JudgedParts parts = verdict.parts().get();
      for (JudgedPart part : parts.parts()) {
        labels.put(parts.asked().label(), part.name());
        addState(command, part.verdict(), labels);
        addAll(part.verdict(), labels);
        told |= part.verdict().state() == verdict.state();
      }
      labels.remove(parts.asked().label());
    }
    if (!told) {
      // Else it would be alerted on twice.
      addState(command, verdict, labels);
    }
    List<String> check = List.of(command.name());
    add(new SeriesValue(StandardSeries.DURATION, check, elapsedNanos.getAsLong() / 1e9), labels);
    addAll(verdict, labels);
    return text();
  }

  private void addState(CommandSpec command, Verdict verdict, Map<String, String> labels) {
    List<String> check = List.of(command.name());
    add(new SeriesValue(StandardSeries.STATE, check, verdict.state().exitCode()), labels);
  }

  private void addAll(Verdict verdict, Map<String, String> labels) {
    for (JudgedMetric judged : verdict.metrics()) {
      if (judged.metric().spec().direct()) {
        add(value(judged.metric()), labels);
      }
    }
    for (SeriesValue value : verdict.values()) {
      add(value, labels);
    }
  }

  private static SeriesValue value(Metric metric) {
    MetricSpec spec = metric.spec();
    // Percent with two digits have four as a ratio: without rounding 0.07 shows a tail.
    double value =
        spec.unit() == Unit.PERCENT ? Math.rint(metric.value() * 1e10) / 1e12 : metric.value();
    List<String> labels = spec.family() ? List.of(spec.part(metric.label())) : List.of();
    return new SeriesValue(spec.series().get(0), labels, value);
  }

  private void add(SeriesValue value, Map<String, String> more) {
    Labels.Builder labels = Labels.builder();
    for (int i = 0; i < value.labels().size(); i++) {
      labels.label(value.spec().labels().get(i), Printable.line(value.labels().get(i)));
    }
    for (Map.Entry<String, String> label : more.entrySet()) {
      if (!value.spec().labels().contains(label.getKey())) {
        labels.label(label.getKey(), Printable.line(label.getValue()));
      }
    }
    // The format allows no series twice.
    series
        .computeIfAbsent(value.spec(), spec -> new LinkedHashMap<>())
        .putIfAbsent(labels.build(), value.value());
  }

  private String text() {
    List<MetricSnapshot> snapshots = new ArrayList<>(series.size());
    series.forEach((spec, points) -> snapshots.add(snapshot(spec, points)));
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try {
      PrometheusTextFormatWriter.create()
          .write(out, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static MetricSnapshot snapshot(SeriesSpec spec, Map<Labels, Double> points) {
    if (spec.type() == SeriesSpec.Type.COUNTER) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(spec.baseName()).help(spec.help());
      points.forEach(
          (labels, value) ->
              counter.dataPoint(
                  CounterSnapshot.CounterDataPointSnapshot.builder()
                      .labels(labels)
                      .value(value)
                      .build()));
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(spec.name()).help(spec.help());
    points.forEach(
        (labels, value) ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
    return gauge.build();
  }
}
