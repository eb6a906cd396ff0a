package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The committed table is what the generator makes; {@code -Dupdate=true} renews it. */
class MetricTableTest {
  private static final Path METRICS = Path.of("METRICS.md");
  private static final String BEGIN = "<!-- made from the commands' tables; MetricTableTest -->\n";
  private static final Set<String> LABELS =
      Set.of(
          "check",
          "daemon",
          "hosts_file",
          "method",
          "phase",
          "pool",
          "protocol",
          "reason",
          "source",
          "state",
          "target",
          "user");

  @Test
  void committedTableIsThatOfTheCommands() throws IOException {
    String committed = Files.readString(METRICS);
    int from = committed.indexOf(BEGIN) + BEGIN.length();
    assertTrue(from >= BEGIN.length(), "METRICS.md has no line " + BEGIN);
    String table = "\n" + MetricTable.of(Commands.specs());
    if (Boolean.getBoolean("update")) {
      Files.writeString(METRICS, committed.substring(0, from) + table);
    }
    assertEquals(table, Files.readString(METRICS).substring(from));
  }

  @Test
  void everyMetricHasARowAndItsUnit() {
    for (CommandSpec command : Commands.specs()) {
      for (MetricSpec metric : command.metrics()) {
        assertFalse(metric.series().isEmpty(), command.name() + " " + metric.name());
        for (SeriesSpec series : metric.series()) {
          assertEquals(unit(metric.unit(), series), series.unit(), series.name());
        }
      }
    }
  }

  private static String unit(Unit unit, SeriesSpec series) {
    return switch (unit) {
      case SECONDS -> "seconds";
      case PERCENT -> "ratio";
      case BYTES -> "bytes";
      // Perfdata has a counter's own letter for its unit.
      case COUNTER -> series.name().contains("bytes") ? "bytes" : "";
      case NONE -> "";
    };
  }

  /** The same name with another help or type would make node_exporter refuse one of them. */
  @Test
  void noNameTwice() {
    Map<String, String> helps = new HashMap<>();
    for (CommandSpec command : Commands.specs()) {
      for (SeriesSpec series : MetricTable.rows(command).keySet()) {
        String before = helps.put(series.name(), command.name());
        assertTrue(before == null, series.name() + " of " + before + " and " + command.name());
      }
    }
  }

  @Test
  void labelsAreThoseThatTheRulesKnow() {
    for (CommandSpec command : Commands.specs()) {
      for (SeriesSpec series : MetricTable.rows(command).keySet()) {
        assertTrue(LABELS.containsAll(series.labels()), series.name() + series.labels());
        boolean names = series.labels().contains("user") || series.labels().contains("source");
        assertEquals(names, series.help().contains("--per-"), series.name());
      }
      assertTrue(LABELS.containsAll(MetricTable.runLabels(command)), command.name());
    }
  }
}
