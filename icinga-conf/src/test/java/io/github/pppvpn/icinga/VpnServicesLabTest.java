package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.pppvpn.testkit.Cleanup;
import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.SshServer;
import io.github.pppvpn.testkit.Started;
import io.github.pppvpn.testkit.Workplace;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The committed services in a real Icinga 2: a master and an agent over TLS, recorded VPN servers
 * and a pptpd; what the API says of each service, and who was notified.
 */
@Tag("lab")
class VpnServicesLabTest {
  private static final Cleanup CLEANUP = new Cleanup();
  private static final int ATTEMPTS_OF_THE_MOST_PATIENT = 6;

  private static Workplace workplace;
  private static Started master;
  private static Map<String, JsonObject> services = Map.of();

  @BeforeAll
  static void start() throws Exception {
    Debian.require(Debian.ICINGA, Debian.JQ, Debian.PLUGINS, Debian.PPTPD, Debian.SSHD);
    workplace = CLEANUP.add(Workplace.create());
    Path busy = Recorded.busy(workplace);
    Path down = Recorded.withoutPptpd(workplace);
    Path plugins = Plugins.in(workplace, busy);
    Daemon pptpd = CLEANUP.add(PptpServer.start(workplace));
    InetAddress nobody = PptpServer.freeAddress();
    SshServer ssh = CLEANUP.add(SshServer.start(workplace, nobody));
    IcingaNode masterNode = IcingaNode.of(workplace, "master");
    IcingaNode agentNode = IcingaNode.of(workplace, "agent");
    String zones = masterNode.endpoint("") + agentNode.endpoint("master");
    CLEANUP.add(agentNode.start(plugins, handlerSettings(down), zones));
    String hosts = hosts(busy, down, pptpd.host(), nobody, ssh);
    master =
        CLEANUP.add(
            masterNode.start(plugins, Map.of(), zones + hosts + IcingaNode.OF_ITSELF_NOTHING));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (!rootsAreHard() && System.nanoTime() < end && master.isAlive()) {
      masterNode.check(
          "match(\"vpn-daemons*\", service.name) || match(\"vpn-pptp-*\", service.name)");
      Thread.sleep(1000);
      services = masterNode.services();
    }
    masterNode.checkByItself();
    while (!settled() && System.nanoTime() < end && master.isAlive()) {
      Thread.sleep(500);
      services = masterNode.services();
    }
    assertTrue(settled(), () -> unsettled() + output());
  }

  @AfterAll
  static void end() {
    CLEANUP.run();
  }

  private static String output() {
    try {
      return master.output();
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /**
   * What the handler on the agent needs to be told here: another host's files, another systemctl.
   */
  private static Map<String, String> handlerSettings(Path down) throws Exception {
    Path state = workplace.openFolder("state");
    Path calls = workplace.openFolder("calls").resolve("systemctl");
    Path systemctl =
        workplace.script("systemctl", "#!/bin/sh\necho \"$(id -un) $*\" >>" + calls + "\n");
    Path settings =
        workplace.write(
            "handlers",
            """
            STATE=%s
            SYSTEMCTL=%s
            CHECK_PPPD='--daemon pptpd --root %s -t 60'
            """
                .formatted(state, systemctl, down));
    return Map.of("PPPVPN_DEFAULTS", settings.toString());
  }

  private static String hosts(
      Path busy, Path down, String server, InetAddress nobody, SshServer ssh) throws Exception {
    Path told = workplace.openFolder("notifications").resolve("told");
    return """
    template Host "vpn" {
      check_command = "dummy"
      vars.vpn_protocols = [ "pptp" ]
      vars.auth_failures_until = "%6$s"
      vars.vpn_endpoint = "agent"
      zone = "master"
    }
    object Host "by-agent" {
      import "vpn"
      address = "%1$s"
      vars.vpn_via = "agent"
      vars.vpn_capacity = 3
      vars.vpn_vantage_points = { here = "", there = "agent" }
      for (prefix in [ "pppd", "l2tp_sessions", "auth_failures", "ip_pool" ]) {
        vars[prefix + "_timeout"] = 60
        vars[prefix + "_root"] = "%2$s"
        vars[prefix + "_state_dir"] = "%5$s"
      }
    }
    object Host "by-nrpe" {
      import "vpn"
      address = "%1$s"
      vars.vpn_via = "nrpe"
    }
    object Host "by-ssh" {
      import "vpn"
      address = "%4$s"
      vars.vpn_via = "ssh"
      vars.by_ssh_port = %8$d
      vars.by_ssh_identity = "%9$s"
      vars.by_ssh_logname = "root"
      vars.by_ssh_options = [ "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR" ]
      vars.vpn_vantage_points = { here = "" }
      for (prefix in [ "pppd", "l2tp_sessions", "auth_failures", "ip_pool" ]) {
        vars[prefix + "_timeout"] = 60
        vars[prefix + "_root"] = "%2$s"
        vars[prefix + "_state_dir"] = "%5$s"
      }
    }
    object Host "down" {
      import "vpn"
      address = "%4$s"
      vars.vpn_via = "agent"
      vars.vpn_restart = true
      vars.pppd_daemon = [ "pptpd", "xl2tpd" ]
      vars.vpn_vantage_points = { here = "" }
      for (prefix in [ "pppd", "l2tp_sessions", "auth_failures", "ip_pool" ]) {
        vars[prefix + "_timeout"] = 60
        vars[prefix + "_root"] = "%3$s"
        vars[prefix + "_state_dir"] = "%5$s"
      }
    }
    object Host "both" {
      import "down"
      vars.vpn_protocols = [ "pptp", "l2tp" ]
      vars.vpn_restart = false
    }
    object User "operator" { }
    object NotificationCommand "tell" {
      command = [ "/bin/sh", "-c", "echo \\"$$0\\" >>%7$s", "$host.name$!$service.name$ $service.state$" ]
    }
    apply Notification "tell" to Service {
      command = "tell"
      users = [ "operator" ]
      types = [ Problem ]
      interval = 0
      assign where "vpn" in service.groups
    }
    """
        .formatted(
            server,
            busy,
            down,
            nobody.getHostAddress(),
            workplace.openFolder("state"),
            Recorded.END_OF_ATTACK,
            told,
            ssh.daemon().address().getPort(),
            ssh.key());
  }

  /** Whether it is known of each service that others depend on; before that, they would speak. */
  private static boolean rootsAreHard() {
    Map<String, String> unsettled = unsettled();
    return !services.isEmpty()
        && unsettled.keySet().stream()
            .noneMatch(name -> name.contains("!vpn-daemons") || name.contains("!vpn-pptp-"));
  }

  /** Whether every service has an answer, and every red one has been asked often enough. */
  private static boolean settled() {
    return !services.isEmpty() && unsettled().isEmpty() && followersLookedBehindTheirRoots();
  }

  /** Whether a follower can be reached is written down when it is asked. */
  private static boolean followersLookedBehindTheirRoots() {
    for (String[] pair :
        new String[][] {
          {"down!vpn-daemons", "down!vpn-pool"},
          {"down!vpn-daemons", "down!vpn-sessions"},
          {"down!vpn-daemons", "down!vpn-stability"},
          {"down!vpn-daemons", "down!vpn-pptp-here"},
          {"down!vpn-daemons", "down!vpn-gre-here"},
          {"both!vpn-daemons-pptp", "both!vpn-pptp-here"},
          {"both!vpn-daemons-l2tp", "both!vpn-l2tp-here"},
          {"by-ssh!vpn-pptp-here", "by-ssh!vpn-gre-here"}
        }) {
      double root = services.get(pair[0]).get("last_hard_state_change").getAsDouble();
      if (services.get(pair[1]).get("last_check").getAsDouble() <= root) {
        return false;
      }
    }
    return text(services.get("by-agent!vpn-reachability")).contains(" 2 ")
        && text(services.get("down!vpn-reachability")).contains(" 1 ")
        && Files.exists(workplace.file("calls/systemctl"));
  }

  private static Map<String, String> unsettled() {
    Map<String, String> unsettled = new TreeMap<>();
    services.forEach(
        (name, service) -> {
          boolean asked = service.get("last_check_result").isJsonObject();
          boolean soft =
              service.get("state").getAsInt() > 0 && service.get("state_type").getAsInt() == 0;
          if (!asked || soft) {
            unsettled.put(name, asked ? text(service) : "not asked yet");
          }
        });
    return unsettled;
  }

  private static String text(JsonObject service) {
    return service.getAsJsonObject("last_check_result").get("output").getAsString();
  }

  private static JsonObject service(String name) {
    assertTrue(services.containsKey(name), () -> name + " is not among " + services.keySet());
    return services.get(name);
  }

  @Test
  void masterStartedWithoutAWarningOfTheConfiguration() throws Exception {
    List<String> warnings =
        master
            .output()
            .lines()
            .filter(line -> line.contains("warning/") && !line.contains("does not match anywhere"))
            .filter(line -> !line.contains("ApiListener") && !line.contains("JsonRpc"))
            .toList();
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vpn-daemons     | 0 | PPPD OK - pptpd up",
        "vpn-stability   | 0 | PPPD OK - pptpd up",
        "vpn-sessions    | 0 | L2TP OK - 4 sessions of 3 users",
        "vpn-auth        | 1 | AUTH WARNING - failures_per_minute is 28, above 10",
        "vpn-backend     | 0 | AUTH OK - 28 failed logins",
        "vpn-negotiation | 0 | AUTH OK - 28 failed logins",
        "vpn-pool        | 2 | POOL CRITICAL - used_percent is 100%, above 90%",
      })
  void everyWayGivesTheSame(String name, int state, String begin) {
    for (String host : List.of("by-agent!", "by-nrpe!", "by-ssh!")) {
      if (host.equals("by-nrpe!") && begin.startsWith("AUTH")) {
        continue; // NRPE's fixed definition looks at the last five minutes, not at those of the
        // recording.
      }
      JsonObject service = service(host + name);
      boolean overCapacity = host.equals("by-agent!") && name.equals("vpn-sessions");
      if (!overCapacity) {
        assertTrue(text(service).startsWith(begin), host + text(service));
        assertEquals(state, service.get("state").getAsInt(), text(service));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by-agent!vpn-stability     | restarts=0;0;3;0",
        "by-nrpe!vpn-stability      | pppd_orphans=0;0;10;0",
        "by-ssh!vpn-stability       | pppd_zombies=0;5;;0",
        "by-agent!vpn-sessions      | mismatch=0;0;;0",
        "by-agent!vpn-sessions      | sessions=4;;3;0",
        "by-agent!vpn-auth          | failures_per_minute=28;10;50;0",
        "by-ssh!vpn-auth            | users_per_source=7;5;20;0",
        "by-agent!vpn-backend       | radius_timeouts=0;0;10;0",
        "by-agent!vpn-pool          | used_percent=100%;80;90;0;100",
        "by-nrpe!vpn-pool           | conflicts=1;0;;0",
      })
  void performanceDataHasTheRangesOfTheTable(String name, String metric) {
    String data =
        service(name).getAsJsonObject("last_check_result").get("performance_data").toString();
    assertTrue(data.contains("\"" + metric + "\""), data);
  }

  @Test
  void capacityOfTheHostIsARange() {
    JsonObject sessions = service("by-agent!vpn-sessions");
    assertEquals(2, sessions.get("state").getAsInt());
    assertTrue(text(sessions).startsWith("L2TP CRITICAL - sessions is 4, above 3"), text(sessions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"here", "there"})
  void vantagePointsAskOverTheNetwork(String point) {
    JsonObject pptp = service("by-agent!vpn-pptp-" + point);
    assertEquals(0, pptp.get("state").getAsInt(), text(pptp));
    assertEquals("agent".equals(endpoint(pptp)), point.equals("there"), endpoint(pptp));
  }

  private static String endpoint(JsonObject service) {
    return service.get("command_endpoint").getAsString();
  }

  @Test
  void reachabilityCountsTheVantagePoints() {
    JsonObject all = service("by-agent!vpn-reachability");
    assertEquals(0, all.get("state").getAsInt(), text(all));
    assertTrue(text(all).endsWith("all 2 answers are good"), text(all));
    JsonObject none = service("down!vpn-reachability");
    assertEquals(2, none.get("state").getAsInt(), text(none));
    assertTrue(text(none).endsWith("1 of 1 fail: vpn-pptp-here"), text(none));
  }

  @Test
  void hardFailureAlertsAtTheFirstLookAndTransientOnesLater() {
    assertEquals(1, service("down!vpn-daemons").get("max_check_attempts").getAsInt());
    assertEquals(1, service("down!vpn-daemons").get("state_type").getAsInt());
    assertEquals(
        ATTEMPTS_OF_THE_MOST_PATIENT,
        service("down!vpn-pool").get("max_check_attempts").getAsInt());
  }

  /** pptpd is down: its own service speaks, the full pool and the dead port keep quiet. */
  @Test
  void daemonThatIsDownSilencesItsFollowers() throws Exception {
    JsonObject root = service("down!vpn-daemons");
    assertEquals(2, root.get("state").getAsInt(), text(root));
    assertTrue(text(root).startsWith("PPPD CRITICAL - pptpd does not run"), text(root));
    assertTrue(root.get("last_reachable").getAsBoolean());
    for (String follower :
        List.of("vpn-pool", "vpn-sessions", "vpn-stability", "vpn-pptp-here", "vpn-gre-here")) {
      assertFalse(service("down!" + follower).get("last_reachable").getAsBoolean(), follower);
    }
    assertTrue(service("by-agent!vpn-pool").get("last_reachable").getAsBoolean());
    assertTrue(service("down!vpn-auth").get("last_reachable").getAsBoolean());

    List<String> told = Files.readAllLines(workplace.file("notifications/told"));
    assertTrue(told.contains("down!vpn-daemons CRITICAL"), told.toString());
    assertTrue(told.contains("by-agent!vpn-pool CRITICAL"), told.toString());
    assertTrue(told.contains("by-ssh!vpn-pptp-here CRITICAL"), told.toString());
    for (String silent : List.of("vpn-pool", "vpn-stability", "vpn-pptp-here", "vpn-gre-here")) {
      assertTrue(
          told.stream().noneMatch(line -> line.startsWith("down!" + silent)), told.toString());
    }
  }

  /** pptpd is down, xl2tpd runs and does not answer: that it is L2TP's trouble nobody hides. */
  @Test
  void daemonThatIsDownSilencesNothingOfTheOtherProtocol() throws Exception {
    assertFalse(services.containsKey("both!vpn-daemons"));
    assertFalse(services.containsKey("down!vpn-daemons-pptp"));
    assertEquals(2, service("both!vpn-daemons-pptp").get("state").getAsInt());
    assertEquals(
        0,
        service("both!vpn-daemons-l2tp").get("state").getAsInt(),
        text(service("both!vpn-daemons-l2tp")));
    assertFalse(service("both!vpn-pptp-here").get("last_reachable").getAsBoolean());
    for (String speaks : List.of("vpn-l2tp-here", "vpn-stability", "vpn-pool")) {
      assertTrue(service("both!" + speaks).get("last_reachable").getAsBoolean(), speaks);
    }
    // That pptpd is down is told once: these judge by their ranges.
    JsonObject stability = service("both!vpn-stability");
    assertEquals(0, stability.get("state").getAsInt(), text(stability));
    assertTrue(text(stability).contains("; pptpd does not run, which is OK here"), text(stability));
    List<String> told = Files.readAllLines(workplace.file("notifications/told"));
    assertTrue(told.contains("both!vpn-daemons-pptp CRITICAL"), told.toString());
    assertTrue(told.contains("both!vpn-l2tp-here CRITICAL"), told.toString());
    for (String silent :
        List.of("vpn-pptp-here", "vpn-gre-here", "vpn-daemons-l2tp", "vpn-stability")) {
      assertTrue(
          told.stream().noneMatch(line -> line.startsWith("both!" + silent)), told.toString());
    }
  }

  /** A control channel that does not answer explains what GRE does from there. */
  @Test
  void deadControlChannelSilencesGre() {
    JsonObject gre = service("by-ssh!vpn-gre-here");
    assertFalse(
        gre.get("last_reachable").getAsBoolean(),
        () -> gre + "\n" + service("by-ssh!vpn-pptp-here"));
    assertTrue(service("by-ssh!vpn-pptp-here").get("last_reachable").getAsBoolean());
  }

  /** The event handler ran on the agent, as its user, and has started what is down. */
  @Test
  void eventHandlerRestartsOnTheAgent() throws Exception {
    List<String> calls = Files.readAllLines(workplace.file("calls/systemctl"));
    assertEquals("nagios restart pptpd.service", calls.get(0));
    JsonObject restart = service("down!vpn-restart");
    assertTrue(text(restart).startsWith("VPN-RESTART "), text(restart));
    assertTrue(text(restart).contains("pptpd"), text(restart));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpn-load", "vpn-memory", "vpn-disk"})
  void standardPluginsAnswerToo(String name) {
    for (String host : List.of("by-agent!", "by-nrpe!")) {
      JsonObject service = service(host + name);
      assertTrue(service.get("state").getAsInt() <= 2, text(service));
      assertFalse(
          service
              .getAsJsonObject("last_check_result")
              .get("performance_data")
              .toString()
              .equals("[]"),
          text(service));
    }
  }
}
