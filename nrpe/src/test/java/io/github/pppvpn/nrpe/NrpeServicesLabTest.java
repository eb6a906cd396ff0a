package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.VpnServices;
import io.github.pppvpn.testkit.Cleanup;
import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services through NRPE over TLS, as user nagios, of recorded hosts; and its privileges. */
@Tag("lab")
class NrpeServicesLabTest {
  private static final Path RECORDED = Path.of("../checks/src/test/resources/sessions/hosts/full");
  private static final Path ATTACK =
      Path.of("../common/src/test/resources/log/recordings/auth-attack/syslog.rfc3339");
  private static final String[] AS_NAGIOS = {
    Debian.SETPRIV.toString(), "--reuid", "nagios", "--regid", "nagios"
  };

  private static final Cleanup CLEANUP = new Cleanup();
  private static Workplace workplace;
  private static Path root;
  private static Path state;
  private static Daemon nrpe;

  @BeforeAll
  static void start() throws Exception {
    Debian.require(Debian.NRPE, Debian.CHECK_NRPE, Debian.PLUGINS, Debian.PPTPD, Debian.SETPRIV);
    workplace = CLEANUP.add(Workplace.create());
    root = workplace.copy(RECORDED, "host");
    Files.createDirectories(root.resolve("var/log"));
    Files.copy(ATTACK, root.resolve("var/log/syslog"));
    // It is still written: of a log that ends nothing is counted.
    Files.writeString(
        root.resolve("var/log/syslog"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS) + " vpn CRON[1]: (root) CMD (true)\n",
        StandardOpenOption.APPEND);
    state = workplace.openFolder("state");
    InetAddress nobody = InetAddress.getLoopbackAddress();
    nrpe = CLEANUP.add(new NrpeServer(workplace, nobody).withServicesOf(root, state).start());
  }

  @AfterAll
  static void end() {
    CLEANUP.run();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vpn-daemons   | 0 | PPPD OK - pptpd up | pptpd_procs=1;;;0",
        "vpn-daemons-pptp | 0 | PPPD OK - pptpd up | pptpd_procs=1;;;0",
        "vpn-daemons-l2tp | 0 | PPPD OK - xl2tpd up | xl2tpd_procs=2;;;0",
        "vpn-stability | 0 | PPPD OK - pptpd up | restarts=0;0;3;0",
        "vpn-stability | 0 | PPPD OK - pptpd up | pppd_orphans=0;0;10;0",
        "vpn-sessions  | 0 | L2TP OK - 4 sessions of 3 users | mismatch=0;0;;0",
        "vpn-pool      | 2 | POOL CRITICAL - used_percent is 100% | used_percent=100%;80;90;0;100",
        "vpn-pool      | 2 | POOL CRITICAL - used_percent is 100% | conflicts=1;0;;0",
      })
  void recordedHostIsJudgedByTheTable(String service, int exitCode, String text, String perfdata)
      throws Exception {
    Ran asked = Transport.V4.ask(nrpe, "-c", service);
    assertEquals(exitCode, asked.exitCode(), asked.text());
    assertTrue(asked.text().startsWith(text), asked.text());
    assertTrue(asked.firstLine().contains(perfdata), asked.text());
  }

  /** What arrives is what the command says to nagios, whose rights are those of NRPE. */
  @Test
  void everyServiceArrivesAsItsCommandSaysIt() throws Exception {
    for (Service service : VpnServices.all()) {
      if (service.place() == Place.SERVER) {
        List<String> words = new ArrayList<>(List.of(AS_NAGIOS));
        words.addAll(List.of("--clear-groups"));
        words.add(workplace.command(service.command().name()).toString());
        words.addAll(List.of("-t", "8", "--root", root.toString()));
        words.addAll(List.of("--state-dir", state.toString()));
        words.addAll(service.words());
        if (!System.getProperty("user.name").equals("root")) {
          words.subList(0, AS_NAGIOS.length + 1).clear();
        }
        Ran asked = Transport.V4.ask(nrpe, "-c", service.name());
        Ran direct = Ran.of(words.toArray(String[]::new));
        assertEquals(direct.exitCode(), asked.exitCode(), asked.text() + direct.text());
        assertEquals(summary(direct), summary(asked));
      }
    }
  }

  private static String summary(Ran ran) {
    return ran.firstLine().replaceAll(" \\|.*", "").replaceAll("[0-9]+", "N");
  }

  @ParameterizedTest
  @CsvSource({"vpn-load, load1=", "vpn-memory, swap=", "vpn-disk, /var/log"})
  void standardPluginsTakeTheirWords(String service, String perfdata) throws Exception {
    Ran asked = Transport.V4.ask(nrpe, "-c", service);
    assertTrue(asked.exitCode() <= 2, asked.text());
    assertTrue(asked.text().contains(perfdata) || asked.text().contains("/="), asked.text());
  }

  /** The group of the drop-in lets the commands read the logs, and nothing else does. */
  @Test
  void groupAdmReadsTheLogs() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "another user's groups need root");
    Path log = Files.copy(ATTACK, workplace.file("log-of-adm"));
    GroupPrincipal adm =
        log.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("adm");
    Files.getFileAttributeView(log, PosixFileAttributeView.class).setGroup(adm);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r-----"));
    try (Daemon without = started("--clear-groups");
        Daemon with = started("--groups", "adm")) {
      Ran refused = Transport.V4.ask(without, "-c", "attack");
      assertEquals(3, refused.exitCode(), refused.text());
      assertTrue(refused.text().contains("adm"), refused.text());
      Ran read = Transport.V4.ask(with, "-c", "attack");
      assertEquals(1, read.exitCode(), read.text());
      assertTrue(
          read.text().startsWith("AUTH WARNING - failures_per_minute is 28, above 10"),
          read.text());
      assertTrue(read.firstLine().contains("users_per_source=7;5;20;0"), read.text());
    }
  }

  private static Daemon started(String... how) throws Exception {
    String[] words = new String[AS_NAGIOS.length + how.length];
    System.arraycopy(AS_NAGIOS, 0, words, 0, AS_NAGIOS.length);
    System.arraycopy(how, 0, words, AS_NAGIOS.length, how.length);
    String auth =
        Files.readAllLines(CommandFilesTest.SERVICES).stream()
            .filter(line -> line.startsWith("command[vpn-auth]="))
            .findFirst()
            .orElseThrow()
            .replace("command[vpn-auth]=", "command[attack]=")
            .replace(CommandFiles.PLUGIN_FOLDER, workplace.commands() + "/")
            .replace(
                " -t 8",
                " -t 8 --until 2026-11-21T21:17:00Z --log " + workplace.file("log-of-adm"));
    return new NrpeServer(workplace, InetAddress.getLoopbackAddress())
        .startedBy(words)
        .with(auth + "\n")
        .start();
  }

  /** The capability of the drop-in is enough for a raw socket, and is needed. */
  @Test
  void capabilityOpensARawSocket() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "a capability needs root");
    try (Daemon pptpd = PptpServer.start(workplace);
        Daemon without = probing(pptpd, "--clear-groups");
        Daemon with =
            probing(
                pptpd, "--clear-groups", "--inh-caps", "+net_raw", "--ambient-caps", "+net_raw")) {
      Ran refused = Transport.V4.ask(without, "-c", "gre");
      assertEquals(3, refused.exitCode(), refused.text());
      assertTrue(refused.text().contains("CAP_NET_RAW"), refused.text());
      Ran open = Transport.V4.ask(with, "-c", "gre");
      assertFalse(open.text().contains("CAP_NET_RAW"), open.text());
      assertTrue(open.text().startsWith("GRE "), open.text());
    }
  }

  /** The vantage point's definition, asked of the server in this test. */
  private static Daemon probing(Daemon pptpd, String... how) throws Exception {
    String[] words = new String[AS_NAGIOS.length + how.length];
    System.arraycopy(AS_NAGIOS, 0, words, 0, AS_NAGIOS.length);
    System.arraycopy(how, 0, words, AS_NAGIOS.length, how.length);
    InetAddress address = pptpd.address().getAddress();
    String gre =
        Files.readAllLines(CommandFilesTest.VANTAGE).stream()
            .filter(line -> line.startsWith("command[vpn-gre]="))
            .findFirst()
            .orElseThrow()
            .replace("command[vpn-gre]=", "command[gre]=")
            .replace(CommandFiles.PLUGIN_FOLDER, workplace.commands() + "/")
            .replace(CommandFiles.EXAMPLE_SERVER, address.getHostAddress());
    return new NrpeServer(workplace, address).startedBy(words).with(gre + "\n").start();
  }
}
