package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: the timer's command over a recorded host, a real node_exporter that serves its
 * files, a real Prometheus with the shipped rules, a real Alertmanager with the shipped routing.
 * All that alerts are for happens to the host at once, and ends again.
 */
@Tag("lab")
class MonitoringLabTest {
  private static final Path PLUGINS = Path.of("../checks/target/dist/bin").toAbsolutePath();
  private static final String FIRED = "max_over_time(ALERTS{alertstate=\"firing\"}[10m])";
  private static final String FIRING = "ALERTS{alertstate=\"firing\",region=\"north\"}";

  @TempDir Path folder;
  private RecordedHost host;
  private SlowPptp server;
  private Monitoring monitoring;

  @Test
  void everyAlertComesAndGoes() throws Exception {
    assertTrue(Files.isDirectory(PLUGINS), "mvn package of checks makes " + PLUGINS);
    host = RecordedHost.copy(folder.resolve("host"));
    host.full(false);
    host.crowd(12);
    try (SlowPptp pptp = SlowPptp.start();
        Monitoring real = Monitoring.start(folder)) {
      server = pptp;
      monitoring = real;
      configure(true, server.port());
      calm();
      trouble();
      recovery();
    }
  }

  private void configure(boolean good, int port) throws Exception {
    String root = " --root " + host.root();
    Files.writeString(
        folder.resolve("metrics.conf"),
        "pppd check_pppd --daemon pptpd --daemon xl2tpd"
            + root
            + "\nsessions check_l2tp_sessions --protocol all"
            + root
            + "\nauth check_auth_failures --since-last lab"
            + root
            + "\npool check_ip_pool"
            + root
            + "\npptp check_pptp_tcp1723 -H 127.0.0.1 -p "
            + port
            + "\nother "
            + (good ? "check_pptp_tcp1723 -4 -H localhost -p " + port : "check_nothing")
            + "\n");
  }

  private void collect() throws Exception {
    host.tick();
    Ran.of(
        KnownSeries.SCRIPT.toAbsolutePath().toString(),
        "-c",
        folder.resolve("metrics.conf").toString(),
        "-d",
        monitoring.metrics().toString(),
        "-s",
        folder.resolve("state").toString(),
        "-p",
        PLUGINS.toString());
  }

  /** Prometheus has what the commands measured, as the tables say, and nothing alerts. */
  private void calm() throws Exception {
    collect();
    host.tick();
    collect();
    Set<String> printed = new TreeSet<>();
    try (Stream<Path> files = Files.list(monitoring.metrics())) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Ran ran = Ran.reading(text, Debian.require(Debian.PROMTOOL), "check", "metrics");
        assertEquals(new Ran(0, ""), ran, file.toString());
        Matcher name = Pattern.compile("(?m)^(pppvpn_\\w+)").matcher(text);
        while (name.find()) {
          printed.add(name.group(1));
        }
      }
    }
    Set<String> unknown = new HashSet<>(printed);
    unknown.removeAll(KnownSeries.printed().keySet());
    assertEquals(Set.of(), unknown);
    assertTrue(printed.size() > 45, printed.toString());
    until(
        "Prometheus has all of it",
        () ->
            monitoring
                .query("{__name__=~\"pppvpn_.+\",region=\"north\"}", "__name__")
                .containsAll(printed));
    assertTrue(monitoring.exposed().contains("\nnode_textfile_scrape_error 0\n"));
    assertEquals(Set.of("127.0.0.1"), monitoring.query("pppvpn_check_state", "server"));
    assertEquals(Set.of(), monitoring.query(FIRING, "alertname"));
  }

  private void trouble() throws Exception {
    configure(false, server.port());
    server.delay(2_000);
    host.full(true);
    host.crowd(0);
    host.daemon(false);
    Set<String> expected =
        new TreeSet<>(
            List.of(
                "PppVpnHostDown",
                "PppVpnDaemonDown",
                "PppVpnDaemonRestarts",
                "PppVpnSessionsOverCapacity",
                "PppVpnSessionsLost",
                "PppVpnPoolNearlyFull",
                "PppVpnAuthFailures",
                "PppVpnHandshakeSlow",
                "PppVpnRadiusTimeouts",
                "PppVpnDrops",
                "PppVpnCheckCritical",
                "PppVpnCollectFailed"));
    untilWith(
        "all that happens is alerted",
        () -> monitoring.query(FIRED, "alertname").containsAll(expected),
        () -> {
          host.logFailures(300, 40, 5);
          host.drop(5_000);
          collect();
          return null;
        });
    // Alertmanager has them; what follows from another is silent, what is PPTP's does not follow
    // from xl2tpd's end.
    until(
        "what follows is inhibited",
        () -> monitoring.alerts().contains("PppVpnPoolNearlyFull inhibited"));
    Set<String> told = monitoring.alerts();
    assertTrue(told.contains("PppVpnDaemonDown"), told.toString());
    assertTrue(told.contains("PppVpnHandshakeSlow"), told.toString());
    downAndBlocked();
  }

  /** What probes find: nothing listens any more, GRE does not come back; and files that get old. */
  private void downAndBlocked() throws Exception {
    configure(false, 1);
    collect();
    int exitCode = probeGre(server.port());
    server.delay(0);
    Path old = monitoring.metrics().resolve("ppp-vpn-pool.prom");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(400)));
    Set<String> expected = new TreeSet<>(List.of("PppVpnControlChannelDown", "PppVpnMetricsStale"));
    // Without CAP_NET_RAW the probe is UNKNOWN.
    if (exitCode == 2) {
      expected.add("PppVpnGreBlocked");
    }
    until(
        "probes and old files are alerted",
        () -> monitoring.query(FIRED, "alertname").containsAll(expected));
    if (exitCode == 2) {
      probeGre(1);
      until(
          "a probe that fails otherwise is alerted",
          () -> monitoring.query(FIRED, "alertname").contains("PppVpnGreProbeFailed"));
    }
  }

  private int probeGre(int port) throws Exception {
    Ran gre =
        Ran.of(
            PLUGINS.resolve("check_gre_probe").toString(),
            "-H",
            "127.0.0.1",
            "-p",
            "" + port,
            "-t",
            "4",
            "--output",
            "prometheus");
    Files.writeString(monitoring.metrics().resolve("ppp-vpn-gre.prom"), gre.text());
    return gre.exitCode();
  }

  private void recovery() throws Exception {
    configure(true, server.port());
    server.delay(0);
    host.full(false);
    host.daemon(true);
    host.rotateAway();
    untilWith(
        "nothing is alerted any more",
        () -> monitoring.query(FIRING, "alertname").isEmpty(),
        () -> {
          collect();
          return null;
        });
    until("nor in Alertmanager", () -> onlyOfTheOtherHost(monitoring.alerts()));
  }

  private static boolean onlyOfTheOtherHost(Set<String> alerts) {
    return alerts.equals(Set.of("PppVpnHostDown"));
  }

  private void until(String what, Callable<Boolean> condition) throws Exception {
    untilWith(
        what,
        condition,
        () -> {
          Thread.sleep(300);
          return null;
        });
  }

  private void untilWith(String what, Callable<Boolean> condition, Callable<Void> meanwhile)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (!condition.call()) {
      assertTrue(
          System.nanoTime() < end,
          () ->
              "not so after 180 s: "
                  + what
                  + "; fired: "
                  + shown(FIRED)
                  + "; firing: "
                  + shown(FIRING));
      meanwhile.call();
    }
  }

  private String shown(String query) {
    try {
      return monitoring.query(query, "alertname").toString();
    } catch (Exception e) {
      return e.toString();
    }
  }
}
