package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.Started;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Debian's Icinga 2 takes the committed objects, runs the commands by them and reads the answers.
 */
@Tag("lab")
class IcingaLabTest {
  private static final Path EXAMPLE = Path.of("src/main/icinga2/example.conf");

  @BeforeAll
  static void requireAll() {
    Debian.require(Debian.ICINGA, Debian.PPTPD);
  }

  @Test
  void objectsAndExampleAreValidWithoutAWarning() throws Exception {
    try (Workplace workplace = Workplace.create();
        Started icinga =
            new Icinga(workplace)
                .start(
                    Files.readString(CheckCommandFileTest.SERVICES) + Files.readString(EXAMPLE),
                    "-C")) {
      assertEquals(0, icinga.exitCode(), icinga.output());
      assertTrue(icinga.output().contains("Instantiated 2 Hosts"), icinga.output());
      assertFalse(icinga.output().contains("warning/"), icinga.output());
    }
  }

  /** What a run of Icinga 2 made of each service: state, output and perfdata. */
  @Test
  void resultsArriveWithStateTextAndPerfdata() throws Exception {
    try (Workplace workplace = Workplace.create()) {
      InetAddress listening = PptpServer.freeAddress();
      String server = listening.getHostAddress();
      String nobody = PptpServer.freeAddress().getHostAddress();
      Map<String, List<String>> results;
      try (Daemon pptpd = PptpServer.start(workplace, listening);
          Started icinga =
              new Icinga(workplace)
                  .start(writer(workplace) + services(workplace, server, nobody))) {
        results = results(workplace, icinga, 9);
        assertTrue(pptpd.isAlive(), pptpd.output());
      }
      assertEquals(List.of(), workplace.processes(), "processes that outlived Icinga 2");

      assertResult(
          results.get("plain"),
          "OK",
          "PPTP OK - " + server + ":1723 answered in T: ",
          "time=T;;;0 connect_time=T;;;0 handshake_time=T;;;0");
      assertResult(
          results.get("every-option"),
          "OK",
          "PPTP OK - " + server + ":1723 answered in T, Echo in T: ",
          "time=T;9;8;0 connect_time=T;;;0 handshake_time=T;;;0 echo_time=T;7;6;0");
      assertResult(
          results.get("warning"),
          "WARNING",
          "PPTP WARNING - time is T, within @10 - ",
          "time=T;@10;;0 connect_time=T;;;0 handshake_time=T;;;0");
      assertResult(
          results.get("from-file"),
          "CRITICAL",
          "PPTP CRITICAL - time is T, above 0 s - ",
          "time=T;;0;0 connect_time=T;;;0 handshake_time=T;;;0");
      assertResult(
          results.get("refused"),
          "CRITICAL",
          "PPTP CRITICAL - " + nobody + ":1723 refused the connection",
          "");
      assertResult(
          results.get("excluding"),
          "UNKNOWN",
          "PPTP UNKNOWN - options --use-ipv4 and --use-ipv6 exclude each other",
          "");
      assertResult(
          results.get("no-address"),
          "UNKNOWN",
          "PPTP UNKNOWN - option --hostname needs a value: HOST",
          "");
      assertResult(
          results.get("many"),
          "CRITICAL",
          "PPTP CRITICAL - 1 of 2 hosts CRITICAL: " + nobody + " (refused) - 1 of 2 hosts answer",
          "time=T;9;;0 connect_time=T;;;0 handshake_time=T;;;0 hosts=2;;;0 hosts_ok=1;;;0"
              + " hosts_failed=1;;;0 "
              + server
              + "_time=T;9;;0 "
              + server
              + "_connect_time=T;;;0 "
              + server
              + "_handshake_time=T;;;0");
      assertResult(
          results.get("hosts-file"),
          "OK",
          "PPTP OK - 1 of 1 hosts answer, the slowest, " + server + ", in T",
          "time=T;;;0 connect_time=T;;;0 handshake_time=T;;;0 hosts=1;;;0 hosts_ok=1;;;0"
              + " hosts_failed=0;;;0");
    }
  }

  private static void assertResult(
      List<String> result, String state, String output, String perfdata) {
    assertEquals(state, result.get(0), result.toString());
    assertTrue(withoutTimes(result.get(1)).startsWith(output), result.toString());
    assertEquals(perfdata, withoutTimes(result.get(2)), result.toString());
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("=[0-9.e-]+s", "=T")
        .replaceAll("in [0-9.]+ (us|ms|s)", "in T")
        .replaceAll("is [0-9.]+ (us|ms|s)", "is T");
  }

  private static String writer(Workplace workplace) throws IOException {
    return """
        object CheckerComponent "checker" { }
        object PerfdataWriter "results" {
          service_temp_path = "%1$s/service"
          service_perfdata_path = "%1$s/service"
          host_temp_path = "%1$s/host"
          host_perfdata_path = "%1$s/host"
          rotation_interval = 1s
          service_format_template = "$service.name$\\t$service.state$\\t$service.output$\\t$service.perfdata$\\t."
        }
        """
        .formatted(workplace.openFolder("results"));
  }

  private static String services(Workplace workplace, String server, String nobody)
      throws IOException {
    Path options = workplace.write("options.ini", "[pptp]\ncritical=0\n");
    return """
        object Host "server" { check_command = "dummy", address = "%1$s" }
        object Host "nobody" { check_command = "dummy", address = "%2$s" }
        object Host "nameless" { check_command = "dummy" }
        template Service "pptp" {
          check_command = "pptp_tcp1723"
          check_interval = 1s
          retry_interval = 1s
        }
        object Service "plain" { import "pptp", host_name = "server" }
        object Service "every-option" {
          import "pptp"
          host_name = "server"
          vars.pptp_tcp1723_port = 1723
          vars.pptp_tcp1723_use_ipv4 = true
          vars.pptp_tcp1723_source = "127.0.0.1"
          vars.pptp_tcp1723_echo = true
          vars.pptp_tcp1723_all_addresses = true
          vars.pptp_tcp1723_warning = [ "9", "echo_time=7" ]
          vars.pptp_tcp1723_critical = "8,echo_time=6"
          vars.pptp_tcp1723_timeout = "5:CRITICAL"
          vars.pptp_tcp1723_privacy = "none"
          vars.pptp_tcp1723_verbose = true
        }
        object Service "warning" {
          import "pptp"
          host_name = "server"
          vars.pptp_tcp1723_warning = "@0:10"
        }
        object Service "from-file" {
          import "pptp"
          host_name = "server"
          vars.pptp_tcp1723_extra_opts = [ "pptp@%3$s" ]
        }
        object Service "refused" { import "pptp", host_name = "nobody" }
        object Service "excluding" {
          import "pptp"
          host_name = "server"
          vars.pptp_tcp1723_use_ipv4 = true
          vars.pptp_tcp1723_use_ipv6 = true
        }
        object Service "no-address" { import "pptp", host_name = "nameless" }
        object Service "many" {
          import "pptp"
          host_name = "nameless"
          vars.pptp_tcp1723_address = [ "%1$s", "%2$s" ]
          vars.pptp_tcp1723_warning = 9
        }
        object Service "hosts-file" {
          import "pptp"
          host_name = "server"
          vars.pptp_tcp1723_address = [ ]
          vars.pptp_tcp1723_hosts_file = "%4$s"
          vars.pptp_tcp1723_host_perfdata = "none"
        }
        """
        .formatted(server, nobody, options, workplace.write("hosts", server + "\n"));
  }

  /** Waits until every service has a result; each is its state, output and perfdata. */
  private static Map<String, List<String>> results(Workplace workplace, Started icinga, int count)
      throws IOException, InterruptedException {
    Map<String, List<String>> results = new TreeMap<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (results.size() < count && System.nanoTime() < end && icinga.isAlive()) {
      Thread.sleep(200);
      for (String record : records(workplace.file("results"))) {
        List<String> fields = List.of(record.split("\t", -1));
        if (fields.size() == 4) {
          results.putIfAbsent(fields.get(0), fields.subList(1, 4));
        }
      }
    }
    assertEquals(count, results.size(), results + icinga.output());
    return results;
  }

  private static List<String> records(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("service"))
          .flatMap(IcingaLabTest::recordsOf)
          .toList();
    }
  }

  private static Stream<String> recordsOf(Path file) {
    try {
      return Stream.of(Files.readString(file).split("\t\\.\n", -1));
    } catch (IOException e) {
      // Icinga 2 has renamed it since it was listed; the next look finds it.
      return Stream.empty();
    }
  }
}
