package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges each of several things by itself, as a run that asked it alone would, and puts together
 * what came of all. What it says of them is {@link PartsText}'s.
 */
final class PartsJudge {
  private final Parts parts;
  private final Thresholds thresholds;
  private final List<MetricSpec> families = new ArrayList<>();
  private final Set<String> shown = new HashSet<>();
  private final Set<String> ranged;
  private final List<JudgedPart> judged = new ArrayList<>();
  private final List<JudgedMetric> metrics = new ArrayList<>();

  /**
   * @param totals the metrics of the run as a whole, whose labels no part's may be
   */
  PartsJudge(Parts parts, List<Metric> totals, Thresholds thresholds) {
    this.parts = parts;
    this.thresholds = thresholds;
    for (Metric total : totals) {
      shown.add(total.label());
    }
    for (MetricSpec spec : parts.metrics()) {
      families.add(spec.ofEach(parts.placeholder()));
      shown.add(spec.name());
    }
    ranged = isMasked(parts.parts()) ? new HashSet<>(shown) : shown;
    for (Part part : parts.parts()) {
      add(part);
    }
  }

  private static boolean isMasked(List<Part> parts) {
    for (Part part : parts) {
      if (!part.name().equals(part.given())) {
        return true;
      }
    }
    return false;
  }

  private void add(Part part) {
    List<String> labels = takeLabels(part.name(), shown);
    List<String> given = ranged == shown ? labels : takeLabels(part.given(), ranged);
    Judge judge = new Judge(thresholds.ofPart(given, parts.placeholder(), parts.metrics()));
    Verdict verdict = judge.verdict(part.report());
    judged.add(new JudgedPart(part.name(), verdict, judge.word(verdict.state())));
    for (JudgedMetric metric : verdict.metrics()) {
      int row = row(metric.metric());
      if (row >= 0) {
        Metric labelled = new Metric(labels.get(row), families.get(row), metric.metric().value());
        metrics.add(
            new JudgedMetric(labelled, metric.warning(), metric.critical(), metric.state()));
      }
    }
  }

  /** By its label: comparing whole rows costs more than all else here. */
  private int row(Metric metric) {
    int row = parts.metrics().size() - 1;
    while (row >= 0 && !parts.metrics().get(row).name().equals(metric.label())) {
      row--;
    }
    return row;
  }

  /** The labels of a part's metrics, now taken: two names may be the same once they are labels. */
  private List<String> takeLabels(String name, Set<String> taken) {
    String plain = Metric.sanitized(name);
    List<String> labels = labels(plain);
    for (int i = 2; areTaken(labels, taken); i++) {
      labels = labels(plain + "_" + i);
    }
    taken.addAll(labels);
    return labels;
  }

  private List<String> labels(String prefix) {
    List<String> labels = new ArrayList<>();
    for (MetricSpec spec : parts.metrics()) {
      labels.add(prefix + "_" + spec.name());
    }
    return labels;
  }

  private static boolean areTaken(List<String> labels, Set<String> taken) {
    for (String label : labels) {
      if (taken.contains(label)) {
        return true;
      }
    }
    return false;
  }

  JudgedParts judged() {
    return new JudgedParts(parts, metrics, judged);
  }

  /** The worst state of all. */
  State state() {
    State state = State.OK;
    for (JudgedPart part : judged) {
      state = state.worse(part.verdict().state());
    }
    return state;
  }

  /**
   * Of each metric the greatest value of all parts, in the worst state that it is in: ranges are
   * held against each part's own value.
   */
  List<JudgedMetric> worst() {
    List<JudgedMetric> worst = new ArrayList<>();
    for (MetricSpec spec : parts.metrics()) {
      worst(spec).ifPresent(worst::add);
    }
    return worst;
  }

  private Optional<JudgedMetric> worst(MetricSpec spec) {
    double greatest = Double.NEGATIVE_INFINITY;
    State state = State.OK;
    for (JudgedPart part : judged) {
      for (JudgedMetric metric : part.verdict().metrics()) {
        if (metric.metric().label().equals(spec.name())) {
          greatest = Math.max(greatest, metric.metric().value());
          state = state.worse(metric.state());
        }
      }
    }
    if (greatest == Double.NEGATIVE_INFINITY) {
      return Optional.empty();
    }
    Metric metric = Metric.of(spec.untold(), greatest);
    return Optional.of(
        new JudgedMetric(metric, thresholds.warning(metric), thresholds.critical(metric), state));
  }

  /** Whether a range for that label has been held against any part. */
  boolean speaksOf(String label) {
    return ranged.contains(label) || isFamily(label);
  }

  private boolean isFamily(String label) {
    for (MetricSpec family : families) {
      if (family.name().equals(label)) {
        return true;
      }
    }
    return false;
  }

  /** For programs: of each its state, what stands on line 1 of a run of its own, and its data. */
  List<Map<String, Object>> data() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (JudgedPart part : judged) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("host", part.name());
      data.put("state", part.verdict().state().name());
      data.put("summary", part.verdict().summary());
      List<String> next = new ArrayList<>();
      for (Detail detail : part.verdict().details()) {
        if (detail.verbosity() == Detail.ALWAYS) {
          next.add(detail.text());
        }
      }
      data.put("next_steps", next);
      data.putAll(part.verdict().data());
      all.add(Collections.unmodifiableMap(data));
    }
    return all;
  }
}
