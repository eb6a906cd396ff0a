package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.checks.pptp.ScriptedServer.Script;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.SetLinkInfo;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code --echo}: a round trip behind the handshake, and every way in which there is none. */
@ExtendWith(StderrStaysEmpty.class)
class EchoTest {
  private static final List<String> WHOLE =
      List.of(
          "Start-Control-Connection-Request", "Echo-Request", "Stop-Control-Connection-Request");
  private static final String REPLIED = " | time=Ts;;;0 connect_time=Ts;;;0 handshake_time=Ts;;;0";
  private static final String NEXT_STEP =
      "The control connection was set up but its process hangs: see the server's load and its log.";

  private static Peer critical(Script script, String text) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 1, "--echo");
      run.assertGives(2, "PPTP CRITICAL - " + server.address() + " " + text + REPLIED);
      return server.endedPeer();
    }
  }

  private static long echoRequest(Peer peer) throws IOException {
    peer.request();
    peer.send(Replies.GOOD);
    return ((EchoRequest) peer.next()).identifier();
  }

  private static Peer answers(Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 10, "--echo");
      run.assertGives(
          0,
          "PPTP OK - "
              + server.address()
              + " answered in T, Echo in T: host \"local\", vendor \"linux\", firmware 1, PPTP 1.0"
              + REPLIED
              + " echo_time=Ts;;;0");
      return server.endedPeer();
    }
  }

  @Test
  void comesBack() throws Exception {
    Peer peer = answers(ScriptedServer.GOOD);
    assertEquals(WHOLE, peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void isTimedFromTheRequestToItsOwnReply() throws Exception {
    Script script =
        peer -> {
          long identifier = echoRequest(peer);
          peer.send(new EchoReply(identifier + 1, 1, 0));
          Thread.sleep(300);
          peer.send(new EchoReply(identifier, 1, 0));
          peer.answer();
        };
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 10, "--echo", "-w", "echo_time=200ms");
      run.assertGives(
          1,
          "PPTP WARNING - echo_time is T, above T - "
              + server.address()
              + " answered in T, Echo in T: host \"local\", vendor \"linux\", firmware 1, PPTP 1.0"
              + REPLIED
              + " echo_time=Ts;0.2;;0");
      assertTrue(run.metric("echo_time") >= 0.3, run.output());
      assertTrue(run.metric("handshake_time") < run.metric("echo_time"), run.output());
    }
  }

  @Test
  void comesBackAmongOtherMessages() throws Exception {
    Peer peer =
        answers(
            server -> {
              server.request();
              server.send(Replies.GOOD, Replies.GOOD, Replies.echoRequest(9));
              server.send(new SetLinkInfo(0, 0, 0));
              server.answer();
            });
    assertEquals(
        List.of(
            "Start-Control-Connection-Request",
            "Echo-Request",
            "Echo-Reply",
            "Stop-Control-Connection-Request"),
        peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void isNotAnswered() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(EchoTest::echoRequest)) {
      ProbeRun run = CheckRun.against(server, 1, "--echo");
      assertEquals(
          List.of(
              "PPTP CRITICAL - "
                  + server.address()
                  + " did not answer the Echo-Request within T"
                  + REPLIED,
              NEXT_STEP),
          run.lines());
      assertEquals(2, run.exitCode());
      assertEquals(WHOLE, server.endedPeer().heard());
      assertEquals(Peer.End.CLOSED, server.endedPeer().end());
    }
  }

  @Test
  void isAnsweredWithAWrongIdentifier() throws Exception {
    Peer peer =
        critical(
            server -> server.send(new EchoReply(echoRequest(server) + 1, 1, 0)),
            "did not answer the Echo-Request within T");
    assertEquals(WHOLE, peer.heard());
  }

  @Test
  void isRefused() throws Exception {
    Peer peer =
        critical(
            server -> {
              server.send(new EchoReply(echoRequest(server), 2, 1));
              server.answer();
            },
            "refused the Echo-Request: result 2, general error: Not-Connected: no control"
                + " connection exists yet for this PAC-PNS pair");
    assertEquals(WHOLE, peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void endsTheConnection() throws Exception {
    critical(
        server -> {
          echoRequest(server);
          server.close();
        },
        "closed the connection instead of answering the Echo-Request");
  }

  @Test
  void resetsTheConnection() throws Exception {
    critical(
        server -> {
          echoRequest(server);
          server.reset();
        },
        "reset the connection instead of answering the Echo-Request");
  }

  @Test
  void isAnsweredWithGarbage() throws Exception {
    critical(
        server -> {
          echoRequest(server);
          server.send("this is no PPTP");
        },
        "sent something malformed after its reply: this is not PPTP: it begins with"
            + " 74 68 69 73 20 69 73 20 (this is ), where bytes 4 to 7 should be the magic cookie"
            + " 1a 2b 3c 4d");
  }

  @Test
  void isAnsweredWithAFloodOfEchoRequests() throws Exception {
    critical(
        server -> {
          echoRequest(server);
          byte[] requests = Replies.repeated(Replies.echoRequest(1), 1000);
          while (true) {
            server.send(requests);
          }
        },
        "sent more than 100 Echo-Requests instead of Echo-Reply");
  }
}
