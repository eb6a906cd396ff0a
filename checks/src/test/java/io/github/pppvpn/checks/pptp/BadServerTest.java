package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.checks.pptp.ScriptedServer.Script;
import io.github.pppvpn.wire.pptp.SetLinkInfo;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each sort of server that is not well, or is not PPTP's, makes the check say. */
@ExtendWith(StderrStaysEmpty.class)
class BadServerTest {
  private static final String REQUEST = "Start-Control-Connection-Request";
  private static final String STOP = "Stop-Control-Connection-Request";
  private static final String CONNECTED = " | connect_time=Ts;;;0";
  private static final String REPLIED = " | time=Ts;;;0 connect_time=Ts;;;0 handshake_time=Ts;;;0";

  /** A run against the script: CRITICAL in time, this is line 1, and nothing is left behind. */
  private static Peer critical(Script script, String text) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      ProbeRun run = CheckRun.against(server, 1);
      run.assertGives(2, "PPTP CRITICAL - " + server.address() + " " + text);
      return server.endedPeer();
    }
  }

  private static Script replying(byte[]... reply) {
    return peer -> {
      peer.request();
      peer.send(reply);
    };
  }

  @Test
  void acceptsAndStaysSilent() throws Exception {
    Peer peer =
        critical(
            ScriptedServer.SILENT,
            "accepted the connection but did not answer the Start-Control-Connection-Request"
                + " within T"
                + CONNECTED);
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void saysAtOnceThatNoReplyWillCome() throws Exception {
    critical(
        Peer::finish,
        "closed the connection without a reply to the Start-Control-Connection-Request"
            + CONNECTED);
  }

  /** Whether the request meets an open socket or a closed one is up to the kernel. */
  @Test
  void closesAtOnce() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Peer::close)) {
      ProbeRun run = CheckRun.against(server, 1);
      String text = " the connection without a reply to the Start-Control-Connection-Request";
      String verb = run.line1().contains(" closed ") ? "closed" : "reset";
      run.assertGives(2, "PPTP CRITICAL - " + server.address() + " " + verb + text + CONNECTED);
    }
  }

  @Test
  void closesAfterTheRequest() throws Exception {
    critical(
        peer -> {
          peer.request();
          peer.close();
        },
        "closed the connection without a reply to the Start-Control-Connection-Request"
            + CONNECTED);
  }

  @Test
  void closesInTheMiddleOfItsReply() throws Exception {
    critical(
        peer -> {
          peer.request();
          peer.send(Replies.beginning(100));
          peer.close();
        },
        "closed the connection in the middle of its reply: 100 of 156 bytes came" + CONNECTED);
  }

  @Test
  void resetsAfterTheRequest() throws Exception {
    critical(
        peer -> {
          peer.request();
          peer.reset();
        },
        "reset the connection without a reply to the Start-Control-Connection-Request" + CONNECTED);
  }

  /** The reset may come while the kernel still sets up the connection, or behind it. */
  @Test
  void resetsAtOnce() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Peer::reset)) {
      ProbeRun run = CheckRun.against(server, 1);
      boolean connected = run.line1().endsWith(CONNECTED);
      run.assertGives(
          2,
          "PPTP CRITICAL - "
              + server.address()
              + " reset the connection "
              + (connected
                  ? "without a reply to the Start-Control-Connection-Request" + CONNECTED
                  : "while it was set up"));
    }
  }

  @Test
  void stopsInTheMiddleOfItsReply() throws Exception {
    Peer peer =
        critical(
            replying(Replies.beginning(100)),
            "did not finish its reply within T: 100 of 156 bytes came" + CONNECTED);
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @Test
  void answersOneByteASecond() throws Exception {
    critical(
        peer -> {
          peer.request();
          peer.drip(Replies.GOOD, 1000);
        },
        "did not finish its reply within T: 1 of 12 bytes came" + CONNECTED);
  }

  @Test
  void answersFiftyBytesASecond() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              peer.drip(Replies.GOOD, 20);
            })) {
      ProbeRun run = CheckRun.against(server, 1);
      String line = run.line1().replaceFirst("\\d+ of 156 bytes", "N of 156 bytes");
      assertEquals(
          "PPTP CRITICAL - "
              + server.address()
              + " did not finish its reply within T: N of 156 bytes came"
              + CONNECTED,
          line);
      assertEquals(2, run.exitCode());
    }
  }

  @Test
  void repliesAfterTheDeadline() throws Exception {
    critical(
        peer -> {
          peer.request();
          Thread.sleep(1500);
          peer.send(Replies.GOOD);
        },
        "accepted the connection but did not answer the Start-Control-Connection-Request within T"
            + CONNECTED);
  }

  @Test
  void isAWebServer() throws Exception {
    critical(
        peer -> {
          peer.await(1);
          peer.send("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n");
          peer.close();
        },
        "does not speak PPTP: it sent \"HTTP/1.1 400 Bad Request\"" + CONNECTED);
  }

  @Test
  void isAnSshServer() throws Exception {
    critical(
        peer -> peer.send("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"),
        "does not speak PPTP: it sent \"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\"" + CONNECTED);
  }

  @Test
  void isAMailServer() throws Exception {
    critical(
        peer -> peer.send("220 mail.example.org ESMTP Postfix (Debian/GNU)\r\n"),
        "does not speak PPTP: it sent \"220 mail.example.org ESMTP Postfix (Debian/GNU)\""
            + CONNECTED);
  }

  /** What it said counts, though the connection is gone before anything could be sent. */
  @Test
  void sendsABannerAndResets() throws Exception {
    critical(
        peer -> {
          peer.send("421 too many connections\r\n");
          peer.await(1);
          peer.reset();
        },
        "does not speak PPTP: it sent \"421 too many connections\"" + CONNECTED);
  }

  @Test
  void sendsALongLine() throws Exception {
    critical(
        peer -> peer.send("x".repeat(3000)),
        "does not speak PPTP: it sent \"" + "x".repeat(48) + "...\"" + CONNECTED);
  }

  @Test
  void sendsTheBeginningOfABannerAndWaits() throws Exception {
    critical(peer -> peer.send("* OK\r\n"), "does not speak PPTP: it sent \"* OK\"" + CONNECTED);
  }

  @Test
  void sendsATerminalSequence() throws Exception {
    critical(
        peer -> peer.send("\u001b[2J\u001b]0;owned\u0007 | x=1"),
        "does not speak PPTP: it sent 1b 5b 32 4a 1b 5d 30 3b 6f 77 6e 65 64 07 20 7c ..."
            + CONNECTED);
  }

  @Test
  void sendsBinaryJunk() throws Exception {
    byte[] junk = new byte[3000];
    new Random(1).nextBytes(junk);
    critical(
        peer -> peer.send(junk),
        "does not speak PPTP: it sent 73 d5 1a bb d8 9c b8 19 6f 0e fb 68 92 f9 4d 68 ..."
            + CONNECTED);
  }

  @Test
  void sendsJunkWithoutEnd() throws Exception {
    Peer peer =
        critical(
            sender -> {
              while (true) {
                sender.send(new byte[1000]);
              }
            },
            "does not speak PPTP: it sent 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ..."
                + CONNECTED);
    assertEquals(Peer.End.RESET, peer.end());
  }

  @Test
  void hasTheWrongCookie() throws Exception {
    critical(
        replying(Replies.withCookie(0x1A2B3C4E)),
        "does not speak PPTP: it sent 00 9c 00 01 1a 2b 3c 4e 00 02 00 00 01 00 01 00 ..."
            + CONNECTED);
  }

  @Test
  void hasTheWrongPptpMessageType() throws Exception {
    critical(
        replying(Replies.withMessageType(2)),
        "sent a malformed reply: PPTP message type 2 is not 1, a control message" + CONNECTED);
  }

  @Test
  void answersWithAnotherMessage() throws Exception {
    critical(
        peer -> {
          peer.request();
          peer.send(new SetLinkInfo(0, 0xFFFFFFFFL, 0xFFFFFFFFL));
        },
        "answered with Set-Link-Info instead of Start-Control-Connection-Reply" + CONNECTED);
  }

  /** An echo service, a reflecting firewall. */
  @Test
  void answersWithTheRequestItself() throws Exception {
    critical(
        replying(Replies.withControlType(1)),
        "answered with Start-Control-Connection-Request instead of Start-Control-Connection-Reply"
            + CONNECTED);
  }

  @Test
  void answersWithAMessageOfAnUnknownType() throws Exception {
    critical(
        replying(Replies.withControlType(16)),
        "sent a malformed reply: control message type 16 is not one of RFC 2637's 1 to 15"
            + CONNECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0,     'a PPTP control message has 12 to 220 bytes, this one claims 0'",
    "65535, 'a PPTP control message has 12 to 220 bytes, this one claims 65535'",
    "155,   'Start-Control-Connection-Reply has 156 bytes, this one claims 155'",
  })
  void claimsAWrongLength(int length, String what) throws Exception {
    critical(replying(Replies.withLength(length)), "sent a malformed reply: " + what + CONNECTED);
  }

  @Test
  void speaksAnotherVersion() throws Exception {
    Peer peer =
        critical(
            peerOf -> {
              peerOf.request();
              peerOf.send(Replies.withVersion(0x0200));
              peerOf.answer();
            },
            "speaks PPTP version 2.0, not 1.0" + REPLIED);
    assertEquals(List.of(REQUEST, STOP), peer.heard());
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2  | 0 | general error: None: no general error
          2  | 1 | general error: Not-Connected: no control connection exists yet for this PAC-PNS pair
          2  | 2 | general error: Bad-Format: length is wrong or Magic Cookie value is incorrect
          2  | 3 | general error: Bad-Value: one of the field values was out of range or reserved field was non-zero
          2  | 4 | general error: No-Resource: insufficient resources to handle this command now
          2  | 5 | general error: Bad-Call ID: the Call ID is invalid in this context
          2  | 6 | general error: PAC-Error: a generic vendor-specific error occurred in the PAC
          2  | 9 | general error: unknown error code 9
          3  | 0 | command channel already exists
          4  | 0 | requester is not authorized to establish a command channel
          5  | 0 | the protocol version of the requester is not supported
          0  | 0 | unknown result code 0
          77 | 0 | unknown result code 77
          """)
  void refusesInItsReply(int result, int error, String words) throws Exception {
    Peer peer =
        critical(
            replying(Replies.reply(result, error)),
            "refused the control connection: result " + result + ", " + words + REPLIED);
    assertEquals(Peer.End.CLOSED, peer.end());
  }

  /** Each is answered, but a server that sends nothing else must not keep the check busy. */
  @Test
  void floodsWithEchoRequestsAndTakesNoAnswer() throws Exception {
    critical(
        peer -> {
          byte[] requests = Replies.repeated(Replies.echoRequest(1), 1000);
          while (true) {
            peer.send(requests);
          }
        },
        "sent more than 100 Echo-Requests instead of Start-Control-Connection-Reply" + CONNECTED);
  }

  @Test
  void floodsWithEchoRequestsBehindItsReply() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              peer.send(Replies.GOOD);
              while (true) {
                peer.send(Replies.echoRequest(1));
              }
            })) {
      ProbeRun run = CheckRun.against(server, 2);
      run.assertGives(
          0,
          "PPTP OK - "
              + server.address()
              + " answered in T: host \"local\", vendor \"linux\", firmware 1, PPTP 1.0"
              + REPLIED);
      server.endedPeer();
    }
  }
}
