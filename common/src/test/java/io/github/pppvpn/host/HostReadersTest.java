package io.github.pppvpn.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each reader makes of a recorded host, and of what is not as it should be. */
class HostReadersTest {
  private static final HostRoot LAB =
      HostRoot.of(Golden.resource("host/lab-two-sessions").toString());

  @TempDir Path folder;

  @Test
  void everythingOfARecordedHost() throws NotVisibleException {
    StringBuilder out = new StringBuilder();
    BootClock clock = BootClock.read(LAB);
    line(out, clock);
    for (ProcessInfo process : Processes.list(LAB, name -> true)) {
      line(out, process);
      line(
          out,
          "  since "
              + clock.sinceTicks(process.startTicks()).getAsLong()
              + " ms, "
              + Processes.residentBytes(LAB, process.pid()));
    }
    InterfaceCounters.readAll(LAB).forEach(row -> line(out, row));
    for (String name : List.of("lo", "ppp0", "none")) {
      line(out, name + " is of type " + InterfaceType.of(LAB, name));
    }
    KernelTunnel.readAll(LAB).forEach(tunnel -> line(out, tunnel));
    for (String table : List.of("tcp", "tcp6", "udp", "raw", "raw6")) {
      line(out, table);
      SocketRow.readAll(LAB, table, port -> true).forEach(row -> line(out, row));
    }
    line(out, SocketRow.readAll(LAB, "tcp", port -> port == 2001));
    line(out, new TreeMap<>(SocketCounts.protocols(LAB).counts()));
    line(out, new TreeMap<>(SocketCounts.inUse(LAB).counts()));
    PidFile.readAll(LAB, Set.of(), new ArrayList<>()).forEach(file -> line(out, file));
    line(out, "xl2tpd.pid " + PidFile.pidIn(LAB, "/var/run/xl2tpd.pid"));
    PppdDatabase database = PppdDatabase.read(LAB);
    new TreeMap<>(database.records()).values().forEach(record -> line(out, record));
    line(out, "torn " + database.torn());
    Golden.check("host/lab-two-sessions.txt", out.toString());
  }

  @Test
  void asksAccelPpp() throws NotVisibleException {
    StringBuilder out = new StringBuilder();
    for (AccelSession session : AccelSession.parse(Golden.read("host/accel-sessions.txt"))) {
      line(out, session);
    }
    for (AccelSession session : AccelSession.parse(Golden.read("host/accel-sessions-old.txt"))) {
      line(out, session);
    }
    line(out, AccelPoolFree.parse(Golden.read("host/accel-pools.txt")));
    Golden.check("host/accel.txt", out.toString());
  }

  @Test
  void speaksToAccelPpp() throws NotVisibleException {
    AnsweringSocket socket = new AnsweringSocket(Golden.read("host/accel-sessions.txt"));
    AccelCli cli = new AccelCli(timeout -> socket, Optional.of("secret"), () -> 1_000_000L);
    assertEquals(6, cli.sessions().size());
    assertEquals("secret\nshow sessions " + AccelSession.COLUMNS + "\n", socket.heard());
  }

  @Test
  void saysWhyAccelPppIsSilent() {
    assertEquals(
        Why.DENIED, assertThrows(NotVisibleException.class, () -> cli("", 1).sessions()).why());
    assertEquals(
        Why.TIMED_OUT, assertThrows(NotVisibleException.class, () -> cli("x", 0).sessions()).why());
    assertEquals(
        Why.MALFORMED,
        assertThrows(NotVisibleException.class, () -> cli("unknown command\r\n", 1).sessions())
            .why());
    assertEquals(
        Why.MALFORMED,
        assertThrows(NotVisibleException.class, () -> cli("hello\r\n", 1).sessions()).why());
  }

  /** One that accepts and is silent, one that sends a byte now and then, one that never stops. */
  @Test
  void accelPppThatKeepsOneWaiting() throws IOException {
    assertEquals(Why.TIMED_OUT, why(10, out -> Thread.sleep(10_000)));
    assertEquals(
        Why.TIMED_OUT,
        why(
            10,
            out -> {
              for (; ; ) {
                out.write('x');
                Thread.sleep(10);
              }
            }));
    byte[] rows = "ppp0 | alice\r\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        Why.TOO_LARGE,
        why(
            1_000_000,
            out -> {
              for (; ; ) {
                out.write(rows);
              }
            }));
  }

  private interface Talk {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private static Why why(int reads, Talk talk) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread daemon =
          new Thread(
              () -> {
                try (Socket socket = server.accept()) {
                  talk.to(socket.getOutputStream());
                } catch (IOException | InterruptedException e) {
                  // The client has gone.
                }
              });
      daemon.start();
      // Time passes with what is read: no more than a few bytes' worth of drips, all of the
      // endless.
      AtomicInteger asked = new AtomicInteger();
      AccelCli cli =
          new AccelCli(
              timeout -> new Socket(server.getInetAddress(), server.getLocalPort()),
              Optional.empty(),
              () -> (asked.incrementAndGet() < reads ? 200_000_000L : 0));
      Why why = assertThrows(NotVisibleException.class, cli::sessions).why();
      daemon.interrupt();
      return why;
    }
  }

  private static AccelCli cli(String answer, long nanos) {
    return new AccelCli(timeout -> new AnsweringSocket(answer), Optional.empty(), () -> nanos);
  }

  @Test
  void asksSystemd() throws NotVisibleException {
    CommandRunner.Reply reply = new CommandRunner.Reply(0, Golden.read("host/systemd.txt"));
    CommandRunner runner = (command, left) -> reply;
    assertEquals(
        "SystemdUnit[activeState=active, restarts=OptionalLong[3], mainPid=751,"
            + " startedMicros=OptionalLong[3220000]]",
        SystemdUnit.read(runner, "xl2tpd.service", () -> 1).toString());
    assertEquals("systemd has no unit x", absent("LoadState=not-found\nActiveState=inactive\n"));
    assertEquals("this host does not run systemd", absent(""));
  }

  private static String absent(String output) {
    CommandRunner runner = (command, left) -> new CommandRunner.Reply(1, output);
    NotVisibleException e =
        assertThrows(NotVisibleException.class, () -> SystemdUnit.read(runner, "x", () -> 1));
    assertEquals(Why.ABSENT, e.why());
    return e.getMessage();
  }

  @Test
  void runsPrograms() throws IOException {
    ProcessRunner runner = new ProcessRunner();
    assertEquals(
        new CommandRunner.Reply(3, "hello\n"),
        runner.run(List.of("sh", "-c", "echo hello; exit 3"), () -> Long.MAX_VALUE));
    assertThrows(IOException.class, () -> runner.run(List.of("sleep", "60"), () -> 0));
    assertThrows(IOException.class, () -> runner.run(List.of("no such program"), () -> 1));
    assertThrows(IOException.class, () -> runner.run(List.of("yes"), () -> Long.MAX_VALUE));
  }

  @Test
  void databasesOfBothByteOrders() throws NotVisibleException {
    List<String> records =
        List.of(
            "pppd12",
            "PPPD_PID=12;IFNAME=ppp3;PEERNAME=a;b=c;IPREMOTE=10.0.0.3;\0",
            "IFNAME=ppp3",
            "pppd12",
            "pppd lock",
            "12",
            "pppd13",
            "IFNAME=l2tp0;PEERNAME=x;IFNAME=ppp9;IPREMOTE=10.0.0.9;IPREMOTE=10.0.0.4;\0");
    HostTree tree = new HostTree(folder);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      tree.bytes("/run/pppd/pppd2.tdb", HostTree.tdb(order, records));
      Map<Integer, PppdDatabase.Entry> found = PppdDatabase.read(tree.root()).records();
      assertEquals(2, found.size());
      assertEquals("Optional[a;b=c]", found.get(12).user().toString());
      assertEquals("Optional[10.0.0.3]", found.get(12).remote().toString());
      assertEquals("Optional[l2tp0]", found.get(13).interfaceName().toString());
      assertEquals("Optional[10.0.0.4]", found.get(13).remote().toString());
    }
  }

  /** Bytes as a client or an operator gave them: mostly UTF-8 today, Latin-1 of old. */
  @Test
  void namesOfUsersInUtf8AndInLatin1() throws NotVisibleException {
    String utf8 = "b\u00c3\u00bcrger \u00e2\u0082\u00ac";
    for (String[] name :
        new String[][] {
          {utf8, "b\u00fcrger \u20ac"},
          {"b\u00fcrger", "b\u00fcrger"},
          {"\u00c3\u00bc\u00fc", "\u00c3\u00bc\u00fc"},
          {"\u00c3", "\u00c3"},
          {"\u00c0\u00af", "\u00c0\u00af"},
          {"\u00ed\u00a0\u0080", "\u00ed\u00a0\u0080"},
        }) {
      String record = "TTY=\u00fc;PEERNAME=" + name[0] + ";IPREMOTE=10.0.0.3;\0";
      HostTree tree = new HostTree(folder);
      tree.bytes("/run/pppd2.tdb", HostTree.tdb(ByteOrder.nativeOrder(), List.of("pppd7", record)));
      PppdDatabase.Entry found = PppdDatabase.read(tree.root()).records().get(7);
      assertEquals(Optional.of(name[1]), found.user());
      assertEquals("Optional[10.0.0.3]", found.remote().toString());
      String row = " ppp0   | " + name[0] + " \r\n";
      assertEquals(
          name[1],
          AccelSession.parse(" ifname | username \r\n--------+----------\r\n" + row).get(0).user());
    }
  }

  /** Of every length: whole rows alone are believed, and no row loses the end of a number. */
  @Test
  void tablesThatAreCutOff() throws NotVisibleException {
    for (String table : List.of("dev", "tcp", "udp", "raw", "pppol2tp")) {
      String whole = Golden.read("host/lab-two-sessions/proc/net/" + table);
      HostTree tree = new HostTree(folder);
      HostRoot root = tree.root();
      tree.file("/proc/net/" + table, whole);
      List<String> all = rows(root, table);
      assertFalse(all.isEmpty(), table);
      int told = 0;
      for (int length = 0; length < whole.length(); length++) {
        tree.file("/proc/net/" + table, whole.substring(0, length));
        try {
          List<String> rows = rows(root, table);
          assertTrue(all.containsAll(rows), table + " cut at " + length + ": " + rows);
          assertTrue(length == 0 || whole.charAt(length - 1) == '\n', table + " cut at " + length);
        } catch (NotVisibleException e) {
          assertEquals(Why.MALFORMED, e.why());
          told++;
        }
      }
      assertTrue(told > whole.length() / 2, table);
    }
  }

  /** Of a tunnel only its sessions: one that is cut off between two of them is still one. */
  private static List<String> rows(HostRoot root, String table) throws NotVisibleException {
    List<String> rows = new ArrayList<>();
    switch (table) {
      case "dev" -> InterfaceCounters.readAll(root).forEach(row -> rows.add(row.toString()));
      case "pppol2tp" ->
          KernelTunnel.readAll(root)
              .forEach(tunnel -> tunnel.sessions().forEach(s -> rows.add(session(s))));
      default ->
          SocketRow.readAll(root, table, port -> true).forEach(row -> rows.add(row.toString()));
    }
    return rows;
  }

  /** Without its interface, whose line comes last and may be missing. */
  private static String session(KernelTunnel.KernelSession session) {
    return session.tunnel() + "/" + session.id() + " " + session.rxBytes() + session.txBytes();
  }

  /** To open a pipe without a writer is to wait; a device may never end. */
  @Test
  void neitherPipesNorDevicesAreOpened() throws IOException, InterruptedException {
    HostTree tree = new HostTree(folder);
    Files.createDirectories(folder.resolve("etc"));
    Files.createSymbolicLink(folder.resolve("etc/link"), Path.of("/run/pipe"));
    Process mkfifo =
        new ProcessBuilder("mkfifo", "run/pipe", "run/ppp0.pid", "run/pppd2.tdb", "etc/hosts")
            .directory(folder.toFile())
            .start();
    assertEquals(0, mkfifo.waitFor());
    HostRoot root = tree.root();
    for (String path : List.of("/run/pipe", "/etc/link")) {
      NotVisibleException e = assertThrows(NotVisibleException.class, () -> root.text(path));
      assertEquals(path + " is a pipe, a socket or a device, not a file", e.getMessage());
      assertEquals(Why.MALFORMED, e.why());
    }
    List<String> notes = new ArrayList<>();
    assertEquals(List.of(), PidFile.readAll(root, Set.of(), notes));
    assertEquals(List.of("/run/ppp0.pid is a pipe, a socket or a device, not a file"), notes);
    assertEquals(
        "/run/pppd2.tdb is a pipe, a socket or a device, not a file",
        assertThrows(NotVisibleException.class, () -> PppdDatabase.read(root)).getMessage());
    assertTrue(EtcHosts.read(root).lookup("localhost").isEmpty());
    NotVisibleException device =
        assertThrows(NotVisibleException.class, () -> HostRoot.of("/").text("/dev/zero"));
    assertEquals(Why.MALFORMED, device.why());
  }

  @Test
  void linksDoNotLeaveTheRoot() throws IOException, NotVisibleException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "outside");
    HostTree tree = new HostTree(folder.resolve("root"));
    tree.file("/etc/real", "inside").file("/outside/secret", "inside");
    Path etc = folder.resolve("root/etc");
    Files.createSymbolicLink(etc.resolve("absolute"), Path.of("/etc/real"));
    Files.createSymbolicLink(etc.resolve("up"), Path.of("../../../../outside/secret"));
    Files.createSymbolicLink(etc.resolve("folder"), Path.of("/../outside"));
    Files.createSymbolicLink(etc.resolve("host"), outside.toAbsolutePath());
    Files.createSymbolicLink(etc.resolve("loop"), Path.of("loop"));
    HostRoot root = tree.root();
    for (String name : List.of("absolute", "up", "folder/secret", "../../outside/secret")) {
      assertEquals("inside", root.text("/etc/" + name), name);
    }
    for (String name : List.of("host/secret", "loop", "missing", "real/below")) {
      NotVisibleException e =
          assertThrows(NotVisibleException.class, () -> root.text("/etc/" + name));
      assertEquals(Why.ABSENT, e.why(), name);
      assertEquals("/etc/" + name + " does not exist", e.getMessage());
    }
    NotVisibleException e = assertThrows(NotVisibleException.class, () -> root.text("/etc"));
    assertEquals("/etc is a folder, not a file", e.getMessage());
    assertTrue(root.exists("/etc/absolute"));
    assertFalse(root.exists("/etc/host"));
  }

  @Test
  void ofAnotherRootTheNetworkOfItsFirstProcess() throws NotVisibleException {
    HostTree tree = new HostTree(folder);
    HostRoot root = tree.root();
    assertEquals("/proc/net/dev", root.procNet("dev"));
    tree.file("/proc/1/net/dev", "x");
    assertEquals("/proc/1/net/dev", root.procNet("dev"));
    assertEquals("/proc/net/dev", HostRoot.of("/").procNet("dev"));
  }

  private static void line(StringBuilder out, Object value) {
    out.append(value).append('\n');
  }
}
