package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No answer at all, and hosts with several addresses: {@code two.test} is 127.0.0.1 and 127.0.0.2,
 * {@code dual.test} is 127.0.0.1 and ::1, in this order.
 */
class SilenceTest {
  private static final String UNREACHABLE = " has nothing on that UDP port: ICMP port unreachable";

  static int closedPort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nothingListens() throws Exception {
    int port = closedPort();
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "-p", port);
    assertEquals(
        List.of(
            "L2TP-CONTROL CRITICAL - 127.0.0.1:" + port + UNREACHABLE,
            "Nothing listens there, or a firewall rejects: on the server see systemctl status"
                + " xl2tpd and ss -lun."),
        run.lines());
    assertEquals(2, run.exitCode());
  }

  /** Being refused is an answer. */
  @Test
  void nothingListensWhereSilenceIsFine() throws Exception {
    int port = closedPort();
    CheckRun.of("-H", "127.0.0.1", "-p", port, "--no-answer", "OK")
        .assertGives(2, "L2TP-CONTROL CRITICAL - 127.0.0.1:" + port + UNREACHABLE);
  }

  @Test
  void diesAfterItsAnswer() throws Exception {
    int port = closedPort();
    ScriptedDaemon[] daemons = new ScriptedDaemon[1];
    try (ScriptedDaemon daemon =
        new ScriptedDaemon(
            "127.0.0.1",
            port,
            (caller, message) -> {
              caller.behave(message);
              daemons[0].closeSocket();
            })) {
      daemons[0] = daemon;
      ProbeRun run = CheckRun.of("-H", "127.0.0.1", "-p", port, "--establish", "-t", 3);
      run.assertGives(
          2,
          "L2TP-CONTROL CRITICAL - 127.0.0.1:"
              + port
              + " answered, but its port became unreachable while waiting for the acknowledgment of"
              + " SCCCN: ICMP port unreachable | time=Ts;;;0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OK, OK, 0",
    "warning, WARNING, 1",
    "2, CRITICAL, 2",
    "Unknown, UNKNOWN, 3",
    "0, OK, 0"
  })
  void silenceIsWhatIsSaid(String option, String state, int exitCode) throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      ProbeRun run = CheckRun.against(daemon, 1, "--no-answer", option);
      run.assertGives(
          exitCode,
          "L2TP-CONTROL "
              + state
              + " - "
              + daemon.address()
              + " did not answer the SCCRQ within T"
              + (exitCode == 0 ? ", which is OK here (--no-answer)" : ""));
    }
  }

  /** As a service of a server behind IPsec has it: the range comes from the table of services. */
  @Test
  void silenceThatIsOkKeepsEveryRange() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      ProbeRun run = CheckRun.against(daemon, 1, "--no-answer", "OK", "-w", "1", "-c", "5");
      run.assertGives(
          0,
          "L2TP-CONTROL OK - "
              + daemon.address()
              + " did not answer the SCCRQ within T, which is OK here (--no-answer)");
    }
  }

  @Test
  void silenceOfIpsecIsExplained() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      String next = CheckRun.against(daemon, 1).lines().get(1);
      assertTrue(
          next.contains("a server that speaks L2TP only inside IPsec is silent outside of it"),
          next);
    }
  }

  @Test
  void aSilentAddressTakesNotAllTheTime() throws Exception {
    try (ScriptedDaemon silent = ScriptedDaemon.start(ScriptedDaemon.SILENT);
        ScriptedDaemon good = new ScriptedDaemon("127.0.0.2", silent.port(), ScriptedDaemon.GOOD)) {
      int port = good.port();
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", port, "-t", 2);
      assertEquals(
          List.of(
              GoodDaemonTest.ok("two.test (127.0.0.2:" + port + ")"),
              "two.test (127.0.0.1:"
                  + port
                  + ") did not answer the SCCRQ within T; the next address was taken"),
          run.lines());
      assertEquals(0, run.exitCode());
      assertEquals(List.of("SCCRQ", "StopCCN"), silent.caller().heard());
    }
  }

  @Test
  void aDeadAddressIsPassedOver() throws Exception {
    try (ScriptedDaemon good = new ScriptedDaemon("127.0.0.2", 0, ScriptedDaemon.GOOD)) {
      int port = good.port();
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", port);
      assertEquals(
          List.of(
              GoodDaemonTest.ok("two.test (127.0.0.2:" + port + ")"),
              "two.test (127.0.0.1:" + port + ")" + UNREACHABLE + "; the next address was taken"),
          run.lines());
    }
  }

  @Test
  void theFirstThatAnswersIsTheServer() throws Exception {
    try (ScriptedDaemon first = ScriptedDaemon.start((caller, message) -> caller.stop(6, 0, ""));
        ScriptedDaemon second =
            new ScriptedDaemon("127.0.0.2", first.port(), ScriptedDaemon.GOOD)) {
      CheckRun.of("-H", "two.test", "-p", first.port())
          .assertGives(
              2,
              "L2TP-CONTROL CRITICAL - two.test ("
                  + first.address()
                  + ") refused the tunnel: StopCCN with result 6, requester is being shut down");
      assertEquals(List.of(), second.callers());
    }
  }

  @Test
  void oneIsSilentAndOneIsDead() throws Exception {
    try (ScriptedDaemon silent = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      int port = silent.port();
      ProbeRun run = CheckRun.of("-H", "two.test", "-p", port, "-t", 2, "--no-answer", "WARNING");
      run.assertGives(2, "L2TP-CONTROL CRITICAL - two.test (127.0.0.2:" + port + ")" + UNREACHABLE);
      assertEquals(
          "WARNING: two.test (127.0.0.1:" + port + ") did not answer the SCCRQ within T",
          run.lines().get(2));
    }
  }

  @Test
  void onlyIpv6() throws Exception {
    try (ScriptedDaemon four = ScriptedDaemon.start(ScriptedDaemon.GOOD);
        ScriptedDaemon six = new ScriptedDaemon("::1", four.port(), ScriptedDaemon.GOOD)) {
      CheckRun.of("-H", "dual.test", "-p", six.port(), "-6")
          .assertGives(0, GoodDaemonTest.ok("dual.test ([::1]:" + six.port() + ")"));
      CheckRun.of("-H", "dual.test", "-p", six.port(), "-4")
          .assertGives(0, GoodDaemonTest.ok("dual.test (" + four.address() + ")"));
      assertEquals(1, four.callers().size());
      assertEquals(1, six.callers().size());
    }
  }

  @Test
  void fromAnAddressOfThisHost() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      CheckRun.against(daemon, 5, "--source", "127.0.0.9")
          .assertGives(0, GoodDaemonTest.ok(daemon.address()));
      assertTrue(
          daemon.caller().address().toString().startsWith("/127.0.0.9:"),
          daemon.caller().address().toString());
    }
  }

  @Test
  void fromAnAddressOfAnotherHost() throws Exception {
    ProbeRun run = CheckRun.of("-H", "127.0.0.1", "--source", "192.0.2.1");
    assertEquals(3, run.exitCode());
    assertTrue(
        run.line1().startsWith("L2TP-CONTROL UNKNOWN - cannot send from 192.0.2.1: "),
        run.output());
  }

  @Test
  void fromAnAddressOfTheOtherFamily() throws Exception {
    CheckRun.of("-H", "127.0.0.1", "--source", "::1")
        .assertGives(
            3, "L2TP-CONTROL UNKNOWN - 127.0.0.1 has no address that can be reached from ::1");
  }

  /** Not one server's, and the kernel is not to be talked into it. */
  @Test
  void aBroadcastAddress() throws Exception {
    CheckRun.of("-H", "127.255.255.255", "-t", 2)
        .assertGives(
            3,
            "L2TP-CONTROL UNKNOWN - this host does not let us send to 127.255.255.255:1701:"
                + " Permission denied");
  }

  @Test
  void aStartThatTookAllTheTimeIsNoFinding() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      ProbeRun run = CheckRun.startedBefore(5000, "-H", "127.0.0.1", "-p", daemon.port(), "-t", 1);
      assertEquals(3, run.exitCode());
      assertTrue(
          run.line1().startsWith("L2TP-CONTROL UNKNOWN - no result within T, while "),
          run.output());
      assertEquals(List.of(), daemon.callers());
    }
  }
}
