package io.github.pppvpn.prometheus;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.StandardSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of what the commands tell Prometheus, made from their own tables. */
final class MetricTable {
  private static final String HEAD =
      "| Prometheus | type | labels | what | perfdata |\n|---|---|---|---|---|\n";

  private MetricTable() {}

  static String of(List<CommandSpec> commands) {
    StringBuilder text = new StringBuilder("### every command\n\n").append(HEAD);
    for (SeriesSpec series : StandardSeries.ALL) {
      row(series, List.of(), List.of(), text);
    }
    for (CommandSpec command : commands) {
      text.append("\n### ").append(command.name()).append("\n\n").append(HEAD);
      rows(command).forEach((series, metrics) -> row(series, runLabels(command), metrics, text));
    }
    return text.toString();
  }

  /** Each row of the command with the metrics of the perfdata that it tells of. */
  static Map<SeriesSpec, List<String>> rows(CommandSpec command) {
    Map<SeriesSpec, List<String>> rows = new LinkedHashMap<>();
    for (MetricSpec metric : command.metrics()) {
      for (SeriesSpec series : metric.series()) {
        rows.computeIfAbsent(series, row -> new ArrayList<>()).add(metric.name());
      }
    }
    for (SeriesSpec series : command.series()) {
      rows.putIfAbsent(series, new ArrayList<>());
    }
    return rows;
  }

  /** The labels that all series of a run have because of its options. */
  static List<String> runLabels(CommandSpec command) {
    List<String> labels = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!option.label().isEmpty()) {
        labels.add(option.label());
      }
    }
    return labels;
  }

  private static void row(
      SeriesSpec series, List<String> runLabels, List<String> metrics, StringBuilder text) {
    List<String> labels = new ArrayList<>(series.labels());
    for (String label : runLabels) {
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
    text.append("| `").append(series.name()).append("` | ").append(series.type().word());
    text.append(" | ").append(String.join(", ", labels));
    text.append(" | ").append(series.help());
    if (!series.why().isEmpty()) {
      text.append(" (").append(series.type().word()).append(": ").append(series.why()).append(')');
    }
    text.append(" | ");
    text.append(metrics.isEmpty() ? "" : "`" + String.join("`, `", metrics) + "`");
    text.append(" |\n");
  }
}
