package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one alert silences of another, by a real Alertmanager: what it explains, and nothing else.
 */
@Tag("lab")
class InhibitionLabTest {
  private static final String PPTP = "check=check_pptp_tcp1723 ";
  private static final String L2TP = "check=check_l2tp_udp1701 ";
  private static final String HERE = "instance=probe:9100 target=vpn1.example.org ";
  private static final String THERE = "instance=paris:9100 target=vpn1.example.org ";
  private static final String DOWN = "ControlChannelDown ";

  /** What fires, what besides, and whether the one is silent because of the other. */
  private static final List<List<String>> CASES =
      List.of(
          List.of("HostDown", DOWN + PPTP, "silent"),
          List.of("HostDown", "CollectFailed run=auth", "silent"),
          List.of("DaemonDown daemon=pptpd", DOWN + PPTP, "silent"),
          List.of("DaemonDown daemon=pptpd", "GreBlocked state=gre_blocked", "silent"),
          List.of("DaemonDown daemon=pptpd", "GreProbeFailed check=check_gre_probe", "silent"),
          List.of("DaemonDown daemon=pptpd", "HandshakeSlow protocol=pptp", "silent"),
          List.of("DaemonDown daemon=pptpd", "DaemonRestarts daemon=pptpd", "silent"),
          List.of("DaemonDown daemon=pptpd", "SessionsLost", "silent"),
          List.of("DaemonDown daemon=pptpd", DOWN + L2TP, "told"),
          List.of("DaemonDown daemon=pptpd", "HandshakeSlow protocol=l2tp", "told"),
          List.of("DaemonDown daemon=pptpd", "DaemonRestarts daemon=xl2tpd", "told"),
          List.of("DaemonDown daemon=xl2tpd", DOWN + L2TP, "silent"),
          List.of("DaemonDown daemon=xl2tpd", "HandshakeSlow protocol=l2tp", "silent"),
          List.of("DaemonDown daemon=xl2tpd", DOWN + PPTP, "told"),
          List.of("DaemonDown daemon=xl2tpd", "GreBlocked state=gre_blocked", "told"),
          List.of("DaemonDown daemon=xl2tpd", "GreProbeFailed check=check_gre_probe", "told"),
          List.of("DaemonDown daemon=xl2tpd", "HandshakeSlow protocol=pptp", "told"),
          List.of("DaemonDown daemon=xl2tpd", "AuthFailures", "told"),
          List.of("DaemonDown daemon=xl2tpd", "RadiusTimeouts", "told"),
          List.of("DaemonDown daemon=xl2tpd", "Drops", "told"),
          List.of("DaemonDown daemon=accel-pppd", DOWN + PPTP, "silent"),
          List.of("DaemonDown daemon=accel-pppd", DOWN + L2TP, "silent"),
          List.of("DaemonDown daemon=vpnserver", DOWN + L2TP, "silent"),
          List.of("DaemonDown daemon=charon", DOWN + L2TP, "told"),
          List.of(DOWN + PPTP + HERE, "GreBlocked " + HERE, "silent"),
          List.of(DOWN + PPTP + HERE, "HandshakeSlow protocol=pptp " + HERE, "silent"),
          List.of(DOWN + PPTP + HERE, "GreBlocked " + THERE, "told"),
          List.of(DOWN + PPTP + HERE, "HandshakeSlow protocol=l2tp " + HERE, "told"),
          List.of(DOWN + L2TP + HERE, "HandshakeSlow protocol=l2tp " + HERE, "silent"),
          List.of(DOWN + L2TP + HERE, "GreBlocked " + HERE, "told"),
          List.of(DOWN + L2TP + HERE, "HandshakeSlow protocol=pptp " + HERE, "told"),
          List.of("SessionsOverCapacity", "PoolNearlyFull pool=pptpd", "silent"),
          List.of("MetricsStale run=gre", "CollectFailed run=gre", "silent"),
          List.of("MetricsStale run=gre", "CollectFailed run=pppd", "told"));

  @TempDir Path folder;

  @Test
  void silencesWhatItExplainsAndNothingElse() throws Exception {
    try (Monitoring monitoring = Monitoring.alertmanager(folder)) {
      List<Map<String, String>> alerts = new ArrayList<>();
      for (int at = 0; at < CASES.size(); at++) {
        alerts.add(alert(CASES.get(at).get(0), at));
        alerts.add(alert(CASES.get(at).get(1), at));
      }
      monitoring.tell(alerts);
      // Alertmanager learns of what silences in the order that it was told.
      monitoring.tell(List.of(alert("HostDown", -1), alert("Drops", -1)));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!monitoring.alerts("server=\"case-1\"").contains("PppVpnDrops inhibited")) {
        assertTrue(System.nanoTime() < end, "nothing is silenced after 60 s");
        Thread.sleep(100);
      }
      Map<String, String> expected = new LinkedHashMap<>();
      Map<String, String> seen = new LinkedHashMap<>();
      for (int at = 0; at < CASES.size(); at++) {
        String which = CASES.get(at).get(0) + ", " + CASES.get(at).get(1);
        String name = alert(CASES.get(at).get(1), at).get("alertname");
        expected.put(which, CASES.get(at).get(2));
        Set<String> has = monitoring.alerts("server=\"case" + at + "\"");
        assertTrue(has.size() == 2, which + ": " + has);
        seen.put(which, has.contains(name) ? "told" : "silent");
      }
      assertEquals(expected, seen);
    }
  }

  /** An alert of a server of its own: {@code NAME LABEL=VALUE…}. */
  private static Map<String, String> alert(String text, int server) {
    Map<String, String> labels = new TreeMap<>();
    String[] words = text.trim().split(" ", -1);
    labels.put("alertname", "PppVpn" + words[0]);
    labels.put("server", "case" + server);
    for (int at = 1; at < words.length; at++) {
      String[] label = words[at].split("=", 2);
      labels.put(label[0], label[1]);
    }
    return labels;
  }
}
