package io.github.pppvpn.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.host.AccelCli;
import io.github.pppvpn.host.AnsweringSocket;
import io.github.pppvpn.host.Golden;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.HostTree;
import io.github.pppvpn.host.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded hosts, and hosts built by hand for what a recording cannot show. */
class SessionReaderTest {
  private static final String PPPD = "/usr/sbin/pppd";

  @TempDir Path folder;

  /** A PPTP and an L2TP session of a lab machine, on which the clients' own pppds run too. */
  @Test
  void recordedWithTwoSessions() {
    checkRecorded("lab-two-sessions");
  }

  /** The same after the PPTP session's pppd was killed with SIGKILL. */
  @Test
  void recordedAfterPppdWasKilled() {
    checkRecorded("lab-killed-pppd");
  }

  @Test
  void nobody() {
    check("nobody", new HostTree(folder));
  }

  @Test
  void pptpd() {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "192.168.77.100", "alice");
    pptp(tree, 120, 1, "203.0.113.11", "192.168.77.101", "10.99.0.7", "bob;IPREMOTE=1.2.3.4");
    tree.process(130, "pptpctrl", 100, "pptpd [203.0.113.12]" + " ".repeat(20));
    tree.process(140, "pptpctrl", 100, "pptpd [203.0.113.13:C2F2 - 0080]");
    tree.process(150, "pptpctrl", 100, "pptpd [203.0.113.14:C2F2 - 0100]");
    pppd(tree, 151, 150, "203.0.113.14", "192.168.77.102");
    tree.record(151, "PPPD_PID=151;IFNAME=ppp2;UNIT=2").device("ppp2", 512, 100, 200);
    tree.process(160, "pptpctrl", 100, 'Z');
    check("pptpd", tree);
  }

  @Test
  void xl2tpd() {
    HostTree tree = new HostTree(folder);
    tree.process(200, "xl2tpd", 1, "/usr/sbin/xl2tpd", "-D");
    l2tp(tree, 210, 0, 500, 600, "192.168.78.100", "203.0.113.20").tunnel(500);
    tree.session(500, 600, "LNS", "ppp0").session(500, 601, "LNS", "");
    tree.tunnel(501).session(501, 602, "LNS", "ppp7").device("ppp7", 512, 70, 71);
    tree.tunnel(502).session(502, 603, "LAC", "ppp8").device("ppp8", 512, 80, 81);
    tree.process(
        220,
        "pppd",
        200,
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
    tree.record(220, "PPPD_PID=220;IFNAME=ppp8;PEERNAME=isp;IPREMOTE=10.0.0.1");
    tree.process(
        230,
        "pppd",
        200,
        PPPD,
        "/dev/pts/3",
        "passive",
        "nodetach",
        "192.168.78.1:192.168.78.101",
        "refuse-pap",
        "auth",
        "require-chap");
    tree.record(230, "PPPD_PID=230;IFNAME=ppp9;PEERNAME=carol;IPREMOTE=192.168.78.101");
    tree.device("ppp9", 512, 90, 91);
    l2tp(tree, 240, 10, 503, 605, "192.168.78.102", "");
    tree.file(
        "/sys/kernel/debug/l2tp/tunnels",
        "TUNNEL 503 peer 16 from 10.30.0.133 to 203.0.113.21\n source port 1701, dest port 4\n");
    check("xl2tpd", tree);
  }

  @Test
  void othersAreNoSessions() {
    HostTree tree = new HostTree(folder);
    tree.process(300, "pppd", 1, PPPD, "pty", "pptp vpn --nolaunchpppd", "name", "x");
    tree.process(310, "pppd", 1, PPPD, "call", "provider");
    tree.process(320, "pppoe-server", 1, "pppoe-server", "-I", "eth0");
    tree.process(321, "pppd", 320, PPPD, "plugin", "rp-pppoe.so", "nic-eth0", "10.1.0.1:10.1.0.2");
    tree.process(330, "openfortivpn", 1, "openfortivpn");
    tree.process(331, "pppd", 330, PPPD, "38400", ":192.0.2.1", "noipdefault", "local");
    int unit = 0;
    for (int pid : new int[] {300, 310, 321, 331}) {
      tree.file("/run/ppp" + unit + ".pid", pid + "\n").device("ppp" + unit, 512, 1, 1);
      unit++;
    }
    tree.file("/run/pppoe-server.pid", "320\n");
    check("others", tree);
  }

  @Test
  void orphansAndLeftOvers() {
    HostTree tree = new HostTree(folder);
    pppd(tree, 401, 1, "203.0.113.10", "192.168.77.100");
    tree.record(401, "PPPD_PID=401;IFNAME=ppp0;PEERNAME=alice;IPREMOTE=192.168.77.100");
    tree.device("ppp0", 512, 5, 6).file("/run/pppd/ppp0.pid", "401\n");
    l2tp(tree, 410, 1, 700, 800, "192.168.78.100", "203.0.113.20");
    tree.process(
        410,
        "pppd",
        1,
        PPPD,
        "pppol2tp",
        "pppol2tp_lns_mode",
        "pppol2tp_tunnel_id",
        "700",
        ":192.168.78.100");
    tree.record(499, "PPPD_PID=499;IFNAME=ppp5;PEERNAME=gone;IPREMOTE=192.168.77.105");
    tree.file("/run/ppp5.pid", "499\n").file("/run/ppp6.pid", "1\n").file("/run/ppp7.pid", "x\n");
    tree.process(420, "pptpd", 1, "pptpd");
    tree.process(421, "pptpctrl", 420, "pptpd [203.0.113.9:1 - 2]");
    pppd(tree, 422, 421, "203.0.113.9", "192.168.77.109");
    tree.record(422, "PPPD_PID=422;IFNAME=ppp9;PEERNAME=nobody;IPREMOTE=192.168.77.109");
    tree.device("ppp11", 512, 1, 1).device("wlan0", 1, 1, 1);
    check("left-overs", tree);
  }

  @Test
  void hiddenProcesses() throws IOException {
    HostTree tree = new HostTree(folder);
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "192.168.77.100", "alice");
    tree.tunnel(500).session(500, 600, "LNS", "ppp1").device("ppp1", 512, 1, 2);
    Files.delete(folder.resolve("proc/1/comm"));
    tree.device("ppp0", 512, 1, 2);
    check("hidden", tree);
  }

  @Test
  void accelPpp() {
    HostTree tree = new HostTree(folder);
    tree.process(900, "accel-pppd", 1, "accel-pppd", "-c", "/etc/accel-ppp.conf");
    tree.device("ppp0", 512, 5, 6).device("l2tp0", 512, 7, 8).device("ppp3", 512, 1, 1);
    tree.tunnel(500).session(500, 600, "LNS", "l2tp0");
    String answer = Golden.read("host/accel-sessions.txt");
    AccelCli cli =
        new AccelCli(timeout -> new AnsweringSocket(answer), Optional.empty(), () -> 1_000_000L);
    Golden.check(
        "session/accel-ppp.txt", SessionsText.of(SessionReader.read(tree.root(), asking(cli))));
    check("accel-ppp-not-asked", tree);
    AccelCli refusing =
        new AccelCli(
            timeout -> {
              throw new IOException("Connection refused");
            },
            Optional.empty(),
            () -> 1_000_000L);
    Sessions partly = SessionReader.read(tree.root(), asking(refusing));
    Golden.check("session/accel-ppp-refusing.txt", SessionsText.of(partly));
  }

  @Test
  void whatCannotBeReadIsNoted() {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "192.168.77.100", "alice");
    HostRoot root = tree.root();
    tree.file("/run/pppd2.tdb", "garbage").file("/proc/net/dev", "garbage\n");
    tree.file("/proc/net/pppol2tp", "garbage\n").file("/proc/uptime", "soon\n");
    Sessions found = SessionReader.read(root, running -> List.of());
    Golden.check("session/unreadable.txt", SessionsText.of(found));
  }

  /**
   * The kernel's list lacks a row, and /sys has the interface: the session is up, its bytes are not
   * known. Without /sys nothing says that it is not gone.
   */
  @Test
  void interfaceThatTheListLacks() throws IOException {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "192.168.77.100", "alice");
    HostRoot root = tree.root();
    String dev = Files.readString(folder.resolve("proc/net/dev"));
    tree.file("/proc/net/dev", dev.substring(0, dev.indexOf("  ppp0")));
    assertEquals(0, SessionReader.read(root, running -> List.of()).sessions().size());
    tree.file("/sys/class/net/ppp0/type", "512\n");
    Sessions found = SessionReader.read(root, running -> List.of());
    assertEquals("ppp0", found.sessions().get(0).interfaceName());
    assertTrue(found.sessions().get(0).rxBytes().isEmpty());
    assertTrue(found.mismatches().isEmpty(), found.mismatches().toString());
    assertTrue(found.notes().toString().contains("/proc/net/dev lacks ppp0"));
  }

  /** A killed pppd's number is another's now, and its file is there still. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9})
  void aLeftPidFileNamesALivingPppd(int unit) {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd")
        .process(110, "pptpctrl", 100, "pptpd [1.2.3.4]");
    pppd(tree, 111, 110, "203.0.113.14", "192.168.77.102");
    tree.file("/run/ppp5.pid", "111\n").file("/run/ppp" + unit + ".pid", "111\n");
    tree.device("ppp" + unit, 512, 5, 6);
    Sessions found = SessionReader.read(tree.root(), running -> List.of());
    assertEquals("ppp" + unit, found.sessions().get(0).interfaceName());
  }

  /** Its pppd is in a network namespace of its own (ip netns exec), and /run is everybody's. */
  @Test
  void anotherNetwork() throws IOException {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "192.168.77.100", "alice");
    HostRoot root = tree.root();
    String dev = Files.readString(folder.resolve("proc/net/dev"));
    tree.file("/proc/111/net/dev", dev);
    tree.file("/proc/net/dev", dev.substring(0, dev.indexOf("  ppp0")));
    Sessions found = SessionReader.read(root, running -> List.of());
    assertEquals("ppp0", found.sessions().get(0).interfaceName());
    assertTrue(found.sessions().get(0).rxBytes().isPresent());
    assertTrue(found.mismatches().isEmpty(), found.mismatches().toString());
  }

  /** What pppd has written down keeps the first name. */
  @Test
  void aRenamedInterface() throws IOException {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    pptp(tree, 110, 0, "203.0.113.10", "192.168.77.100", "172.16.0.9", "alice");
    HostRoot root = tree.root();
    String dev = Files.readString(folder.resolve("proc/net/dev"));
    tree.file("/proc/net/dev", dev.replace("ppp0", "vpn0"));
    tree.file("/sys/class/net/vpn0/type", "512\n");
    Sessions found = SessionReader.read(root, running -> List.of());
    assertEquals(
        "the interface of pppd 111 is not there under the name that it has written down, and vpn0"
            + " is a PPP interface of no process: it may have been renamed",
        found.unplaced().orElseThrow().why());
    assertEquals(0, found.unplaced().orElseThrow().addressless());
    assertTrue(
        found.reserved().contains(Ipv4.parse("172.16.0.9").orElseThrow()),
        found.reserved().toString());
  }

  /** As of a unit with ProcSubset=pid: pid files alone do not tell whether a link is up. */
  @Test
  void unseenInterfaces() throws IOException {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd")
        .process(110, "pptpctrl", 100, "pptpd [1.2.3.4]");
    pppd(tree, 111, 110, "203.0.113.14", "192.168.77.102");
    tree.file("/run/ppp0.pid", "111\n");
    HostRoot root = tree.root();
    tree.file("/proc/net/dev", "nothing\n");
    Unplaced unplaced = SessionReader.read(root, running -> List.of()).unplaced().orElseThrow();
    assertEquals(
        "the interface of 1 pppd cannot be told: the host's interfaces cannot be seen"
            + " (/proc/net/dev)",
        unplaced.why());
    assertEquals(
        "Let its user read /proc/net/dev (a unit's ProcSubset=pid hides it), or run it as root.",
        unplaced.nextStep().orElseThrow());
    // /sys tells all the same.
    tree.file("/sys/class/net/ppp0/type", "512\n");
    Sessions found = SessionReader.read(root, running -> List.of());
    assertTrue(found.unplaced().isEmpty());
    assertEquals("ppp0", found.sessions().get(0).interfaceName());
  }

  /**
   * pppds run, and what they write down is elsewhere, as of a container: they are not idle calls.
   */
  @Test
  void nothingWrittenDown() throws IOException {
    HostTree tree = new HostTree(folder);
    tree.process(100, "pptpd", 1, "/usr/sbin/pptpd")
        .process(110, "pptpctrl", 100, "pptpd [1.2.3.4]");
    pppd(tree, 111, 110, "203.0.113.14", "192.168.77.102");
    Unplaced unplaced =
        SessionReader.read(tree.root(), running -> List.of()).unplaced().orElseThrow();
    assertEquals(0, unplaced.addressless());
    assertEquals(
        "the interface of 1 pppd cannot be told: no pid file and no record of pppd2.tdb in /run or"
            + " /var/run names it",
        unplaced.why());
    // Another's database does not tell either; its own record does.
    tree.record(999, "PPPD_PID=999;IFNAME=ppp7");
    assertTrue(SessionReader.read(tree.root(), running -> List.of()).unplaced().isPresent());
    tree.record(111, "PPPD_PID=111");
    assertTrue(SessionReader.read(tree.root(), running -> List.of()).unplaced().isEmpty());
    // One that has just started has had no time.
    HostTree young = new HostTree(Files.createDirectory(folder.resolve("young")));
    young.process(100, "pptpd", 1, "/usr/sbin/pptpd");
    young.process(49_000, "pptpctrl", 100, "pptpd [1.2.3.4]");
    pppd(young, 49_001, 49_000, "203.0.113.14", "192.168.77.102");
    assertTrue(SessionReader.read(young.root(), running -> List.of()).unplaced().isPresent());
    young.file("/proc/uptime", "4900.20 1.00\n");
    assertTrue(SessionReader.read(young.root(), running -> List.of()).unplaced().isEmpty());
  }

  /** Prints what it takes; -Dpppvpn.sessions=10000 makes a host of 55,000 files of it. */
  @Test
  void thousands() {
    HostTree tree = new HostTree(folder);
    tree.process(2, "pptpd", 1, "/usr/sbin/pptpd").process(3, "xl2tpd", 1, "xl2tpd").tunnel(500);
    int each = Integer.getInteger("pppvpn.sessions", 400) / 2;
    for (int i = 0; i < each; i++) {
      String tail = "." + i / 250 + "." + (1 + i % 250);
      pptp(tree, 10000 + 2 * i, i, "203.0" + tail, "10.1" + tail, "10.1" + tail, "user" + i);
      l2tp(tree, 30000 + i, each + i, 500, 1 + i, "10.2" + tail, "");
      tree.session(500, 1 + i, "LNS", "ppp" + (each + i));
    }
    HostRoot root = tree.root();
    for (int round = 0; round < 2; round++) {
      long before = System.nanoTime();
      Sessions found = SessionReader.read(root, running -> List.of());
      long millis = (System.nanoTime() - before) / 1_000_000;
      System.out.println(2 * each + " sessions below a folder: " + millis + " ms");
      assertEquals(2 * each, found.sessions().size());
      assertTrue(found.mismatches().isEmpty() && found.notes().isEmpty());
      assertEquals(1, found.tunnels().orElseThrow());
    }
  }

  private static AccelDaemons asking(AccelCli cli) {
    return running ->
        List.of(
            new AccelDaemon(
                "/etc/accel-ppp.conf", AccelDaemon.Serves.UNKNOWN, Optional.of(cli), "", ""));
  }

  private static void checkRecorded(String name) {
    HostRoot root = HostRoot.of(Golden.resource("host/" + name).toString());
    Golden.check(
        "session/" + name + ".txt",
        SessionsText.of(SessionReader.read(root, running -> List.of())));
  }

  private static void check(String name, HostTree tree) {
    Golden.check(
        "session/" + name + ".txt",
        SessionsText.of(SessionReader.read(tree.root(), running -> List.of())));
  }

  private static void pptp(
      HostTree tree, int pid, int unit, String peer, String given, String has, String user) {
    tree.process(pid, "pptpctrl", tree.has(2) ? 2 : 100, "pptpd [" + peer + ":1826 - 0000]");
    pppd(tree, pid + 1, pid, peer, given);
    tree.counters("ppp" + unit, 1000 + unit, 2000 + unit);
    tree.file("/run/ppp" + unit + ".pid", pid + 1 + "\n");
    tree.record(
        pid + 1,
        "ORIG_UID=0;PPPD_PID="
            + (pid + 1)
            + ";IFNAME=ppp"
            + unit
            + ";PEERNAME="
            + user
            + ";IPLOCAL=192.168.77.1;IPREMOTE="
            + has);
  }

  private static void pppd(HostTree tree, int pid, int parent, String peer, String given) {
    tree.process(
        pid,
        "pppd",
        parent,
        PPPD,
        "local",
        "file",
        "/etc/ppp/pptpd-options",
        "115200",
        "192.168.77.1:" + given,
        "ipparam",
        peer,
        "remotenumber",
        peer);
  }

  private static HostTree l2tp(
      HostTree tree, int pid, int unit, int tunnel, int session, String given, String peer) {
    String[] words = {
      PPPD,
      "plugin",
      "pppol2tp.so",
      "pppol2tp",
      "7",
      "pppol2tp_lns_mode",
      "pppol2tp_tunnel_id",
      "" + tunnel,
      "pppol2tp_session_id",
      "" + session,
      "passive",
      "nodetach",
      "192.168.78.1:" + given,
      "refuse-pap",
      "auth",
      "require-chap",
      "name",
      "l2tpd",
      peer.isEmpty() ? "debug" : "ipparam",
      peer.isEmpty() ? "novj" : peer,
    };
    tree.process(pid, "pppd", tree.has(3) ? 3 : 200, words);
    tree.counters("ppp" + unit, 3000 + unit, 4000 + unit);
    tree.file("/run/ppp" + unit + ".pid", pid + "\n");
    return tree.record(
        pid,
        "PPPD_PID=" + pid + ";IFNAME=ppp" + unit + ";PEERNAME=l" + unit + ";IPREMOTE=" + given);
  }
}
