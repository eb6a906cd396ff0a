package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus' and Alertmanager's own tools say of the files. */
@Tag("lab")
class ToolsLabTest {
  private static final String ROUTING = "src/main/alertmanager/ppp-vpn-alertmanager.yml";
  private static final Path RULE_TESTS = Path.of("src/test/promtool/ppp-vpn-alerts.test.yml");

  private static String passes(String... words) throws Exception {
    words[0] = Debian.require(words[0]);
    Ran ran = Ran.of(words);
    assertEquals(0, ran.exitCode(), ran.text());
    return ran.text();
  }

  @Test
  void rulesAndScrapeConfiguration() throws Exception {
    passes(
        Debian.PROMTOOL,
        "check",
        "rules",
        "src/main/prometheus/ppp-vpn-recording.yml",
        "src/main/prometheus/ppp-vpn-alerts.yml");
    String text = passes(Debian.PROMTOOL, "check", "config", "src/main/prometheus/prometheus.yml");
    assertTrue(text.contains("SUCCESS: 2 rule files found"), text);
  }

  /** And each alert is tested to come and to stay away. */
  @Test
  void alertsComeAndGo() throws Exception {
    passes(Debian.PROMTOOL, "test", "rules", RULE_TESTS.toString());
    String tests = Files.readString(RULE_TESTS);
    Matcher alert =
        Pattern.compile("- alert: (\\w+)").matcher(Files.readString(QueriesTest.ALERTS));
    int alerts = 0;
    while (alert.find()) {
      alerts++;
      String name = "alertname: " + alert.group(1);
      assertTrue(tests.contains(name + "\n        exp_alerts:\n"), name + " does not come");
      assertTrue(
          tests.indexOf(name + ", exp_alerts: []") < tests.lastIndexOf(name + ", exp_alerts: []"),
          name + " does not go");
    }
    assertTrue(alerts > 10, alerts + " alerts");
  }

  @Test
  void alertmanagerAcceptsTheRouting() throws Exception {
    passes(Debian.AMTOOL, "check-config", ROUTING);
  }

  @ParameterizedTest
  @CsvSource({
    "PppVpnDaemonDown, critical, pager",
    "PppVpnGreBlocked, critical, pager",
    "PppVpnAuthFailures, warning, mail",
    "DiskFull, critical, mail"
  })
  void alertsGoToTheirReceiver(String name, String severity, String receiver) throws Exception {
    String text =
        passes(
            Debian.AMTOOL,
            "config",
            "routes",
            "test",
            "--config.file=" + ROUTING,
            "alertname=" + name,
            "severity=" + severity,
            "server=vpn1");
    // The last line: before it is a notice of where the configuration is from.
    assertTrue(("\n" + text).endsWith("\n" + receiver + "\n"), text);
  }

  @Test
  void scriptIsGoodShell() throws Exception {
    Ran ran = Ran.of("shellcheck", KnownSeries.SCRIPT.toString());
    assertEquals(new Ran(0, ""), ran);
  }

  @Test
  void unitsAreGoodUnits() throws Exception {
    for (String unit : new String[] {"ppp-vpn-metrics.service", "ppp-vpn-metrics.timer"}) {
      Ran ran = Ran.of("systemd-analyze", "verify", "src/main/textfile/" + unit);
      for (String line : ran.text().split("\n", -1)) {
        boolean ours = line.contains("ppp-vpn-metrics");
        assertTrue(!ours || line.contains("is not executable: No such file"), ran.text());
      }
    }
  }
}
