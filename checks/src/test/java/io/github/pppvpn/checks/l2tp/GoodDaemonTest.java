package io.github.pppvpn.checks.l2tp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.l2tp.ScriptedDaemon.Script;
import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import io.github.pppvpn.wire.l2tp.TunnelAuthentication;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are well, however oddly they behave. */
class GoodDaemonTest {
  static final String PEER =
      "host \"lns\", vendor \"xelerance.com\", firmware 0x0690, receive window 4";

  private static final Octets THEIR_CHALLENGE = Octets.ofText("whoareyou");

  @TempDir Path folder;

  /** Line 1 of a plain run. */
  static String ok(String shown) {
    return "L2TP-CONTROL OK - " + shown + " answered in T: " + PEER + " | time=Ts;;;0";
  }

  private static Caller assertOk(Script script, Object... more) throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(script)) {
      CheckRun.against(daemon, 5, more).assertGives(0, ok(daemon.address()));
      return daemon.stoppedCaller();
    }
  }

  private Path secret(String text) throws Exception {
    Path file = folder.resolve("secret");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static boolean isRequest(ControlMessage message) {
    return message.type().orElse(null) == ControlMessageType.SCCRQ;
  }

  @Test
  void answersAndIsLeft() throws Exception {
    Caller caller = assertOk(ScriptedDaemon.GOOD);
    assertEquals(List.of("SCCRQ", "StopCCN"), caller.heard());
    ControlMessage stop = caller.messages().get(1);
    assertEquals(Replies.TUNNEL_ID, stop.tunnelId());
    assertEquals(1, stop.ns());
    assertEquals(1, stop.nr());
    assertEquals(1, stop.resultCode().orElseThrow().result());
  }

  @Test
  void asksForWhatXl2tpdNeeds() throws Exception {
    ControlMessage request = assertOk(ScriptedDaemon.GOOD).messages().get(0);
    assertEquals(0, request.tunnelId());
    assertEquals("ppp-vpn-checks", request.text(AvpType.HOST_NAME).orElseThrow());
    assertEquals(0x0102, request.number(AvpType.ASSIGNED_TUNNEL_ID).orElseThrow());
    assertTrue(request.octets(AvpType.CHALLENGE).isEmpty());
  }

  @Test
  void theWholeTunnel() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      CheckRun.against(daemon, 5, "--establish")
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T, tunnel established in T: "
                  + PEER
                  + " | time=Ts;;;0 establish_time=Ts;;;0");
      assertEquals(List.of("SCCRQ", "SCCCN", "HELLO", "StopCCN"), daemon.stoppedCaller().heard());
    }
  }

  /** The second SCCRQ is a datagram of its own with the same numbers, a second later. */
  @Test
  void answersToTheSecondRequest() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (caller.messages().size() > 1) {
                caller.behave(message);
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 5);
      run.assertGives(
          0,
          "L2TP-CONTROL OK - "
              + daemon.address()
              + " answered in T (SCCRQ sent 2 times): "
              + PEER
              + " | time=Ts;;;0");
      Caller caller = daemon.stoppedCaller();
      assertEquals(List.of("SCCRQ", "SCCRQ", "StopCCN"), caller.heard());
      assertEquals(caller.messages().get(0), caller.messages().get(1));
    }
  }

  @Test
  void acknowledgesFirstAndAnswersThen() throws Exception {
    assertOk(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.zlb();
            Thread.sleep(300);
          }
          caller.behave(message);
        });
  }

  @Test
  void straysBeforeTheAnswer() throws Exception {
    assertOk(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.send(new byte[0]);
            caller.send("no such thing".getBytes(US_ASCII));
            caller.send(new byte[65_507]);
            ControlMessage stray =
                ControlMessage.of(
                        ControlMessageType.STOP_CCN,
                        caller.tunnelId() + 1,
                        0,
                        List.of(Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 7)))
                    .withNumbers(0, 1);
            caller.send(stray);
          }
          caller.behave(message);
        });
  }

  @Test
  void answersThreeTimes() throws Exception {
    Caller caller =
        assertOk(
            (who, message) -> {
              if (isRequest(message)) {
                ControlMessage reply =
                    who.message(ControlMessageType.SCCRP, Replies.NAMES.toArray(Avp[]::new));
                who.send(reply);
                who.send(reply);
                who.send(reply);
              } else {
                who.send(ControlMessage.zlb(who.tunnelId(), 0, 1, 2));
              }
            });
    assertEquals(List.of("SCCRQ", "StopCCN"), caller.heard().subList(0, 2));
  }

  /** RFC 2661 section 8.1 lets a server do that. */
  @Test
  void answersFromAnotherPort() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        ScriptedDaemon daemon =
            ScriptedDaemon.start(
                (caller, message) -> {
                  byte[] reply =
                      L2tpCodec.encode(
                          caller.message(
                              ControlMessageType.SCCRP, Replies.NAMES.toArray(Avp[]::new)));
                  other.send(new DatagramPacket(reply, reply.length, caller.address()));
                })) {
      List<String> heard = new ArrayList<>();
      Thread thread =
          new Thread(
              () -> {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                try {
                  other.receive(packet);
                  ControlMessage stop =
                      (ControlMessage)
                          L2tpCodec.decode(
                              ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                  heard.add(stop.name());
                  byte[] zlb = L2tpCodec.encode(ControlMessage.zlb(0x0102, 0, 1, 2));
                  other.send(new DatagramPacket(zlb, zlb.length, packet.getSocketAddress()));
                } catch (Exception e) {
                  heard.add(e.toString());
                }
              });
      thread.setDaemon(true);
      thread.start();
      ProbeRun run = CheckRun.against(daemon, 5, "-v");
      run.assertGives(0, ok(daemon.address()));
      assertTrue(run.output().contains("; the peer confirmed the end"), run.output());
      thread.join();
      assertEquals(List.of("StopCCN"), heard);
    }
  }

  /** The socket is there until the acknowledgment comes. */
  @Test
  void confirmsTheEndLate() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (!isRequest(message)) {
                Thread.sleep(400);
              }
              caller.behave(message);
            })) {
      ProbeRun run = CheckRun.against(daemon, 5, "-v");
      run.assertGives(0, ok(daemon.address()));
      assertTrue(run.output().contains("; the peer confirmed the end\n"), run.output());
    }
  }

  @Test
  void losesTheFirstStop() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (caller.heard().size() != 2) {
                caller.behave(message);
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 5, "-v");
      run.assertGives(0, ok(daemon.address()));
      assertTrue(run.output().contains("; the peer confirmed the end\n"), run.output());
      assertEquals(List.of("SCCRQ", "StopCCN", "StopCCN"), daemon.stoppedCaller().heard());
    }
  }

  @Test
  void neverConfirmsTheEnd() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply();
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 1, "-v");
      run.assertGives(0, ok(daemon.address()));
      assertTrue(run.output().contains("; the peer did not confirm the end\n"), run.output());
    }
  }

  @Test
  void stopsAsWell() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply();
                caller.stop(6, 0, "");
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 5, "-v");
      run.assertGives(0, ok(daemon.address()));
      assertTrue(
          run.output()
              .contains(
                  "; the peer ended the tunnel as well: StopCCN with result 6, requester is being"
                      + " shut down\n"),
          run.output());
    }
  }

  @Test
  void saysHelloItself() throws Exception {
    assertOk(
        (caller, message) -> {
          if (isRequest(message)) {
            caller.reply();
            caller.send(ControlMessageType.HELLO);
          } else {
            caller.behave(message);
          }
        });
  }

  @Test
  void provesTheSecret() throws Exception {
    Path file = secret("open sesame\n");
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply(caller.response("open sesame"));
              } else {
                caller.acknowledge(message);
              }
            })) {
      CheckRun.against(daemon, 5, "--secret-file", file)
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T, it proved the secret: "
                  + PEER
                  + " | time=Ts;;;0");
      assertEquals(
          "030405060708090a0b0c0d0e0f101112",
          daemon
              .stoppedCaller()
              .messages()
              .get(0)
              .octets(AvpType.CHALLENGE)
              .orElseThrow()
              .toString());
    }
  }

  @Test
  void bothProveTheSecret() throws Exception {
    Path file = secret("open sesame");
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply(
                    Avp.octets(AvpType.CHALLENGE, THEIR_CHALLENGE), caller.response("open sesame"));
              } else {
                caller.acknowledge(message);
              }
            })) {
      CheckRun.against(daemon, 5, "--secret-file", file, "--establish")
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T, tunnel established in T, both proved the secret: "
                  + PEER
                  + ", demands a tunnel secret | time=Ts;;;0 establish_time=Ts;;;0");
      Octets response =
          daemon.stoppedCaller().messages().get(1).octets(AvpType.CHALLENGE_RESPONSE).orElseThrow();
      assertTrue(
          TunnelAuthentication.isRight(
              response, ControlMessageType.SCCCN, Octets.ofText("open sesame"), THEIR_CHALLENGE));
    }
  }

  /** Without SCCCN nobody has to prove anything. */
  @Test
  void demandsASecretThatIsNotNeeded() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.reply(Avp.octets(AvpType.CHALLENGE, THEIR_CHALLENGE));
              } else {
                caller.acknowledge(message);
              }
            })) {
      CheckRun.against(daemon, 5)
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T: "
                  + PEER
                  + ", demands a tunnel secret | time=Ts;;;0");
    }
  }

  @Test
  void hidesItsNamesWithTheSecret() throws Exception {
    Path file = secret("open sesame\n");
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (!isRequest(message)) {
                caller.acknowledge(message);
                return;
              }
              List<Avp> avps =
                  Replies.hiding(
                      AvpType.VENDOR_NAME,
                      Avp.text(AvpType.VENDOR_NAME, "hidden.example"),
                      "open sesame");
              avps.add(caller.response("open sesame"));
              caller.send(ControlMessageType.SCCRP, avps.toArray(Avp[]::new));
            })) {
      CheckRun.against(daemon, 5, "--secret-file", file)
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T, it proved the secret: "
                  + PEER.replace("xelerance.com", "hidden.example")
                  + " | time=Ts;;;0");
    }
  }

  @Test
  void saysOnlyWhatItMust() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.send(
                    ControlMessageType.SCCRP,
                    Replies.NAMES.get(0),
                    Replies.NAMES.get(1),
                    Avp.text(AvpType.HOST_NAME, "l"),
                    Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, Replies.TUNNEL_ID));
              } else {
                caller.acknowledge(message);
              }
            })) {
      CheckRun.against(daemon, 5)
          .assertGives(
              0,
              "L2TP-CONTROL OK - "
                  + daemon.address()
                  + " answered in T: host \"l\", receive window 4 | time=Ts;;;0");
    }
  }

  @Test
  void hasNamesThatWouldBreakTheLine() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (isRequest(message)) {
                caller.send(
                    ControlMessageType.SCCRP,
                    Replies.with(AvpType.HOST_NAME, Avp.text(AvpType.HOST_NAME, "a|b\n\u001b[1m")));
              } else {
                caller.acknowledge(message);
              }
            })) {
      CheckRun.against(daemon, 5)
          .assertGives(0, ok(daemon.address()).replace("\"lns\"", "\"a\\x7cb\\x0a\\x1b[1m\""));
    }
  }

  @Test
  void slowerThanTheRangeAllows() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              Thread.sleep(isRequest(message) ? 100 : 0);
              caller.behave(message);
            })) {
      ProbeRun run = CheckRun.against(daemon, 5, "-w", "50ms", "-c", "60");
      assertEquals(1, run.exitCode());
      assertTrue(
          run.line1().startsWith("L2TP-CONTROL WARNING - time is T, above T - "), run.output());
      assertTrue(run.line1().endsWith(" | time=Ts;0.05;60;0"), run.output());
    }
  }
}
