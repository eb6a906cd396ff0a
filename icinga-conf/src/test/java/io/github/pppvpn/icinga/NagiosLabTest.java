package io.github.pppvpn.icinga;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Cleanup;
import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Started;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
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

/**
 * The committed objects in a real Nagios Core 4, which asks two recorded VPN servers by Debian's
 * NRPE over TLS and a pptpd; what status.dat says of each service, and who was notified.
 */
@Tag("lab")
class NagiosLabTest {
  private static final Path EXAMPLE = Path.of("src/main/nagios/example.cfg");
  private static final Cleanup CLEANUP = new Cleanup();

  private static Workplace workplace;
  private static Path told;
  private static Path calls;
  private static Map<String, Map<String, String>> services = Map.of();

  @BeforeAll
  static void start() throws Exception {
    Debian.require(
        Debian.NAGIOS, Debian.NRPE, Debian.CHECK_NRPE, Debian.JQ, Debian.PLUGINS, Debian.PPTPD);
    workplace = CLEANUP.add(Workplace.create());
    told = workplace.openFolder("notifications").resolve("told");
    calls = workplace.openFolder("calls").resolve("systemctl");
    Path busy = Recorded.busy(workplace);
    Path down = Recorded.withoutPptpd(workplace);
    Path plugins = Plugins.in(workplace, busy);
    Files.delete(plugins.resolve("check_nrpe"));
    Files.createSymbolicLink(plugins.resolve("check_nrpe"), Debian.CHECK_NRPE.program());
    Path settings = settings(down);
    Daemon pptpd = CLEANUP.add(PptpServer.start(workplace));
    InetAddress up = pptpd.address().getAddress();
    InetAddress nobody = PptpServer.freeAddress();
    CLEANUP.add(NrpeHost.start(workplace, "up", up, plugins, busy, "", settings));
    CLEANUP.add(
        NrpeHost.start(workplace, "down", nobody, plugins, down, "--daemon pptpd", settings));
    InetAddress both = PptpServer.freeAddress();
    CLEANUP.add(
        NrpeHost.start(
            workplace, "both", both, plugins, down, "--daemon pptpd --daemon xl2tpd", settings));
    String hosts =
        host("both", both, "vpn-both")
            + host("up", up, "vpn-servers,vpn-pptp")
            + host("down", nobody, "vpn-servers,vpn-pptp,vpn-restart")
            + host("mute", PptpServer.freeAddress(), "vpn-servers,vpn-pptp");
    Path main = configuration(plugins, hosts + contacts());
    assertCheckedWithoutAWarning(main);
    Started nagios =
        CLEANUP.add(
            Started.of(
                List.of(Debian.NAGIOS.toString(), main.toString()), workplace.file("nagios.out")));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
    // What depends on a root could speak before it is known.
    while (!rootsAreHard() && System.nanoTime() < end && nagios.isAlive()) {
      services = status(workplace.file("var/status.dat"));
      for (String root : services.keySet().stream().filter(NagiosLabTest::isRoot).toList()) {
        command("SCHEDULE_FORCED_SVC_CHECK;" + root.replace('!', ';') + ";0");
      }
      Thread.sleep(1000);
    }
    command("START_EXECUTING_SVC_CHECKS");
    while (!settled() && System.nanoTime() < end && nagios.isAlive()) {
      Thread.sleep(500);
      services = status(workplace.file("var/status.dat"));
    }
    assertTrue(settled(), () -> services.toString());
  }

  @AfterAll
  static void end() {
    CLEANUP.run();
  }

  @Test
  void exampleIsValidWithoutAWarning() throws Exception {
    assertCheckedWithoutAWarning(
        configuration(Path.of("/usr/lib/nagios/plugins"), Files.readString(EXAMPLE)));
  }

  private static void assertCheckedWithoutAWarning(Path main) throws Exception {
    Ran checked = Ran.of(Debian.NAGIOS.toString(), "-v", main.toString());
    assertEquals(0, checked.exitCode(), checked.text());
    assertTrue(checked.text().contains("Total Warnings: 0"), checked.text());
    assertTrue(!checked.text().contains("WARNING"), checked.text());
  }

  private static Path settings(Path down) throws IOException {
    Path systemctl =
        workplace.script("systemctl", "#!/bin/sh\necho \"$(id -un) $*\" >>" + calls + "\n");
    return workplace.write(
        "handlers",
        """
        STATE=%s
        SYSTEMCTL=%s
        CHECK_PPPD='--daemon pptpd --root %s -t 8'
        """
            .formatted(workplace.openFolder("state"), systemctl, down));
  }

  private static String host(String name, InetAddress address, String groups) {
    return """
    define host {
      host_name          %s
      address            %s
      hostgroups         %s
      max_check_attempts 1
      check_period       vpn-always
      contact_groups     vpn-operators
    }
    """
        .formatted(name, address.getHostAddress(), groups);
  }

  private static String contacts() {
    return """
    define contactgroup {
      contactgroup_name vpn-operators
      members           tester
    }
    define contact {
      contact_name                  tester
      host_notification_period      vpn-always
      service_notification_period   vpn-always
      host_notification_options     n
      service_notification_options  w,u,c
      host_notification_commands    tell
      service_notification_commands tell
    }
    define command {
      command_name tell
      command_line echo '$HOSTNAME$!$SERVICEDESC$ $SERVICESTATE$' >>%s
    }
    """
        .formatted(told);
  }

  /** A configuration with the committed objects, at a pace for tests. */
  private static Path configuration(Path plugins, String more) throws IOException {
    Path folder = workplace.openFolder("var");
    String user =
        System.getProperty("user.name").equals("root") ? "nagios" : System.getProperty("user.name");
    String services =
        Files.readString(CheckCommandFileTest.NAGIOS_SERVICES)
            .replaceAll("(?m)^  check_interval .*", "  check_interval 15")
            .replaceAll("(?m)^  retry_interval .*", "  retry_interval 1");
    return workplace.write(
        "nagios.cfg",
        """
        log_file=%1$s/nagios.log
        cfg_file=%2$s
        cfg_file=%3$s
        cfg_file=%4$s
        resource_file=%5$s
        object_cache_file=%1$s/objects.cache
        precached_object_file=%1$s/objects.precache
        status_file=%1$s/status.dat
        status_update_interval=1
        state_retention_file=%1$s/retention.dat
        nagios_user=%6$s
        nagios_group=%6$s
        check_external_commands=1
        lock_file=%1$s/pid
        temp_file=%1$s/tmp
        temp_path=%1$s
        check_result_path=%1$s
        check_result_reaper_frequency=1
        max_concurrent_checks=6
        max_service_check_spread=1
        execute_service_checks=0
        command_file=%1$s/nagios.cmd
        interval_length=1
        enable_notifications=1
        enable_event_handlers=1
        use_syslog=0
        check_for_updates=0
        allow_empty_hostgroup_assignment=1
        illegal_macro_output_chars=`~$&|'"<>
        """
            .formatted(
                folder,
                CheckCommandFileTest.NAGIOS_COMMANDS.toAbsolutePath(),
                workplace.write("services-of-nagios.cfg", services),
                workplace.write("more.cfg", more),
                workplace.write("resource.cfg", "$USER1$=" + plugins + "\n"),
                user));
  }

  /** The servicestatus blocks of status.dat, by {@code HOST!SERVICE}. */
  private static Map<String, Map<String, String>> status(Path file) throws IOException {
    Map<String, Map<String, String>> services = new TreeMap<>();
    if (!Files.exists(file)) {
      return services;
    }
    Map<String, String> block = null;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("servicestatus {")) {
        block = new HashMap<>();
      } else if (line.strip().equals("}") && block != null) {
        services.put(block.get("host_name") + "!" + block.get("service_description"), block);
        block = null;
      } else if (block != null && line.indexOf('=') > 0) {
        block.put(
            line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1));
      }
    }
    return services;
  }

  /** To its command file, a pipe, which is there once it runs. */
  private static void command(String command) throws IOException {
    Path pipe = workplace.file("var/nagios.cmd");
    if (Files.exists(pipe)) {
      Files.writeString(pipe, "[" + Instant.now().getEpochSecond() + "] " + command + "\n", APPEND);
    }
  }

  private static boolean isRoot(String name) {
    return name.contains("!vpn-daemons") || name.endsWith("!vpn-pptp");
  }

  private static boolean rootsAreHard() {
    return !services.isEmpty()
        && services.keySet().stream()
            .filter(NagiosLabTest::isRoot)
            .allMatch(name -> isHard(services.get(name)));
  }

  private static boolean isHard(Map<String, String> service) {
    return service.get("has_been_checked").equals("1")
        && (service.get("current_state").equals("0") || service.get("state_type").equals("1"));
  }

  private static boolean settled() {
    return !services.isEmpty()
        && Files.exists(calls)
        && services.values().stream().allMatch(NagiosLabTest::isHard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up!vpn-daemons     | 0 | PPPD OK - pptpd up | pptpd_procs=1",
        "up!vpn-stability   | 0 | PPPD OK - pptpd up | restarts=0;0;3;0",
        "up!vpn-sessions    | 0 | L2TP OK - 4 sessions of 3 users | mismatch=0;0;;0",
        "up!vpn-auth        | 1 | AUTH WARNING - failures_per_minute is 28, above 10 | users_per_source=7;5;20;0",
        "up!vpn-backend     | 0 | AUTH OK - 28 failed logins | radius_timeouts=0;0;10;0",
        "up!vpn-negotiation | 0 | AUTH OK - 28 failed logins | mppe_failures=0;4;20;0",
        "up!vpn-pool        | 2 | POOL CRITICAL - used_percent is 100%, above 90% | used_percent=100%;80;90;0;100",
        "up!vpn-pptp        | 0 | PPTP OK - | ;1;5;0",
        "down!vpn-daemons   | 2 | PPPD CRITICAL - pptpd does not run | pptpd_procs=0",
        "down!vpn-pptp      | 2 | PPTP CRITICAL - | ''",
        "mute!vpn-daemons   | 3 | (No output on stdout) stderr: connect to address | ''",
        "mute!vpn-pptp      | 2 | PPTP CRITICAL - | ''",
        "both!vpn-daemons-pptp | 2 | PPPD CRITICAL - pptpd does not run | pptpd_procs=0",
        "both!vpn-daemons-l2tp | 0 | PPPD OK - xl2tpd up | xl2tpd_procs=",
        "both!vpn-stability | 0 | PPPD OK - xl2tpd up | restarts=0;0;3;0",
        "both!vpn-l2tp      | 2 | L2TP-CONTROL CRITICAL - | ''",
      })
  void statusHoldsStateOutputAndPerfdata(String name, String state, String begin, String metric) {
    assertTrue(services.containsKey(name), services.keySet().toString());
    Map<String, String> service = services.get(name);
    assertEquals(state, service.get("current_state"), service.toString());
    assertTrue(service.get("plugin_output").startsWith(begin), service.toString());
    assertTrue(service.get("performance_data").contains(metric), service.toString());
  }

  @Test
  void daemonThatIsDownSilencesItsFollowers() throws Exception {
    List<String> lines = Files.readAllLines(told);
    assertTrue(lines.contains("down!vpn-daemons CRITICAL"), lines.toString());
    assertTrue(lines.contains("up!vpn-pool CRITICAL"), lines.toString());
    assertTrue(lines.contains("up!vpn-auth WARNING"), lines.toString());
    for (String follower :
        List.of("vpn-pool", "vpn-sessions", "vpn-stability", "vpn-pptp", "vpn-gre")) {
      assertTrue(
          lines.stream().noneMatch(l -> l.startsWith("down!" + follower + " ")), lines.toString());
    }
  }

  /** pptpd is down, xl2tpd runs and does not answer: that it is L2TP's trouble nobody hides. */
  @Test
  void daemonThatIsDownSilencesNothingOfTheOtherProtocol() throws Exception {
    assertTrue(!services.containsKey("both!vpn-daemons"), services.keySet().toString());
    assertTrue(!services.containsKey("up!vpn-daemons-pptp"), services.keySet().toString());
    List<String> lines = Files.readAllLines(told);
    assertTrue(lines.contains("both!vpn-daemons-pptp CRITICAL"), lines.toString());
    assertTrue(lines.contains("both!vpn-l2tp CRITICAL"), lines.toString());
    for (String silent : List.of("vpn-pptp", "vpn-gre", "vpn-daemons-l2tp", "vpn-stability")) {
      assertTrue(
          lines.stream().noneMatch(l -> l.startsWith("both!" + silent + " ")), lines.toString());
    }
  }

  /** What cannot be asked about itself may well be seen from outside to be down. */
  @Test
  void hostWithoutNrpeSilencesNoProbe() throws Exception {
    List<String> lines = Files.readAllLines(told);
    assertTrue(lines.contains("mute!vpn-daemons UNKNOWN"), lines.toString());
    assertTrue(lines.contains("mute!vpn-pptp CRITICAL"), lines.toString());
  }

  /** Through NRPE, for the host of the group alone. */
  @Test
  void eventHandlerRestartsWhereItIsWanted() throws Exception {
    assertEquals("nagios restart pptpd.service", Files.readAllLines(calls).get(0));
    assertTrue(services.get("down!vpn-restart").get("plugin_output").startsWith("VPN-RESTART "));
    assertTrue(!services.containsKey("up!vpn-restart"));
  }

  @Test
  void standardPluginsAnswerToo() {
    for (String name : List.of("vpn-load", "vpn-memory", "vpn-disk")) {
      Map<String, String> service = services.get("up!" + name);
      assertTrue(Integer.parseInt(service.get("current_state")) <= 2, service.toString());
      assertTrue(!service.get("performance_data").isEmpty(), service.toString());
    }
  }
}
