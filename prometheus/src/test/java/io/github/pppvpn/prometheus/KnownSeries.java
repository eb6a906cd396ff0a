package io.github.pppvpn.prometheus;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.StandardSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every metric that rules and dashboards may ask for, with its labels. */
final class KnownSeries {
  static final Path SCRIPT = Path.of("src/main/textfile/ppp-vpn-metrics");
  static final Path RECORDING = Path.of("src/main/prometheus/ppp-vpn-recording.yml");

  /** What prometheus.yml adds. */
  private static final Set<String> SCRAPED = Set.of("server", "region", "instance", "job");

  private static final Pattern SCRIPTED = Pattern.compile("(pppvpn_\\w+)\\{(.*)\\} \\$");
  private static final Pattern RECORDED =
      Pattern.compile(
          "- record: (\\S+)\n(?: *#.*\n)* +expr: ((?:.|\n)+?)(?=\n\n|\n +- record|\n *labels|$)");

  private KnownSeries() {}

  static Map<String, Set<String>> all() throws IOException {
    Map<String, Set<String>> known = printed();
    for (Map.Entry<String, String> rule : recorded().entrySet()) {
      Set<String> labels = new HashSet<>(SCRAPED);
      // What a rule does not sum up it keeps, whatever it is.
      if (!rule.getValue().contains("sum by (server, region)")) {
        labels.addAll(Set.of("target", "protocol"));
      }
      known.put(rule.getKey(), labels);
    }
    known.put("up", SCRAPED);
    known.put("node_textfile_mtime_seconds", labels("file"));
    known.put("ALERTS", labels("alertname", "alertstate", "severity"));
    known.put("ALERTS_FOR_STATE", labels("alertname", "severity"));
    return known;
  }

  /** What the commands and the script that runs them print. */
  static Map<String, Set<String>> printed() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (CommandSpec command : Commands.specs()) {
      String[] run = MetricTable.runLabels(command).toArray(String[]::new);
      for (SeriesSpec series : MetricTable.rows(command).keySet()) {
        Set<String> labels = labels(series.labels().toArray(String[]::new));
        labels.addAll(Set.of(run));
        known.put(series.name(), labels);
      }
    }
    for (SeriesSpec series : StandardSeries.ALL) {
      known.put(series.name(), labels("check", "target", "protocol"));
    }
    Matcher scripted = SCRIPTED.matcher(Files.readString(SCRIPT));
    while (scripted.find()) {
      known.put(scripted.group(1), labels("check", "run"));
    }
    return known;
  }

  /** The recording rules' names and expressions. */
  static Map<String, String> recorded() throws IOException {
    Map<String, String> rules = new TreeMap<>();
    Matcher rule = RECORDED.matcher(Files.readString(RECORDING));
    while (rule.find()) {
      rules.merge(rule.group(1), rule.group(2), (one, other) -> one + "\n" + other);
    }
    return rules;
  }

  private static Set<String> labels(String... own) {
    Set<String> labels = new HashSet<>(SCRAPED);
    labels.addAll(Set.of(own));
    return labels;
  }
}
