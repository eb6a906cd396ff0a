package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.checks.pptp.ScriptedServer.Script;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that answer, some of them in odd ways, and how politely the check takes its leave. */
@ExtendWith(StderrStaysEmpty.class)
class GoodServerTest {
  private static final String REQUEST = "Start-Control-Connection-Request";
  private static final String STOP = "Stop-Control-Connection-Request";
  private static final String ECHO_REPLY = "Echo-Reply";
  private static final String NAMES = "host \"local\", vendor \"linux\", firmware 1, PPTP 1.0";
  private static final String METRICS = " | time=Ts;;;0 connect_time=Ts;;;0 handshake_time=Ts;;;0";

  static String ok(ScriptedServer server) {
    return ok(server.address());
  }

  static String ok(String server) {
    return "PPTP OK - " + server + " answered in T: " + NAMES + METRICS;
  }

  private static Peer answers(Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 10);
      run.assertGives(0, ok(server));
      assertEquals(1, run.lines().size());
      return server.endedPeer();
    }
  }

  /** The request came in one write, the end was confirmed, and no RST followed. */
  @Test
  void answersAsPptpdDoes() throws Exception {
    Peer peer = answers(ScriptedServer.GOOD);
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  /** The check waits for the confirmation before it closes. */
  @Test
  void confirmsTheEndLate() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD);
              server.next();
              Thread.sleep(300);
              server.send(new StopControlConnectionReply(1, 0));
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void neverConfirmsTheEnd() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD);
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void closesBehindItsReply() throws Exception {
    answers(
        peer -> {
          peer.request();
          peer.send(Replies.GOOD);
          peer.close();
        });
  }

  @Test
  void resetsInsteadOfConfirmingTheEnd() throws Exception {
    answers(
        peer -> {
          peer.request();
          peer.send(Replies.GOOD);
          peer.next();
          peer.reset();
        });
  }

  @Test
  void repliesInSegmentsOfOneByte() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.drip(Replies.GOOD, 0);
              server.answer();
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
  }

  @Test
  void repliesTwiceInOneSegment() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD, Replies.GOOD);
              server.answer();
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void sendsGarbageBehindItsReply() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD, "garbage, not PPTP".getBytes(US_ASCII));
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
  }

  /** Whoever has been told of the end gets no more answers. */
  @Test
  void sendsAnEchoRequestBehindItsReply() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD, Replies.echoRequest(7));
              server.answer();
            });
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void sendsEchoRequestsBeforeItsReply() throws Exception {
    Script script =
        peer -> {
          peer.request();
          peer.send(Replies.echoRequest(7));
          assertAnswer(7, (EchoReply) peer.next());
          Thread.sleep(200);
          peer.send(Replies.echoRequest(0xFFFFFFFFL), Replies.echoRequest(0));
          assertAnswer(0xFFFFFFFFL, (EchoReply) peer.next());
          assertAnswer(0, (EchoReply) peer.next());
          Thread.sleep(200);
          peer.send(Replies.GOOD);
          peer.answer();
        };
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 10);
      run.assertGives(0, ok(server));
      assertEquals(
          List.of(REQUEST, ECHO_REPLY, ECHO_REPLY, ECHO_REPLY, STOP), server.endedPeer().heard());
      assertTrue(run.metric("handshake_time") >= 0.4, run.output());
      assertTrue(run.metric("time") >= run.metric("handshake_time"), run.output());
    }
  }

  private static void assertAnswer(long identifier, EchoReply reply) {
    assertEquals(new EchoReply(identifier, 1, 0), reply);
  }

  @Test
  void sendsHundredEchoRequestsBeforeItsReply() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.repeated(Replies.echoRequest(1), 100), Replies.GOOD);
              server.answer();
            });
    assertEquals(102, peer.heard().size());
  }

  @Test
  void listensOnIpv6() throws Exception {
    try (ScriptedServer server = new ScriptedServer("::1", 0, ScriptedServer.GOOD)) {
      CheckRun.of("-H", "::1", "-p", server.port()).assertGives(0, ok("[::1]:" + server.port()));
    }
  }

  @Test
  void isSlow() throws Exception {
    Script script =
        peer -> {
          peer.request();
          Thread.sleep(300);
          peer.send(Replies.GOOD);
          peer.answer();
        };
    try (ScriptedServer server = ScriptedServer.start(script)) {
      CheckRun.against(server, 10, "-w", "200ms", "-c", "5")
          .assertGives(
              1,
              "PPTP WARNING - time is T, above T - "
                  + server.address()
                  + " answered in T: "
                  + NAMES
                  + " | time=Ts;0.2;5;0 connect_time=Ts;;;0 handshake_time=Ts;;;0");
      CheckRun.against(server, 10, "-w", "time=10ms", "-c", "handshake_time=200ms")
          .assertGives(
              2,
              "PPTP CRITICAL - handshake_time is T, above T - "
                  + server.address()
                  + " answered in T: "
                  + NAMES
                  + " | time=Ts;0.01;;0 connect_time=Ts;;;0 handshake_time=Ts;;0.2;0");
    }
  }

  static Stream<Arguments> hasAnOddName() {
    String full = "0123456789abcdef".repeat(4);
    return Stream.of(
        Arguments.of("\u001b[31mred", "\\x1b[31mred"),
        Arguments.of("a\nPPTP CRITICAL - b\r", "a\\x0aPPTP CRITICAL - b\\x0d"),
        Arguments.of("vpn | time=0", "vpn \\x7c time=0"),
        Arguments.of("z\u00fcrich", "z\u00fcrich"),
        Arguments.of("\u009b31m\u00ad", "\\x9b31m\\xad"),
        Arguments.of(full, full),
        Arguments.of("behind\0NUL", "behind"),
        Arguments.of("", ""));
  }

  /** Names from the outside world: shown, and harmless. */
  @ParameterizedTest
  @MethodSource
  void hasAnOddName(String name, String shown) throws Exception {
    byte[] reply = Replies.withNames(name, name);
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              peer.send(reply);
              peer.answer();
            })) {
      ProbeRun run = CheckRun.against(server, 10);
      run.assertGives(
          0,
          "PPTP OK - "
              + server.address()
              + " answered in T: host \""
              + shown
              + "\", vendor \""
              + shown
              + "\", firmware 1, PPTP 1.0"
              + METRICS);
      assertEquals(1, run.lines().size());
    }
  }
}
