package io.github.pppvpn.checks.l2tp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.l2tp.ScriptedDaemon.Script;
import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.AvpValue;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each sort of server that is not well, or is not L2TP's, makes the check say. */
class BadDaemonTest {
  private static final String REPLIED = " | time=Ts;;;0";
  private static final Octets THEIR_CHALLENGE = Octets.ofText("whoareyou");

  @TempDir Path folder;

  /** A run against the script: CRITICAL in time, and this is line 1. */
  private static List<String> critical(Script script, String text, Object... more)
      throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(script)) {
      ProbeRun run = CheckRun.against(daemon, 1, more);
      run.assertGives(2, "L2TP-CONTROL CRITICAL - " + daemon.address() + " " + text);
      assertEquals(2, run.lines().size(), run.output());
      return daemon.caller().heard();
    }
  }

  private static boolean isRequest(ControlMessage message) {
    return message.type().orElse(null) == ControlMessageType.SCCRQ;
  }

  /** Answers to the SCCRQ with these bytes. */
  private static Script sending(byte[] datagram) {
    return (caller, message) -> {
      if (isRequest(message)) {
        caller.send(datagram);
      }
    };
  }

  /** Answers to the SCCRQ with an SCCRP of these AVPs, and acknowledges the rest. */
  private static Script replying(Avp... avps) {
    return (caller, message) -> {
      if (isRequest(message)) {
        caller.send(ControlMessageType.SCCRP, avps);
      } else {
        caller.acknowledge(message);
      }
    };
  }

  private static Avp[] with(Avp... more) {
    List<Avp> avps = new ArrayList<>(Replies.NAMES);
    avps.addAll(List.of(more));
    return avps.toArray(Avp[]::new);
  }

  private Path secret() throws Exception {
    Path file = folder.resolve("secret");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    return Files.writeString(file, "open sesame\n");
  }

  @Test
  void staysSilent() throws Exception {
    List<String> heard = critical(ScriptedDaemon.SILENT, "did not answer the SCCRQ within T");
    assertEquals(List.of("SCCRQ", "StopCCN"), heard);
  }

  @Test
  void staysSilentForLonger() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      ProbeRun run = CheckRun.against(daemon, 4);
      run.assertGives(
          2,
          "L2TP-CONTROL CRITICAL - "
              + daemon.address()
              + " did not answer the SCCRQ, sent 3 times, within T");
      assertEquals(List.of("SCCRQ", "SCCRQ", "SCCRQ", "StopCCN"), daemon.caller().heard());
    }
  }

  @Test
  void acknowledgesAndSaysNoMore() throws Exception {
    critical(
        (caller, message) -> caller.zlb(), "acknowledged the SCCRQ, but sent no SCCRP within T");
  }

  @Test
  void hasABanner() throws Exception {
    critical(
        sending("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII)),
        "does not speak L2TP: it sent \"SSH-2.0-OpenSSH_9.2\"");
  }

  @Test
  void isAnIkeDaemon() throws Exception {
    critical(
        sending(
            HexFormat.of().parseHex("00112233445566778899aabbccddeeff0b100500deadbeef0000001c")),
        "does not speak L2TP: it sent 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff ...");
  }

  @Test
  void sendsNothingInADatagram() throws Exception {
    critical(sending(new byte[0]), "does not speak L2TP: it sent an empty datagram");
  }

  @Test
  void sendsBackWhatItGets() throws Exception {
    critical(
        (caller, message) -> caller.send(message),
        "sent no SCCRP but a message for tunnel 0, which is not ours");
  }

  @ParameterizedTest
  @CsvSource({
    "c803000c0000000000000000, L2TP version 3 (RFC 3931)",
    "00010000000000000000, L2F (RFC 2341)"
  })
  void speaksAnotherVersion(String hex, String what) throws Exception {
    critical(
        sending(HexFormat.of().parseHex(hex)), "does not speak L2TP version 2: it sent " + what);
  }

  @ParameterizedTest
  @CsvSource({
    "c802, 'an L2TP message ends inside of its header, after 2 bytes'",
    "c802ffff0102000000000001, 'an L2TP control message claims 65535 bytes, 12 are there'",
    "c802000b0102000000000001, 'an L2TP control message claims 11 bytes, 12 are there'",
    "c8020014010200000000000183ff000000000002, 'an L2TP AVP, attribute 0, claims 1023 bytes, 8 are"
        + " there'",
  })
  void lies(String hex, String what) throws Exception {
    critical(sending(HexFormat.of().parseHex(hex)), "sent a malformed answer: " + what);
  }

  @Test
  void answersIntoAnotherTunnel() throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            ControlMessage reply = caller.message(ControlMessageType.SCCRP, with());
            caller.send(
                new ControlMessage(caller.tunnelId() + 1, 0, reply.ns(), reply.nr(), reply.avps()));
          }
        },
        "sent no SCCRP but a message for tunnel 259, which is not ours");
  }

  @Test
  void answersWithAnotherMessage() throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.send(ControlMessageType.HELLO);
          }
        },
        "sent no SCCRP but HELLO where SCCRP should be");
  }

  @Test
  void saysNotWhoItIs() throws Exception {
    List<String> heard =
        critical(
            replying(Replies.with(AvpType.HOST_NAME)),
            "gave an answer that is not RFC 2661's: SCCRP has no Host Name" + REPLIED);
    assertEquals(List.of("SCCRQ", "StopCCN"), heard);
  }

  @Test
  void assignsNoTunnel() throws Exception {
    critical(
        replying(Replies.with(AvpType.ASSIGNED_TUNNEL_ID, Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 0))),
        "gave an answer that is not RFC 2661's: SCCRP assigns the tunnel id 0" + REPLIED);
  }

  @Test
  void speaksAnotherProtocolVersion() throws Exception {
    critical(
        replying(
            Replies.with(
                AvpType.PROTOCOL_VERSION,
                Avp.of(AvpType.PROTOCOL_VERSION, new AvpValue.ProtocolVersion(2, 0)))),
        "gave an answer that is not RFC 2661's: SCCRP speaks of protocol version 2.0" + REPLIED);
  }

  @Test
  void insistsOnWhatNobodyKnows() throws Exception {
    critical(
        replying(with(new Avp(true, false, 9, 99, new AvpValue.Raw(Octets.ofText("x"))))),
        "gave an answer that is not RFC 2661's: SCCRP has the mandatory AVP attribute 99 of vendor"
            + " 9, which cannot be understood"
            + REPLIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          1 > 0 > result 1, general request to clear control connection
          2 > 6 > result 2, general error: a generic vendor-specific error occurred in the LAC (No Authorization)
          2 > 4 > result 2, general error: insufficient resources to handle this operation now (No Authorization)
          3 > 0 > result 3, control channel already exists
          4 > 0 > result 4, requester is not authorized to establish a control channel
          5 > 0 > result 5, the protocol version of the requester is not supported
          6 > 0 > result 6, requester is being shut down
          7 > 0 > result 7, finite state machine error
          77 > 0 > result 77, unknown result code 77
          """)
  void refuses(int result, int error, String words) throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.stop(result, error, error == 0 ? "" : "No Authorization");
          }
        },
        "refused the tunnel: StopCCN with " + words);
  }

  @Test
  void refusesWithoutAReason() throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.send(ControlMessageType.STOP_CCN, Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 5));
          }
        },
        "refused the tunnel: StopCCN, no result code was given");
  }

  /** The peer must not go on to send it again. */
  @Test
  void aRefusalIsAcknowledged() throws Exception {
    List<String> heard = new ArrayList<>();
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.stop(4, 0, "");
              }
            })) {
      assertEquals(2, CheckRun.against(daemon, 1).exitCode());
      for (int i = 0; i < 100 && heard.size() < 2; i++) {
        Thread.sleep(10);
        heard = daemon.caller().heard();
      }
    }
    assertEquals(List.of("SCCRQ", "ZLB"), heard);
  }

  @Test
  void ignoresTheConnected() throws Exception {
    List<String> heard =
        critical(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply();
              }
            },
            "answered, but did not acknowledge the SCCCN within T" + REPLIED,
            "--establish");
    assertEquals(List.of("SCCRQ", "SCCCN", "StopCCN"), heard);
  }

  @Test
  void ignoresTheHello() throws Exception {
    List<String> heard =
        critical(
            (caller, message) -> {
              if (message.type().orElse(null) == ControlMessageType.HELLO) {
                return;
              }
              caller.behave(message);
            },
            "set up the tunnel, but did not acknowledge the HELLO within T"
                + REPLIED
                + " establish_time=Ts;;;0",
            "--establish");
    assertEquals("StopCCN", heard.get(heard.size() - 1));
  }

  @Test
  void endsTheTunnelAtTheConnected() throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.reply();
          } else {
            ControlMessage stop =
                caller.message(
                    ControlMessageType.STOP_CCN,
                    Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, Replies.TUNNEL_ID));
            caller.send(stop.withNumbers(stop.ns(), 1));
          }
        },
        "answered, then ended the tunnel instead of acknowledging the SCCCN: StopCCN, no result"
            + " code was given"
            + REPLIED,
        "--establish");
  }

  /** The StopCCN acknowledges what it ends. */
  @Test
  void endsTheTunnelAtOnce() throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.reply();
          } else {
            caller.stop(6, 0, "");
          }
        },
        "answered, then ended the tunnel instead of acknowledging the HELLO: StopCCN with result 6,"
            + " requester is being shut down"
            + REPLIED,
        "--establish");
  }

  @Test
  void demandsASecret() throws Exception {
    List<String> heard =
        critical(
            replying(with(Avp.octets(AvpType.CHALLENGE, THEIR_CHALLENGE))),
            "demands tunnel authentication, and no secret was given (--secret-file)" + REPLIED,
            "--establish");
    assertEquals(List.of("SCCRQ", "StopCCN"), heard);
  }

  private static Avp[] hiding(String secret) {
    return Replies.hiding(
            AvpType.ASSIGNED_TUNNEL_ID,
            Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, Replies.TUNNEL_ID),
            secret)
        .toArray(Avp[]::new);
  }

  @Test
  void hidesWithASecret() throws Exception {
    critical(
        replying(hiding("open sesame")),
        "hides parts of its SCCRP with a tunnel secret, and none was given (--secret-file)"
            + REPLIED);
    critical(
        replying(hiding("open barley")),
        "hides parts of its SCCRP with another tunnel secret than the secret file's" + REPLIED,
        "--secret-file",
        secret());
  }

  @Test
  void provesNothing() throws Exception {
    critical(
        replying(with()),
        "did not prove that it knows the tunnel secret: its SCCRP has no Challenge Response"
            + REPLIED,
        "--secret-file",
        secret());
  }

  @Test
  void hasAnotherSecret() throws Exception {
    List<String> heard =
        critical(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply(caller.response("open barley"));
              } else {
                caller.acknowledge(message);
              }
            },
            "has another tunnel secret than the secret file, or none: the Challenge Response of its"
                + " SCCRP is wrong"
                + REPLIED,
            "--secret-file",
            secret(),
            "--establish");
    assertEquals(List.of("SCCRQ", "StopCCN"), heard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          4 > 0 > result 4, requester is not authorized to establish a control channel
          2 > 6 > result 2, general error: a generic vendor-specific error occurred in the LAC (Invalid challenge authentication)
          """)
  void takesNotOurSecret(int result, int error, String words) throws Exception {
    critical(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.reply(
                Avp.octets(AvpType.CHALLENGE, THEIR_CHALLENGE), caller.response("open sesame"));
          } else {
            caller.stop(result, error, error == 0 ? "" : "Invalid challenge authentication");
          }
        },
        "did not take our Challenge Response, though its own was right: StopCCN with "
            + words
            + REPLIED,
        "--secret-file",
        secret(),
        "--establish");
  }

  /** A secret must not be in any output, whatever goes wrong. */
  @Test
  void theSecretStaysSecret() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start((caller, message) -> caller.reply(caller.response("open barley")))) {
      ProbeRun run = CheckRun.against(daemon, 1, "--secret-file", secret(), "-vvv");
      assertEquals(2, run.exitCode());
      assertTrue(!run.output().contains("sesame"), run.output());
      String hex = HexFormat.of().formatHex("sesame".getBytes(US_ASCII));
      assertTrue(!run.output().contains(hex), run.output());
    }
  }

  @Test
  void floodsWithGarbage() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              byte[] garbage = new byte[1400];
              Arrays.fill(garbage, (byte) 'x');
              while (!Thread.currentThread().isInterrupted()) {
                caller.send(garbage);
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 1, "-vvv");
      run.assertGives(
          2,
          "L2TP-CONTROL CRITICAL - "
              + daemon.address()
              + " does not speak L2TP: it sent \""
              + "x".repeat(48)
              + "...\"");
      assertTrue(run.lines().size() < 50, () -> run.lines().size() + " lines");
    }
  }

  /** Each wants an acknowledgment; not all get one. */
  @Test
  void floodsWithReplays() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                byte[] reply = L2tpCodec.encode(caller.message(ControlMessageType.SCCRP, with()));
                for (int i = 0; i < 3000; i++) {
                  caller.send(reply);
                }
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 1);
      run.assertGives(0, GoodDaemonTest.ok(daemon.address()));
      int heard = daemon.caller().heard().size();
      assertTrue(heard <= 200, () -> heard + " messages came");
    }
  }

  @Test
  void anAnswerInAFloodCounts() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              Random random = new Random(1);
              for (int i = 0; i < 50; i++) {
                byte[] garbage = new byte[random.nextInt(200)];
                random.nextBytes(garbage);
                caller.send(garbage);
              }
              caller.behave(message);
            })) {
      CheckRun.against(daemon, 2).assertGives(0, GoodDaemonTest.ok(daemon.address()));
    }
  }
}
