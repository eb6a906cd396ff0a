package io.github.pppvpn.checks.pppd;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pppds are orphans and which are not. */
class FleetTest {
  private static final String PPPD = "/usr/sbin/pppd";

  @TempDir Path folder;
  @TempDir Path states;
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(folder).daemons().pptpSession(110, 0);
  }

  private PppdRun run(String... words) {
    return PppdRun.on(host, states, words);
  }

  private PppdRun orphans(int count, String... words) {
    return run(words).has("pppd_orphans", "" + count);
  }

  @Test
  void servedOnesAreNone() throws IOException {
    host.terminalPppd(210, 200).file("/run/ppp1.pid", "210\n").network("ppp1", 512, 20, 0, 0, 0, 0);
    orphans(0, "-v")
        .has("pppd_procs", "2")
        .says("pppd: 2 for clients of pptpd and xl2tpd, 0 for others");
  }

  @Test
  void ofPptpdWithoutItsPptpctrl() throws IOException {
    host.ended(110).pptpPppd(111, 1);
    orphans(1, "-c", "pppd_orphans=0")
        .ends(2)
        .says(
            "\npppd 111 on ppp0 for 203.0.113.10 has no pptpd above it any more: its session goes"
                + " on, its address may be handed out again; kill 111 ends it\n");
    orphans(1, "--privacy", "mask")
        .says(" for 203.0.x.x has no pptpd")
        .keepsQuietOf("203.0.113.10");
  }

  @Test
  void ofXl2tpdOnATerminal() throws IOException {
    host.terminalPppd(210, 1);
    orphans(1).says("pppd 210 for 203.0.113.20 has no xl2tpd above it any more");
  }

  @Test
  void ofXl2tpdInTheKernel() throws IOException {
    host.process(
        210,
        "pppd",
        1,
        120_000,
        PPPD,
        "plugin",
        "pppol2tp.so",
        "pppol2tp",
        "8",
        "pppol2tp_lns_mode",
        "passive",
        "nodetach",
        "192.168.78.1:192.168.78.101",
        "auth");
    orphans(1).says("pppd 210 has no xl2tpd above it any more");
  }

  @Test
  void dialOutOnesAreNone() throws IOException {
    host.process(300, "pppd", 1, 120_000, "pppd", "pty", "pptp vpn --nolaunchpppd", "name", "x");
    host.process(301, "pppd", 1, 120_000, "pppd", "call", "provider");
    host.process(302, "pppd", 1, 120_000, "pppd", "plugin", "rp-pppoe.so", "nic-eth0");
    host.process(303, "pppd", 1, 120_000, "pppd", "/dev/ttyUSB0", "connect", "chat -f x");
    host.process(304, "pppd", 1, 120_000, "pppd", "38400", ":192.0.2.1", "noipdefault", "local");
    host.process(
        305,
        "pppd",
        200,
        120_000,
        PPPD,
        "plugin",
        "pppol2tp.so",
        "pppol2tp",
        "8",
        "passive",
        "nodetach",
        ":",
        "file",
        "/etc/ppp/lac");
    host.process(
        306,
        "pppd",
        1,
        120_000,
        PPPD,
        "plugin",
        "pppol2tp.so",
        "pppol2tp",
        "8",
        "passive",
        "nodetach",
        ":",
        "file",
        "/etc/ppp/lac");
    host.process(
        307,
        "pppd",
        1,
        120_000,
        "pppd",
        "call",
        "office",
        "/dev/ttyS0",
        "passive",
        "nodetach",
        "10.0.0.1:10.0.0.2");
    orphans(0, "-v").has("pppd_procs", "9").says("1 for clients of pptpd and xl2tpd, 8 for others");
  }

  @Test
  void zombies() throws IOException {
    host.process(112, "pppd", 110, 120_000, 0, 'Z');
    run("-c", "pppd_zombies=0")
        .ends(2)
        .has("pppd_zombies", "1")
        .has("pppd_procs", "1")
        .has("pppd_orphans", "0")
        .says("pppd 112 is a zombie: its parent, process 110, does not collect it");
  }

  @Test
  void withoutAnInterfaceAtTwoRuns() throws IOException {
    host.noNetwork("ppp0");
    orphans(0);
    host.later(60_000);
    orphans(1).says("pppd 111 for 203.0.113.10, of pptpd, has no interface: it serves nobody");
    host.network("ppp0", 512, 11, 0, 0, 0, 0);
    orphans(0);
    host.noNetwork("ppp0");
    orphans(0);
  }

  @Test
  void withoutAnInterfaceAndWithoutMemory() throws IOException {
    host.noNetwork("ppp0");
    PppdRun.on(host, states.resolve("nowhere")).has("pppd_orphans", "1");
  }

  @Test
  void oneThatIsStarting() throws IOException {
    host.process(
        120,
        "pppd",
        110,
        86_390_000,
        PPPD,
        "local",
        "192.168.77.1:192.168.77.100",
        "remotenumber",
        "203.0.113.10");
    orphans(0);
    host.later(10_000);
    orphans(0);
  }

  @Test
  void anotherProcessOfTheSameNumberStartsAnew() throws IOException {
    host.noNetwork("ppp0");
    orphans(0);
    host.later(3_600_000);
    host.process(
        111,
        "pppd",
        110,
        88_000_000,
        PPPD,
        "local",
        "192.168.77.1:192.168.77.100",
        "remotenumber",
        "203.0.113.10");
    orphans(0);
  }

  private static String network(String name) {
    return "Inter-|   Receive\n face |bytes\n  " + name + ": 1 2 0 0 0 0 0 0 1 2 0 0 0 0 0 0\n";
  }

  @Test
  void inAnotherNetworkNamespace() throws IOException {
    host.noNetwork("ppp0").file("/proc/111/net/dev", network("ppp0"));
    orphans(0);
    host.later(60_000);
    orphans(0);
  }

  @Test
  void withoutAPidFileOneInterfaceMayBeItsOwn() throws IOException {
    host.without("/run/ppp0.pid");
    orphans(0);
    host.later(60_000);
    orphans(0);
  }

  /** ip link set ppp0 name vpn0, as an ip-up script does it: pppd's files still say ppp0. */
  @Test
  void aRenamedInterfaceMayBeItsOwn() throws IOException {
    host.noNetwork("ppp0").network("vpn0", 512, 10, 0, 0, 0, 0);
    PppdRun.on(host, states.resolve("nowhere"), "-c", "pppd_orphans=0")
        .ends(0)
        .has("pppd_orphans", "0");
    host.network("vpn0", 1, 10, 0, 0, 0, 0);
    PppdRun.on(host, states.resolve("nowhere")).has("pppd_orphans", "1");
  }

  @Test
  void anInterfaceThatAnotherNamesIsNotItsOwn() throws IOException {
    host.noNetwork("ppp0").pptpSession(120, 1);
    PppdRun.on(host, states.resolve("nowhere"))
        .has("pppd_orphans", "1")
        .says("pppd 111 for 203.0.113.10, of pptpd, has no interface: it serves nobody");
  }

  @Test
  void renamedInAnotherNetworkNamespace() throws IOException {
    host.noNetwork("ppp0").file("/proc/111/net/dev", network("ppp5"));
    PppdRun.on(host, states.resolve("nowhere")).has("pppd_orphans", "0");
  }

  @Test
  void manyAreCut() throws IOException {
    for (int pid = 500; pid < 525; pid++) {
      host.terminalPppd(pid, 1);
    }
    orphans(25).says("\n… 15 more orphans\n").keepsQuietOf("pppd 515 ");
  }

  @Test
  void aKilledOnesPidFile() throws IOException {
    host.ended(111);
    orphans(0, "-v").says("/run/ppp0.pid names process 111, which is no pppd: it was killed");
  }
}
