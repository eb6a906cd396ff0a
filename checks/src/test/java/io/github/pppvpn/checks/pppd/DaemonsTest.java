package io.github.pppvpn.checks.pppd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which daemons must run, and what is said where one does not. */
class DaemonsTest {
  @TempDir Path folder;
  @TempDir Path states;
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(folder);
  }

  private PppdRun run(String... words) {
    return PppdRun.on(host, states, words);
  }

  @Test
  void bothRun() throws IOException {
    host.daemons().pptpSession(110, 0);
    assertEquals(
        """
        PPPD OK - pptpd up 23 h 59 min, xl2tpd up 23 h 59 min; 1 pppd | restarts=0;;;0\
         pptpd_procs=1;;;0 pptpd_uptime=86340s;;;0 pptpd_rss=4096000B;;;0 xl2tpd_procs=1;;;0\
         xl2tpd_uptime=86340s;;;0 xl2tpd_rss=2048000B;;;0 pppd_procs=1;;;0 pppd_orphans=0;;;0\
         pppd_zombies=0;;;0 crashes=0;;;0
        """,
        run().ends(0).output());
  }

  @Test
  void oneThatIsConfiguredDoesNotRun() throws IOException {
    host.daemons().ended(100);
    assertEquals(
        """
        PPPD CRITICAL - pptpd does not run - xl2tpd up 23 h 59 min; 0 pppd | restarts=0;;;0\
         pptpd_procs=0;;;0 xl2tpd_procs=1;;;0 xl2tpd_uptime=86340s;;;0 xl2tpd_rss=2048000B;;;0\
         pppd_procs=0;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0 crashes=0;;;0
        Why: systemctl status pptpd, journalctl -u pptpd, or its lines in the log; then systemctl\
         start pptpd. It is expected because of /etc/pptpd.conf; if it is not meant to run, name\
         those that are with --daemon.
        """,
        run().ends(2).output());
  }

  @Test
  void aZombieDoesNotRun() throws IOException {
    host.daemons().process(100, "pptpd", 1, 60_000, 0, 'Z');
    run().ends(2).says("pptpd does not run");
  }

  @ParameterizedTest
  @CsvSource({"T", "t"})
  void oneThatIsStoppedServesNobody(char state) throws IOException {
    host.daemons().process(100, "pptpd", 1, 60_000, 0, state, "/usr/sbin/pptpd");
    run()
        .ends(2)
        .says(
            "PPPD CRITICAL - pptpd (process 100) is stopped - pptpd stopped, xl2tpd up 23 h 59 min")
        .says("\nkill -CONT 100, or see who traces it (TracerPid in /proc/100/status).\n")
        .has("pptpd_procs", "1");
  }

  @Test
  void aStoppedChildIsNotTheDaemon() throws IOException {
    host.daemons().process(101, "pptpd", 100, 70_000, 0, 'T', "/usr/sbin/pptpd");
    run().ends(0).keepsQuietOf("stopped");
  }

  /** A container's has a number of its own in there; it is no stand-in for the host's. */
  @Test
  void aContainersIsAnother() throws IOException {
    host.daemons().ended(100).process(5000, "pptpd", 4999, 60_000, 0, 'S', "/usr/sbin/pptpd");
    run().ends(0);
    host.file("/proc/5000/status", "Name:\tpptpd\nNSpid:\t5000\t17\n");
    run().ends(2).says("PPPD CRITICAL - pptpd does not run").has("pptpd_procs", "0");
    run("--daemon", "pptpd").ends(2).says("PPPD CRITICAL - pptpd does not run");
    // Where the host has none of its own, that one is meant.
    host.without("/etc/pptpd.conf");
    run().ends(0).has("pptpd_procs", "1");
    run("--daemon", "pptpd").ends(0).has("pptpd_procs", "1");
  }

  /** NetworkManager runs one for each connection of its own. */
  @Test
  void aClientIsNoServer() throws IOException {
    host.daemons()
        .ended(200)
        .process(
            5000, "xl2tpd", 1, 60_000, 0, 'S', "xl2tpd", "-D", "-c", "/run/nm-l2tp-7/xl2tpd.conf");
    // Whoever may not read it knows by its place.
    run().ends(2).says("PPPD CRITICAL - xl2tpd does not run").has("xl2tpd_procs", "0");
    host.file("/run/nm-l2tp-7/xl2tpd.conf", "[lac l2tp]\nlns = vpn.example.org\n");
    run().ends(2).says("PPPD CRITICAL - xl2tpd does not run").has("xl2tpd_procs", "0");
    host.file("/run/nm-l2tp-7/xl2tpd.conf", "[lns default]\nip range = 10.0.0.2-9\n");
    run().ends(0).has("xl2tpd_procs", "1");
  }

  /** Two servers of one name: whichever is stopped, its clients are served by nobody. */
  @Test
  void theOlderOfTwoIsStopped() throws IOException {
    host.daemons().process(150, "pptpd", 1, 70_000, "/usr/sbin/pptpd", "-c", "/etc/pptpd2.conf");
    host.process(100, "pptpd", 1, 60_000, 0, 'T', "/usr/sbin/pptpd");
    run()
        .ends(2)
        .says("PPPD CRITICAL - pptpd (process 100) is stopped - pptpd stopped, xl2tpd up 23 h")
        .says("\nkill -CONT 100, or see who traces it (TracerPid in /proc/100/status).\n")
        .has("pptpd_procs", "2");
  }

  /** The kernel calls a script by its own name. */
  @ParameterizedTest
  @CsvSource({
    "/bin/sh",
    "/bin/bash",
    "sh",
    "/bin/busybox",
    "/usr/bin/perl",
    "/usr/bin/python3.11",
    "/sbin/openrc-run"
  })
  void itsInitScriptIsNotTheDaemon(String interpreter) throws IOException {
    host.daemons().process(100, "pptpd", 1, 86_399_000, interpreter, "/etc/init.d/pptpd", "stop");
    run().ends(2).says("PPPD CRITICAL - pptpd does not run - ").has("pptpd_procs", "0");
  }

  /** Neither does a script that waits for the daemon make that its child. */
  @Test
  void aDaemonThatItsScriptWaitsFor() throws IOException {
    host.daemons().process(90, "pptpd", 1, 60_000, "/bin/sh", "/usr/local/sbin/pptpd");
    host.process(100, "pptpd", 90, 60_000, "/usr/sbin/pptpd", "-f");
    run().ends(0).has("pptpd_procs", "1");
  }

  @Test
  void aScriptThatIsNamedIsADaemon() throws IOException {
    host.process(300, "gatekeeper", 1, 60_000, "/usr/bin/python3", "/usr/bin/gatekeeper", "-d");
    run("--daemon", "gatekeeper").ends(0).has("gatekeeper_procs", "1");
    host.process(300, "gatekeeper", 1, 60_000, "/bin/sh", "/etc/init.d/gatekeeper", "start");
    run("--daemon", "gatekeeper").ends(2).says("gatekeeper does not run");
  }

  @Test
  void itsLastWord() throws IOException {
    host.daemons().ended(200);
    host.file(
        "/var/log/syslog",
        Stamp.line(
            host.now() - 240_000, "vpn1", "xl2tpd[200]: death_handler: Fatal signal 15 received"));
    run().ends(2).says("\nxl2tpd's last word in the log, 4 min ago: it was stopped by signal 15\n");
  }

  @Test
  void whatSystemdSays() throws IOException {
    host.daemons().ended(200).file("/run/systemd/system/x", "");
    PppdRun.of(FakeSystemd.with("xl2tpd.service", "failed", 5), folder, states, host.now(), "-v")
        .ends(2)
        .says("PPPD CRITICAL - xl2tpd does not run (systemd: failed) - ");
  }

  @Test
  void oneThatRunsWithoutItsUsualConfiguration() throws IOException {
    host.daemons().without("/etc/pptpd.conf").without("/etc/xl2tpd");
    run().ends(0).has("pptpd_procs", "1").has("xl2tpd_procs", "1");
  }

  @Test
  void nothingIsConfigured() throws IOException {
    host.without("/etc/pptpd.conf").without("/etc/xl2tpd");
    assertEquals(
        """
        PPPD UNKNOWN - no VPN daemon is configured on this host, and none runs (looked for\
         /etc/pptpd.conf, /etc/xl2tpd/xl2tpd.conf, /etc/accel-ppp.conf,\
         /usr/local/vpnserver/vpn_server.config)
        Name what must run with --daemon NAME.
        """,
        run().ends(3).output());
  }

  @Test
  void whatIsNamedNeedsNoConfiguration() throws IOException {
    host.daemons().ended(200);
    run("--daemon", "pptpd").ends(0).has("pptpd_procs", "1").hasNo("xl2tpd_procs");
    run("--daemon", "charon-systemd").ends(2).says("charon-systemd does not run");
  }

  @Test
  void namesAreCutByTheKernel() throws IOException {
    host.process(300, "strongswan-star", 1, 60_000, "starter");
    run("--daemon", "strongswan-starter").ends(0).has("strongswan-starter_procs", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "1, 0, 2",
    "1, 2, 2",
    "1:1, 2, 2",
    "1:1, 0, 2",
    "1:2, 2, 0",
    "2:, 1, 2",
    "2:, 2, 0",
    "0:1, 0, 0",
    "0, 0, 0",
    "0, 1, 2",
    "@1:, 0, 0",
    "@1:, 1, 2",
  })
  void howManyMayRun(String range, int count, int exitCode) throws IOException {
    for (int i = 0; i < count; i++) {
      host.process(300 + i, "xl2tpd", 1, 60_000, "xl2tpd");
    }
    run("--daemon", "xl2tpd=" + range).ends(exitCode).has("xl2tpd_procs", "" + count);
  }

  @Test
  void tooManySaysHowMany() throws IOException {
    host.daemons().process(201, "xl2tpd", 1, 70_000, "xl2tpd");
    run("--daemon", "xl2tpd=1")
        .ends(2)
        .says("PPPD CRITICAL - xl2tpd has 2 processes, allowed are 1 - ")
        .has("xl2tpd_uptime", "86330s");
  }

  @Test
  void aChildThatIsAboutToBecomeSomethingElseDoesNotCount() throws IOException {
    host.daemons().process(101, "pptpd", 100, 86_399_990, "pptpd", "-f");
    run().ends(0).has("pptpd_procs", "1").has("pptpd_uptime", "86340s").has("restarts", "0");
  }

  @Test
  void hiddenProcesses() throws IOException {
    host.daemons().ended(1);
    run()
        .ends(3)
        .says("does not see other users' processes: /proc has hidepid\nMount /proc with gid=GROUP");
  }

  @Test
  void noProc() throws IOException {
    host.without("/proc");
    run().ends(3).says("PPPD UNKNOWN - /proc cannot be listed");
  }

  @Test
  void noSuchUplink() throws IOException {
    host.daemons();
    run("-i", "eth9").ends(3).says("PPPD UNKNOWN - this host has no interface eth9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--daemon;pppd;pppd is no daemon",
        "--daemon;-x;\"-x\" is not NAME[=RANGE]",
        "--daemon;a b;\"a b\" is not NAME[=RANGE]",
        "--daemon;=1;\"=1\" is not NAME[=RANGE]",
        "--daemon;pptpd=5:1;option --daemon: \"pptpd=5:1\"",
        "--daemon;pptpd=;option --daemon: \"pptpd=\"",
        "--window;10;\"10\" is not a duration",
        "--window;59s;\"59s\" is not a duration",
        "--window;8d;\"8d\" is not a duration",
        "--window;1x;\"1x\" is not a duration",
        "--window;m;\"m\" is not a duration",
        "-i;../x;\"../x\" is not the name",
        "-w;nonsense=1;unknown metric",
      })
  void wrongOptions(String option, String value, String said) throws IOException {
    host.daemons();
    run(option + (option.startsWith("--") ? "=" : "") + value).ends(3).says(said);
  }

  /** accel-pppd speaks what its modules do, and either where that cannot be told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "pptp | -                                 | pptpd",
        "l2tp | -                                 | xl2tpd",
        "all  | -                                 | pptpd xl2tpd",
        "pptp | [modules];pptp;auth_mschap_v2     | pptpd accel-pppd",
        "l2tp | [modules];pptp;auth_mschap_v2     | xl2tpd",
        "l2tp | [modules];/usr/lib/libl2tp.so     | xl2tpd accel-pppd",
        "pptp | [modules];sstp                    | pptpd accel-pppd",
        "l2tp | [modules];sstp                    | xl2tpd accel-pppd",
        "all  | [modules];sstp                    | pptpd xl2tpd accel-pppd",
        "pptp | [modules];sstp;$include /gone     | pptpd accel-pppd",
        "l2tp | no section                        | xl2tpd accel-pppd",
      })
  void aProtocolHasItsDaemons(String protocol, String accelPpp, String daemons) throws IOException {
    if (accelPpp != null) {
      host.file("/etc/accel-ppp.conf", accelPpp.replace(';', '\n') + "\n");
    }
    PppdRun run = run("--protocol", protocol).ends(2);
    for (String daemon : List.of("pptpd", "xl2tpd", "accel-pppd")) {
      boolean looked = List.of(daemons.split(" ")).contains(daemon);
      assertEquals(looked, run.output().contains(daemon + " does not run"), run.output());
      assertEquals(looked, run.output().contains(" " + daemon + "_procs=0"), run.output());
    }
  }

  /** What it runs with counts, not what lies at the usual place. */
  @Test
  void anAccelPppdSpeaksWhatItRunsWith() throws IOException {
    host.without("/etc/pptpd.conf").without("/etc/xl2tpd");
    host.file("/etc/accel-ppp.conf", "[modules]\nl2tp\n");
    host.file("/etc/accel/pptp.conf", "[modules]\npptp\n");
    host.process(300, "accel-pppd", 1, 60_000, "accel-pppd", "-c", "/etc/accel/pptp.conf");
    run("--protocol", "pptp").ends(0).has("accel-pppd_procs", "1");
    run("--protocol", "l2tp")
        .ends(3)
        .says(
            "PPPD UNKNOWN - no VPN daemon that speaks L2TP is configured on this host, and none"
                + " runs (looked for /etc/xl2tpd/xl2tpd.conf, /etc/accel-ppp.conf,"
                + " /usr/local/vpnserver/vpn_server.config; accel-pppd's [modules] have no L2TP)");
    host.without("/etc/accel/pptp.conf");
    run("--protocol", "l2tp").ends(0).has("accel-pppd_procs", "1");
  }

  /** It may be any file, be the usual one whatever it is. */
  @ParameterizedTest
  @CsvSource({"pptp", "l2tp"})
  void anAccelPppdOfARelativePathMaySpeakBoth(String protocol) throws IOException {
    host.daemons().file("/etc/accel-ppp.conf", "[modules]\npppoe\n");
    host.process(300, "accel-pppd", 1, 60_000, 0, 'T', "accel-pppd", "-c", "l2tp.conf");
    run("--protocol", protocol).ends(2).says("accel-pppd (process 300) is stopped");
  }

  /** With which of two it is to start nobody knows. */
  @Test
  void anAccelPppdThatIsDownSpeaksWhatEitherFileSays() throws IOException {
    host.daemons().file("/etc/accel-ppp.conf", "[modules]\npppoe\n");
    host.file("/etc/accel-ppp/accel-ppp.conf", "[modules]\nl2tp\n");
    run("--protocol", "l2tp").ends(2).says("accel-pppd does not run");
    run("--protocol", "pptp").ends(0).keepsQuietOf("accel-pppd");
    host.file("/etc/accel-ppp.conf", "[modules]\nsstp\n$include /gone\n");
    run("--protocol", "pptp")
        .ends(2)
        .says("accel-pppd does not run")
        .says(" It counts for PPTP and for L2TP: line 3 of /etc/accel-ppp.conf takes in a file, ");
  }

  /** It is looked at with either protocol, and is the daemon of none. */
  @Test
  void anAccelPppdThatSpeaksNeitherIsNoDaemonOfAProtocol() throws IOException {
    host.without("/etc/pptpd.conf").without("/etc/xl2tpd");
    host.file("/etc/accel-ppp.conf", "[modules]\nsstp\n");
    host.process(300, "accel-pppd", 1, 60_000, "accel-pppd", "-c", "/etc/accel-ppp.conf");
    run().ends(0).has("accel-pppd_procs", "1");
    run("--protocol", "pptp").ends(3).says("accel-pppd's [modules] have no PPTP");
    run("--protocol", "l2tp").ends(3).says("accel-pppd's [modules] have no L2TP");
  }

  /** Where another service tells it, the ranges alone are to judge. */
  @ParameterizedTest
  @CsvSource({"OK, 0", "0, 0", "warning, 1", "3, 3"})
  void whatADaemonIsThatDoesNotRun(String state, int exitCode) throws IOException {
    host.daemons().ended(100).process(200, "xl2tpd", 1, 60_000, 0, 'T', "/usr/sbin/xl2tpd");
    PppdRun run = run("--down", state, "--daemon", "pptpd", "--daemon", "xl2tpd=2:");
    run.ends(exitCode).has("pptpd_procs", "0").says("pptpd does not run");
    run.says("xl2tpd (process 200) is stopped").says("xl2tpd has 1 process, allowed are 2:");
    assertEquals(exitCode == 0, run.output().contains("which is OK here (--down)"), run.output());
    run("--down", state, "-c", "pppd_procs=1:").ends(2).says("pppd_procs is 0, below 1");
  }

  @Test
  void whatIsOkHereStandsInTheFirstLine() throws IOException {
    host.daemons().ended(100);
    run("--down", "OK")
        .ends(0)
        .says(
            "PPPD OK - xl2tpd up 23 h 59 min; 0 pppd; pptpd does not run, which is OK here"
                + " (--down) | restarts=0;;;0");
    run("--down", "odd").ends(3).says("\"odd\" is not OK, WARNING, CRITICAL, UNKNOWN or 0 to 3");
  }

  /** What a container's runs with says nothing of the host's own. */
  @Test
  void aContainersAccelPppdSpeaksForItself() throws IOException {
    host.daemons().file("/etc/accel-ppp.conf", "[modules]\npptp\n");
    host.file("/etc/accel/sstp.conf", "[modules]\nsstp\n");
    host.process(5000, "accel-pppd", 4999, 60_000, "accel-pppd", "-c", "/etc/accel/sstp.conf");
    host.file("/proc/5000/status", "Name:\taccel-pppd\nNSpid:\t5000\t17\n");
    run("--protocol", "pptp").ends(2).says("accel-pppd does not run");
  }

  /** Nobody knows what a daemon of another name serves. */
  @Test
  void ofThoseThatAreNamedAProtocolHasItsOwn() throws IOException {
    host.daemons().ended(100);
    String[] named = {"--daemon", "pptpd", "--daemon", "xl2tpd", "--daemon", "gatekeeper=0"};
    run(with(named, "--protocol", "pptp"))
        .ends(2)
        .says("PPPD CRITICAL - pptpd does not run - ")
        .has("gatekeeper_procs", "0")
        .keepsQuietOf("xl2tpd");
    run(with(named, "--protocol", "l2tp")).ends(0).has("xl2tpd_procs", "1").keepsQuietOf("pptpd_");
    run("--daemon", "xl2tpd", "--protocol", "pptp")
        .ends(3)
        .says(
            "PPPD UNKNOWN - no daemon that speaks PPTP is among those named (option --daemon)\n"
                + "Name what serves PPTP here with --daemon NAME.");
    run("--protocol", "sstp")
        .ends(3)
        .says("option --protocol")
        .says("\"sstp\" is not l2tp, pptp or all");
  }

  /** The other protocol's restarts are not its own. */
  @Test
  void eachProtocolRemembersItsOwn() throws IOException {
    host.daemons();
    run("--protocol", "pptp").ends(0);
    run("--protocol", "l2tp").ends(0);
    host.uptime(86_430_000).ended(100);
    host.process(101, "pptpd", 1, 86_420_000, "/usr/sbin/pptpd");
    run("--protocol", "pptp").ends(0).has("restarts", "1");
    run("--protocol", "l2tp").ends(0).has("restarts", "0");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
