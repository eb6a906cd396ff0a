package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the name to the connection: what is said when there is none, and from where it is made. */
@ExtendWith(StderrStaysEmpty.class)
class ConnectTest {

  /** A port that nobody listens on. */
  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void isRefused() throws Exception {
    int port = closedPort();
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "-p", port);
    assertEquals(
        List.of(
            "PPTP CRITICAL - 127.0.0.1:" + port + " refused the connection",
            "Nothing listens there, or a firewall rejects: on the server see systemctl status"
                + " pptpd and ss -ltn."),
        run.lines());
    assertEquals(2, run.exitCode());
  }

  @Test
  void doesNotResolve() throws Exception {
    ProbeRun run = CheckRun.of("-H", "name.invalid");
    run.assertGives(3, "PPTP UNKNOWN - the name name.invalid does not resolve: unknown host");
    assertEquals(
        "Look at getent ahosts name.invalid and /etc/resolv.conf on this host.",
        run.lines().get(1));
  }

  /** Connections that nobody accepts fill the backlog; the kernel drops every further SYN. */
  @Test
  void doesNotAnswerTheConnect() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      while (fits(listener, waiting)) {
        assertTrue(waiting.size() < 100, "the backlog has no end");
      }
      ProbeRun run = CheckRun.of("-H", "127.0.0.1", "-p", listener.getLocalPort(), "-t", 1);
      run.assertGives(
          2,
          "PPTP CRITICAL - 127.0.0.1:"
              + listener.getLocalPort()
              + " did not answer the connect within T");
      assertTrue(run.seconds() <= 1.5, () -> "it took " + run.seconds() + " s");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static boolean fits(ServerSocket listener, List<Socket> waiting) throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), 300);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /**
   * A slow name service or a host too busy to start Java: the run is what did not finish. Nothing
   * may be said of a server that was not asked.
   */
  @ParameterizedTest
  @CsvSource({"750,1,UNKNOWN,3", "2000,1,UNKNOWN,3", "750,1:CRITICAL,CRITICAL,2"})
  void noTimeIsLeftToConnect(long millis, String timeout, String state, int code) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      ProbeRun run =
          CheckRun.startedBefore(millis, "-H", "one.test", "-p", server.port(), "-t", timeout);
      run.assertGives(code, "PPTP " + state + " - no result within T, while starting");
      assertEquals(List.of(), server.peers());
    }
  }

  @Test
  void connectsOnly() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      ProbeRun run = CheckRun.against(server, 10, "--connect-only");
      run.assertGives(
          0,
          "PPTP OK - "
              + server.address()
              + " accepted a TCP connection in T, PPTP was not asked for"
              + " | time=Ts;;;0 connect_time=Ts;;;0");
      assertEquals(List.of(), server.endedPeer().heard());
      assertEquals(Peer.End.CLOSED, server.endedPeer().end());
    }
  }

  @Test
  void connectsOnlyAndIsRefused() throws Exception {
    int port = closedPort();
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "-p", port, "--connect-only");
    run.assertGives(2, "PPTP CRITICAL - 127.0.0.1:" + port + " refused the connection");
  }

  @Test
  void comesFromTheSourceAddress() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.against(server, 10, "--source", "127.0.0.9");
      run.assertGives(0, GoodServerTest.ok(server));
      assertEquals(InetAddress.getByName("127.0.0.9"), server.endedPeer().address());
    }
  }

  @Test
  void sourceIsNoAddress() throws Exception {
    CheckRun.of("-H", "127.0.0.1", "--source", "300.0.0.1")
        .assertGives(3, "PPTP UNKNOWN - the name 300.0.0.1 does not resolve: unknown host");
  }

  @Test
  void sourceIsNotOfThisHost() throws Exception {
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "--source", "203.0.113.1");
    assertEquals(
        List.of(
            "PPTP UNKNOWN - cannot connect from 203.0.113.1: Cannot assign requested address",
            "Name an address that ip address show lists on this host."),
        run.lines());
    assertEquals(3, run.exitCode());
  }

  @Test
  void sourceIsOfTheOtherFamily() throws Exception {
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "--source", "::1");
    assertEquals(
        List.of(
            "PPTP UNKNOWN - 127.0.0.1 has no address that can be reached from ::1",
            "Its addresses are of the other family."),
        run.lines());
    assertEquals(3, run.exitCode());
  }

  @Test
  void sourceChoosesAmongTheAddresses() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "dual.test", "-p", server.port(), "--source", "127.0.0.1");
      run.assertGives(0, GoodServerTest.ok("dual.test (" + server.address() + ")"));
    }
  }
}
