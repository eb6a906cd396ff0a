package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check measured, before anybody judged it.
 *
 * @param summary what is there, for line 1; may be empty where a finding says it all
 * @param metrics in the order of the perfdata
 * @param valueless labels of what was measured and has no value now, as the time until a pool is
 *     full that does not grow: shown nowhere, and no range alerts on it
 * @param missing what could not be measured this time and why: a range on it is UNKNOWN, and says
 *     so
 * @param findings in the order found
 * @param details further lines, the worst first
 * @param data what only this command knows, for json: strings, numbers, booleans, lists and maps of
 *     these
 * @param values what Prometheus is told beside the metrics
 * @param parts the things that the run asked one by one, if it asked several
 */
public record Report(
    String summary,
    List<Metric> metrics,
    List<String> valueless,
    List<Missing> missing,
    List<Finding> findings,
    List<Detail> details,
    Map<String, Object> data,
    List<SeriesValue> values,
    Optional<Parts> parts) {

  public Report {
    metrics = List.copyOf(metrics);
    valueless = List.copyOf(valueless);
    missing = List.copyOf(missing);
    findings = List.copyOf(findings);
    details = List.copyOf(details);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    values = List.copyOf(values);
  }

  /**
   * A metric that could not be measured this time.
   *
   * @param spec the metric or the family
   * @param why a sentence
   * @param nextStep what to do about it, a sentence; empty for nothing to add
   */
  public record Missing(MetricSpec spec, String why, String nextStep) {}

  public static Builder builder() {
    return new Builder();
  }

  /** Collects a report while measuring. */
  public static final class Builder {
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> valueless = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Detail> details = new ArrayList<>();
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final List<SeriesValue> values = new ArrayList<>();
    private String summary = "";
    private Optional<Parts> parts = Optional.empty();

    private Builder() {}

    public Builder summary(String text) {
      summary = text;
      return this;
    }

    public Builder metric(Metric metric) {
      metrics.add(metric);
      return this;
    }

    /** It was measured, and there is no value: a range on it is neither left nor unknown. */
    public Builder noValue(String label) {
      valueless.add(label);
      return this;
    }

    /**
     * It could not be measured this time.
     *
     * @param why a sentence; empty if there is nothing to say
     * @param nextStep what to do about it, a sentence; empty for nothing to add
     */
    public Builder missing(MetricSpec spec, String why, String nextStep) {
      if (!why.isEmpty()) {
        missing.add(new Missing(spec, why, nextStep));
      }
      return this;
    }

    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    public Builder detail(int verbosity, String line) {
      details.add(new Detail(verbosity, line));
      return this;
    }

    public Builder data(String key, Object value) {
      data.put(key, value);
      return this;
    }

    /** A value for Prometheus, with its labels' values in the order of the row. */
    public Builder value(SeriesSpec spec, double value, String... labels) {
      values.add(new SeriesValue(spec, List.of(labels), value));
      return this;
    }

    /** What was measured of each of several things, to be judged one by one. */
    public Builder parts(Parts measured) {
      parts = Optional.of(measured);
      return this;
    }

    public Report build() {
      return new Report(
          summary, metrics, valueless, missing, findings, details, data, values, parts);
    }
  }
}
