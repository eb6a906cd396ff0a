package io.github.pppvpn.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ranges of one run: the metrics' defaults, overlaid with those of {@code -w} and {@code -c}.
 */
public final class Thresholds {
  private final Map<String, Range> warning;
  private final Map<String, Range> critical;

  private Thresholds(Map<String, Range> warning, Map<String, Range> critical) {
    this.warning = warning;
    this.critical = critical;
  }

  /**
   * Reads {@code [METRIC=]RANGE[,…]} texts. A range without a metric speaks of the first of {@code
   * specs} and stands first in its text. Texts are given weakest source first: a later one may
   * replace what an earlier one set, but no one text sets a metric twice.
   *
   * @throws UsageException naming the option and the text
   */
  public static Thresholds parse(
      List<MetricSpec> specs, List<String> warning, List<String> critical) throws UsageException {
    return new Thresholds(parse("--warning", specs, warning), parse("--critical", specs, critical));
  }

  private static Map<String, Range> parse(String option, List<MetricSpec> specs, List<String> texts)
      throws UsageException {
    Map<String, Range> ranges = new LinkedHashMap<>();
    for (String text : texts) {
      try {
        ranges.putAll(parse(specs, text));
      } catch (UsageException e) {
        throw new UsageException("option " + option + ": " + e.getMessage());
      }
    }
    return ranges;
  }

  private static Map<String, Range> parse(List<MetricSpec> specs, String text)
      throws UsageException {
    Map<String, Range> ranges = new LinkedHashMap<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      String part = text.substring(from, end);
      int equals = part.indexOf('=');
      if (equals < 0 && from > 0) {
        throw new UsageException(
            "\"" + text + "\": \"" + part + "\" lacks its METRIC= (only the first range may)");
      }
      if (specs.isEmpty()) {
        throw new UsageException("\"" + text + "\": this command has no metrics");
      }
      String label = equals < 0 ? specs.get(0).name() : part.substring(0, equals);
      Range range = Range.parse(part.substring(equals + 1), unitOf(specs, label, text));
      if (ranges.put(label, range) != null) {
        throw new UsageException("\"" + text + "\" sets " + label + " twice");
      }
      from = end + 1;
    }
    return ranges;
  }

  private static Unit unitOf(List<MetricSpec> specs, String label, String text)
      throws UsageException {
    StringBuilder known = new StringBuilder();
    for (MetricSpec spec : specs) {
      if (spec.matches(label)) {
        return spec.unit();
      }
      known.append(known.length() == 0 ? "" : ", ").append(spec.name());
    }
    throw new UsageException(
        "\"" + text + "\": unknown metric \"" + label + "\" (this command has " + known + ")");
  }

  /**
   * The ranges that hold for one of several things: those for its own labels, else those for the
   * labels of every one, {@code HOST_time}, else those that the run gives to the metric itself.
   *
   * @param labels its own, in the order of {@code specs}
   * @param placeholder what stands for its name in the labels of every one
   * @param specs the metrics that it can have
   */
  Thresholds ofPart(List<String> labels, String placeholder, List<MetricSpec> specs) {
    return warning.isEmpty() && critical.isEmpty()
        ? this
        : new Thresholds(
            ofPart(warning, labels, placeholder, specs),
            ofPart(critical, labels, placeholder, specs));
  }

  private static Map<String, Range> ofPart(
      Map<String, Range> given, List<String> labels, String placeholder, List<MetricSpec> specs) {
    Map<String, Range> own = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String name = specs.get(i).name();
      for (String label : List.of(labels.get(i), placeholder + "_" + name, name)) {
        if (given.containsKey(label)) {
          own.putIfAbsent(name, given.get(label));
        }
      }
    }
    return own;
  }

  /** The warning range for {@code metric}, if any. */
  public Optional<Range> warning(Metric metric) {
    return rangeFor(metric, warning, metric.spec().warning());
  }

  /** The critical range for {@code metric}, if any. */
  public Optional<Range> critical(Metric metric) {
    return rangeFor(metric, critical, metric.spec().critical());
  }

  private static Optional<Range> rangeFor(
      Metric metric, Map<String, Range> given, String defaultRange) {
    Range range = given.get(metric.label());
    if (range == null && metric.spec().family()) {
      range = given.get(metric.spec().name());
    }
    if (range != null) {
      return Optional.of(range);
    }
    return defaultRange.isEmpty()
        ? Optional.empty()
        : Optional.of(defaultRange(metric.spec(), defaultRange));
  }

  private static Range defaultRange(MetricSpec spec, String text) {
    try {
      return Range.parse(text, spec.unit());
    } catch (UsageException e) {
      throw new IllegalStateException("default of " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** The labels that {@code -w} or {@code -c} gave a range to, in the order given. */
  Iterable<String> labels() {
    Map<String, Range> all = new LinkedHashMap<>(warning);
    all.putAll(critical);
    return all.keySet();
  }
}
