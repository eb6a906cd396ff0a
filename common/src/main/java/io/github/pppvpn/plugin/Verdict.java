package io.github.pppvpn.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A judged run, ready to be shown.
 *
 * @param state the worst of all findings and metrics
 * @param summary the text of line 1 after {@code NAME STATE - }
 * @param metrics each with the ranges it was held against
 * @param details further lines, the worst first
 * @param data what only the command knows, for json
 * @param values what Prometheus is told beside the metrics
 * @param parts the things that the run asked one by one, if it asked several
 */
public record Verdict(
    State state,
    String summary,
    List<JudgedMetric> metrics,
    List<Detail> details,
    Map<String, Object> data,
    List<SeriesValue> values,
    Optional<JudgedParts> parts) {

  Verdict(
      State state,
      String summary,
      List<JudgedMetric> metrics,
      List<Detail> details,
      Map<String, Object> data) {
    this(state, summary, metrics, details, data, List.of(), Optional.empty());
  }

  /** A metric with the ranges it was held against and what came of it. */
  public record JudgedMetric(
      Metric metric, Optional<Range> warning, Optional<Range> critical, State state) {}

  /** A verdict that is one sentence and nothing measured. */
  public static Verdict sentence(State state, String sentence, String nextStep) {
    List<Detail> details =
        nextStep.isEmpty() ? List.of() : List.of(new Detail(Detail.ALWAYS, nextStep));
    return new Verdict(state, sentence, List.of(), details, Map.of());
  }
}
