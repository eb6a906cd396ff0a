package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules and dashboards ask for exists. */
class QueriesTest {
  static final Path ALERTS = Path.of("src/main/prometheus/ppp-vpn-alerts.yml");
  static final Path DASHBOARDS = Path.of("src/main/grafana");

  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w:.\"/-])(?:\\w+:)?(?:pppvpn_|node_)\\w+(?::\\w+)?|\\bALERTS(?:_FOR_STATE)?\\b|\\bup\\b(?=\\{)");
  private static final Pattern SELECTOR = Pattern.compile("([\\w:]+)\\{([^}]*)\\}");
  private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");

  @Test
  void rulesAskForWhatIsPrinted() throws IOException {
    List<String> expressions = new ArrayList<>(KnownSeries.recorded().values());
    assertEquals(9, expressions.size());
    expressions.addAll(alerts());
    for (String expression : expressions) {
      assertKnown(expression);
    }
  }

  @Test
  void dashboardsAskForWhatIsPrinted() throws IOException {
    int queries = 0;
    for (JsonObject dashboard : dashboards()) {
      List<String> expressions = new ArrayList<>();
      collect(dashboard, expressions);
      for (String expression : expressions) {
        assertKnown(expression);
      }
      queries += expressions.size();
    }
    assertTrue(queries > 60, queries + " queries");
  }

  /** Each metric that is worth printing is worth a look. */
  @Test
  void dashboardsAndRulesLeaveNothingOut() throws IOException {
    Set<String> asked = new HashSet<>();
    List<String> expressions = new ArrayList<>(KnownSeries.recorded().values());
    expressions.addAll(alerts());
    for (JsonObject dashboard : dashboards()) {
      collect(dashboard, expressions);
    }
    expressions.forEach(expression -> asked.addAll(names(expression)));
    Set<String> left = new HashSet<>(KnownSeries.printed().keySet());
    left.removeAll(asked);
    // Windows are for who has no state, names for who asks, captures for a server's own console.
    left.removeIf(name -> name.contains("_window_") || name.contains("_capture_"));
    left.removeAll(
        Set.of(
            "pppvpn_auth_source_failures",
            "pppvpn_auth_user_failures",
            "pppvpn_user_sessions",
            "pppvpn_auth_failure_ratio",
            "pppvpn_auth_worst_minute_failures",
            "pppvpn_l2tp_tunnels",
            "pppvpn_pool_used_addresses",
            "pppvpn_pool_conflicting_addresses",
            "pppvpn_pptpd_used_slots"));
    assertEquals(Set.of(), left);
  }

  @Test
  void dashboardsHaveTheirVariablesAndDashedThresholds() throws IOException {
    Set<Double> limits = limits();
    int dashed = 0;
    Set<String> uids = new HashSet<>();
    for (JsonObject dashboard : dashboards()) {
      uids.add(dashboard.get("uid").getAsString());
      List<String> variables = new ArrayList<>();
      dashboard
          .getAsJsonObject("templating")
          .getAsJsonArray("list")
          .forEach(one -> variables.add(one.getAsJsonObject().get("name").getAsString()));
      assertEquals(List.of("datasource", "region", "server", "protocol"), variables);
      Set<Integer> ids = new HashSet<>();
      for (JsonElement element : dashboard.getAsJsonArray("panels")) {
        JsonObject panel = element.getAsJsonObject();
        assertTrue(ids.add(panel.get("id").getAsInt()), panel.get("title").getAsString());
        if (panel.toString().contains("\"thresholdsStyle\":{\"mode\":\"dashed\"}")) {
          dashed++;
          assertThresholds(panel, limits);
        }
        dashed += panel.toString().contains("\"fill\":\"dash\"") ? 1 : 0;
      }
      String text = dashboard.toString();
      for (String variable : List.of("$region", "$server", "$protocol")) {
        assertTrue(text.contains("=~\\\"" + variable + "\\\""), variable);
      }
    }
    assertEquals(2, uids.size());
    assertTrue(dashed >= 10, dashed + " dashed");
  }

  /**
   * UNKNOWN is 3: a maximum over vantage points or protocols would hide the CRITICAL of one behind
   * it.
   */
  @Test
  void noStateIsTheMaximumOfSeveral() throws IOException {
    int states = 0;
    for (JsonObject dashboard : dashboards()) {
      List<String> expressions = new ArrayList<>();
      collect(dashboard, expressions);
      for (String expression : expressions) {
        if (expression.contains("pppvpn_check_state") && !expression.contains("label_values")) {
          states++;
          Matcher by = BY.matcher(expression);
          assertTrue(by.find(), expression);
          assertEquals("server, check, target, protocol, instance", by.group(1));
        }
      }
    }
    assertEquals(1, states);
  }

  /** A probe's series are the probed server's, if a name with a dot says which that is. */
  @ParameterizedTest
  @CsvSource({
    "vpn1.example.org, vpn1.example.org",
    "vpn1.example.org:1724, vpn1.example.org",
    "192.0.2.1, ",
    "192.0.2.1:1724, ",
    "localhost, ",
    "localhost:1724, ",
    "2001:db8::1, ",
    "[::ffff:192.0.2.1]:1724, "
  })
  void probesSpeakOfTheServerThatTheyProbed(String target, String server) throws IOException {
    Matcher rule =
        Pattern.compile("source_labels: \\[target\\]\n +regex: '(.+)'\n")
            .matcher(Files.readString(Path.of("src/main/prometheus/prometheus.yml")));
    assertTrue(rule.find());
    Matcher named = Pattern.compile(rule.group(1)).matcher(target);
    assertEquals(server, named.matches() ? named.group(1) : null);
  }

  private static void assertThresholds(JsonObject panel, Set<Double> limits) {
    JsonObject defaults = panel.getAsJsonObject("fieldConfig").getAsJsonObject("defaults");
    for (JsonElement step : defaults.getAsJsonObject("thresholds").getAsJsonArray("steps")) {
      JsonElement value = step.getAsJsonObject().get("value");
      if (!value.isJsonNull()) {
        assertTrue(
            limits.contains(value.getAsDouble()), panel.get("title").getAsString() + " " + value);
      }
    }
  }

  /** Where the alerts begin, and the commands' own default ranges. */
  private static Set<Double> limits() throws IOException {
    Set<Double> limits = new HashSet<>();
    Pattern comparison = Pattern.compile("[<>]=? ([0-9.]+)(?![0-9 ]*\\*)");
    for (String expression : alerts()) {
      Matcher number = comparison.matcher(expression);
      while (number.find()) {
        limits.add(Double.parseDouble(number.group(1)));
      }
    }
    for (CommandSpec command : Commands.specs()) {
      for (MetricSpec metric : command.metrics()) {
        for (String range : List.of(metric.warning(), metric.critical())) {
          if (range.matches("[0-9]+")) {
            double limit = Double.parseDouble(range);
            limits.add(metric.unit().uom().equals("%") ? limit / 100 : limit);
          }
        }
      }
    }
    return limits;
  }

  private static List<String> alerts() throws IOException {
    List<String> expressions = new ArrayList<>();
    String text = Files.readString(ALERTS);
    Matcher rule =
        Pattern.compile("- alert: (\\w+)\n +expr: ((?:.|\n)+?)\n +(?:for|labels):").matcher(text);
    while (rule.find()) {
      expressions.add(rule.group(2));
    }
    assertEquals(text.split("- alert: ", -1).length - 1, expressions.size());
    return expressions;
  }

  private static List<JsonObject> dashboards() throws IOException {
    List<JsonObject> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(DASHBOARDS, "*.json")) {
      for (Path file : files) {
        all.add(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    }
    assertFalse(all.isEmpty());
    return all;
  }

  /** Every expression, of panels, annotations and variables. */
  private static void collect(JsonElement element, List<String> expressions) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(one -> collect(one, expressions));
    } else if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> entry : element.getAsJsonObject().entrySet()) {
        boolean text = entry.getValue().isJsonPrimitive();
        if (text && (entry.getKey().equals("expr") || entry.getKey().equals("definition"))) {
          expressions.add(entry.getValue().getAsString());
        } else {
          collect(entry.getValue(), expressions);
        }
      }
    }
  }

  private static List<String> names(String expression) {
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(expression);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  private static void assertKnown(String expression) throws IOException {
    Map<String, Set<String>> known = KnownSeries.all();
    List<String> names = names(expression);
    assertFalse(names.isEmpty(), expression);
    Set<String> labels = new HashSet<>();
    for (String name : names) {
      assertTrue(known.containsKey(name), name + " in " + expression);
      labels.addAll(known.get(name));
    }
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      Matcher label = LABEL.matcher(selector.group(2));
      while (label.find()) {
        assertTrue(
            known.get(selector.group(1)).contains(label.group(1)),
            label.group(1) + " of " + selector.group(1) + " in " + expression);
      }
    }
    Matcher by = BY.matcher(expression);
    while (by.find()) {
      for (String label : by.group(1).split(", *", -1)) {
        assertTrue(labels.contains(label), label + " in " + expression);
      }
    }
  }
}
