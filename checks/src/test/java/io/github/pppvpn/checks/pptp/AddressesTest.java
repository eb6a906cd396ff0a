package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names with several addresses. {@code two.test} is 127.0.0.1 and 127.0.0.2, {@code dual.test} is
 * 127.0.0.1 and ::1, in this order.
 */
@ExtendWith(StderrStaysEmpty.class)
class AddressesTest {
  private static final String NAMES = "host \"local\", vendor \"linux\", firmware 1, PPTP 1.0";
  private static final String METRICS = " | time=Ts;;;0 connect_time=Ts;;;0 handshake_time=Ts;;;0";

  @Test
  void theFirstThatAcceptsIsTheServer() throws Exception {
    try (ScriptedServer first = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer second =
            new ScriptedServer("127.0.0.2", first.port(), ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", first.port());
      assertEquals(List.of(GoodServerTest.ok("two.test (" + first.address() + ")")), run.lines());
      assertEquals(0, run.exitCode());
      assertEquals(1, first.endedPeers(1).size());
      assertEquals(List.of(), second.peers());
    }
  }

  @Test
  void aDeadAddressIsPassedOverAndNamed() throws Exception {
    try (ScriptedServer second = new ScriptedServer("127.0.0.2", 0, ScriptedServer.GOOD)) {
      int port = second.port();
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", port);
      assertEquals(
          List.of(
              GoodServerTest.ok("two.test (127.0.0.2:" + port + ")"),
              "two.test (127.0.0.1:"
                  + port
                  + ") refused the connection; the next address was taken"
                  + " (--all-addresses counts every one)"),
          run.lines());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void everyAddressIsDead() throws Exception {
    int port = ConnectTest.closedPort();
    ProbeRun run = CheckRun.of("-H", "two.test", "-p", port);
    run.assertGives(
        2,
        "PPTP CRITICAL - two.test (127.0.0.1:"
            + port
            + ") refused the connection; two.test (127.0.0.2:"
            + port
            + ") refused the connection");
    assertEquals(2, run.lines().size());
  }

  /** Only the way to a connection is shared out among the addresses. */
  @Test
  void theServerHasTheWholeTimeToAnswer() throws Exception {
    try (ScriptedServer slow =
        ScriptedServer.start(
            peer -> {
              peer.request();
              Thread.sleep(1200);
              peer.send(Replies.GOOD);
              peer.answer();
            })) {
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", slow.port(), "-t", 2);
      run.assertGives(0, GoodServerTest.ok("two.test (" + slow.address() + ")"));
    }
  }

  @Test
  void allOfThemAnswer() throws Exception {
    try (ScriptedServer first = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer second =
            new ScriptedServer("127.0.0.2", first.port(), ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", first.port(), "--all-addresses");
      assertEquals(
          List.of(
              "PPTP OK - 2 of 2 addresses answer; two.test ("
                  + first.address()
                  + ") answered in T: "
                  + NAMES
                  + METRICS),
          run.lines());
      assertEquals(0, run.exitCode());
      assertEquals(Peer.End.CLOSED, first.endedPeer().end());
      assertEquals(Peer.End.CLOSED, second.endedPeer().end());
    }
  }

  @Test
  void theDeadOneOfAllCounts() throws Exception {
    try (ScriptedServer first = ScriptedServer.start(ScriptedServer.GOOD)) {
      int port = first.port();
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", port, "--all-addresses");
      run.assertGives(
          2,
          "PPTP CRITICAL - two.test (127.0.0.2:"
              + port
              + ") refused the connection - 1 of 2 addresses answer"
              + METRICS);
      assertEquals(Peer.End.CLOSED, first.endedPeer().end());
    }
  }

  @Test
  void aSilentOneTakesNoTimeFromTheOthers() throws Exception {
    try (ScriptedServer silent = ScriptedServer.start(ScriptedServer.SILENT);
        ScriptedServer good = new ScriptedServer("127.0.0.2", silent.port(), ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", good.port(), "--all-addresses", "-t", 1);
      run.assertGives(
          2,
          "PPTP CRITICAL - two.test ("
              + silent.address()
              + ") accepted the connection but did not answer the"
              + " Start-Control-Connection-Request within T - 1 of 2 addresses answer"
              + METRICS);
      assertTrue(run.seconds() <= 1.5, () -> "it took " + run.seconds() + " s");
      assertEquals(Peer.End.CLOSED, silent.endedPeer().end());
    }
  }

  @Test
  void allAcceptConnections() throws Exception {
    try (ScriptedServer first = ScriptedServer.start(ScriptedServer.SILENT);
        ScriptedServer second =
            new ScriptedServer("127.0.0.2", first.port(), ScriptedServer.SILENT)) {
      ProbeRun run =
          CheckRun.of("-H", "two.test", "-p", first.port(), "--all-addresses", "--connect-only");
      run.assertGives(
          0,
          "PPTP OK - 2 of 2 addresses accept a connection; two.test ("
              + first.address()
              + ") accepted a TCP connection in T, PPTP was not asked for"
              + " | time=Ts;;;0 connect_time=Ts;;;0");
      first.endedPeer();
      second.endedPeer();
    }
  }

  @Test
  void onlyIpv4() throws Exception {
    try (ScriptedServer four = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer six = new ScriptedServer("::1", four.port(), ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "dual.test", "-p", four.port(), "-4", "--all-addresses");
      run.assertGives(0, GoodServerTest.ok("dual.test (" + four.address() + ")"));
      assertEquals(List.of(), six.peers());
    }
  }

  @Test
  void onlyIpv6() throws Exception {
    try (ScriptedServer four = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer six = new ScriptedServer("::1", four.port(), ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.of("-H", "dual.test", "-p", six.port(), "-6");
      run.assertGives(0, GoodServerTest.ok("dual.test ([::1]:" + six.port() + ")"));
      assertEquals(List.of(), four.peers());
    }
  }

  @Test
  void hasNoAddressOfTheFamily() throws Exception {
    ProbeRun run = CheckRun.of("-H", "one.test", "-6");
    assertEquals(
        List.of(
            "PPTP UNKNOWN - one.test has no IPv6 address",
            "It has 1 of the other family; see getent ahosts one.test."),
        run.lines());
    assertEquals(3, run.exitCode());
    CheckRun.of("-H", "::1", "-4").assertGives(3, "PPTP UNKNOWN - ::1 has no IPv4 address");
  }
}
