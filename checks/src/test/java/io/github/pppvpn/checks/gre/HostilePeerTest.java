package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.GreCodec;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpConfigure;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.LcpOption;
import io.github.pppvpn.wire.pptp.CallClearRequest;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.OutgoingCallReply;
import io.github.pppvpn.wire.pptp.OutgoingCallRequest;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Servers that lie, shout and never agree: the right verdict, in time, with little said back. */
class HostilePeerTest {

  private static String verdict(Pppd server) {
    Simulation net = new Simulation(server);
    return Judgement.of(net.run()).map(Obstacle::kind).orElse("OK");
  }

  @Test
  void answersWithAnotherCallsId() {
    Pppd server =
        new Pppd() {
          @Override
          void transmit(GrePacket packet, Simulation net) {
            callId = Simulation.CALL_ID + 1;
            super.transmit(
                new GrePacket(callId, packet.sequence(), packet.acknowledgment(), packet.payload()),
                net);
          }
        };
    assertEquals("GRE_BLOCKED", verdict(server));
  }

  @Test
  void replaysOnePacketForEver() {
    Pppd server =
        new Pppd() {
          @Override
          void transmit(GrePacket packet, Simulation net) {
            super.transmit(
                new GrePacket(
                    packet.callId(),
                    java.util.OptionalLong.of(7),
                    packet.acknowledgment(),
                    packet.payload()),
                net);
          }
        };
    // Its first packet alone is new.
    assertEquals("LCP_NOT_OPEN", verdict(server));
  }

  @Test
  void acknowledgesWhatWasNeverSent() {
    Pppd server =
        new Pppd() {
          @Override
          public void gre(ByteBuffer packet, Simulation net) {}

          @Override
          void transmit(GrePacket packet, Simulation net) {
            super.transmit(
                GrePacket.data(
                    packet.callId(), packet.sequence().getAsLong(), 9999, packet.payload()),
                net);
          }
        };
    assertEquals("ONLY_TO_PROBE", verdict(server));
  }

  @Test
  void floods() {
    Pppd server =
        new Pppd() {
          private long number;

          private void burst(Simulation net) {
            for (int i = 0; i < 50 && inCall; i++) {
              net.packet(
                  GreCodec.encode(
                      GrePacket.data(
                          Simulation.CALL_ID, number++, Octets.of((byte) 0xFF, (byte) 0x03))));
            }
            if (inCall) {
              net.after(5 * Simulation.MS, () -> burst(net));
            }
          }

          @Override
          public void control(ControlMessage message, Simulation net) {
            super.control(message, net);
            if (message instanceof OutgoingCallRequest) {
              burst(net);
            }
          }
        };
    Simulation net = new Simulation(server);
    ProbeOutcome seen = net.run();
    assertTrue(seen.reachesUs());
    // One acknowledgment in 50 ms, not one for each packet.
    assertTrue(net.packetsSent.size() < 400, () -> "sent " + net.packetsSent.size());
    assertTrue(server.log.contains("Call-Clear-Request"));
  }

  @Test
  void refusesEveryRequest() {
    Pppd server =
        new Pppd() {
          private int mru = 1000;

          @Override
          void configure(LcpConfigure configure, Simulation net) {
            if (configure.code() == LcpCode.CONFIGURE_REQUEST) {
              lcp(
                  LcpConfigure.nak(
                      configure.identifier(), List.of(new LcpOption.MagicNumber(mru++))),
                  net);
            }
          }
        };
    assertEquals("LCP_NOT_OPEN", verdict(server));
  }

  @Test
  void beginsAnewForEver() {
    Pppd server =
        new Pppd() {
          @Override
          void echoed(LcpEcho echo, Simulation net) {
            lcp(LcpConfigure.request(200, wishes()), net);
          }
        };
    Simulation net = new Simulation(server);
    net.run();
    assertTrue(server.log.contains("Call-Clear-Request"));
    assertTrue(net.packetsSent.size() < 500, () -> "sent " + net.packetsSent.size());
  }

  @Test
  void answersEchoesWithOtherData() {
    Pppd server =
        new Pppd() {
          @Override
          void echoed(LcpEcho echo, Simulation net) {
            byte[] data = echo.data().toArray();
            data[5]++;
            lcp(LcpEcho.reply(echo.identifier(), 1, Octets.of(data)), net);
          }
        };
    ProbeOutcome seen = new Simulation(server).run();
    assertEquals("NO_ECHO", Judgement.of(seen).orElseThrow().kind());
    assertTrue(seen.evidence().damagedEchoes() >= 5);
  }

  @Test
  void answersEachEchoManyTimes() {
    Pppd server =
        new Pppd() {
          @Override
          void echoed(LcpEcho echo, Simulation net) {
            for (int i = 0; i < 9; i++) {
              super.echoed(echo, net);
            }
          }
        };
    ProbeOutcome seen = new Simulation(server).run();
    assertEquals(5, seen.series().received());
  }

  @Test
  void answersEchoesThatWereNotSent() {
    Pppd server =
        new Pppd() {
          @Override
          void echoed(LcpEcho echo, Simulation net) {
            lcp(LcpEcho.reply(echo.identifier() ^ 0x80, 1, echo.data()), net);
          }
        };
    assertEquals("NO_ECHO", verdict(server));
  }

  @Test
  void sendsOurOwnPacketsBack() {
    Pppd server =
        new Pppd() {
          @Override
          public void gre(ByteBuffer packet, Simulation net) {
            byte[] bytes = Octets.copyOf(packet).toArray();
            bytes[6] = (byte) (Simulation.CALL_ID >> 8);
            bytes[7] = (byte) Simulation.CALL_ID;
            net.packet(bytes);
          }

          @Override
          void transmit(GrePacket packet, Simulation net) {}
        };
    assertEquals("LOOPED_BACK", verdict(server));
  }

  @Test
  void claimsLongerPacketsThanItSends() {
    Pppd server =
        new Pppd() {
          @Override
          void transmit(GrePacket packet, Simulation net) {
            byte[] bytes = GreCodec.encode(packet);
            bytes[4] = (byte) 0xFF;
            net.packet(bytes);
          }
        };
    Simulation net = new Simulation(server);
    ProbeOutcome seen = net.run();
    assertEquals("GRE_BLOCKED", Judgement.of(seen).orElseThrow().kind());
    assertTrue(seen.malformed() > 0);
  }

  @Test
  void opensCallAgainAndAgain() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            super.control(message, net);
            if (message instanceof OutgoingCallRequest request) {
              for (int i = 0; i < 50; i++) {
                net.answer(new OutgoingCallReply(i, request.callId(), 1, 0, 0, 0, 64, 0, 0));
              }
            }
          }
        };
    assertEquals("OK", verdict(server));
  }

  @Test
  void sendsEchoRequestsForEver() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            for (int i = 0; i < 150; i++) {
              net.answer(new EchoRequest(i));
            }
            super.control(message, net);
          }
        };
    Simulation net = new Simulation(server);
    Judgement.of(net.run());
    assertTrue(net.controlSent.size() < 120, () -> "sent " + net.controlSent.size());
  }

  @Test
  void sendsGarbageAfterTheCall() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            super.control(message, net);
            if (message instanceof OutgoingCallRequest) {
              net.answerBytes(new byte[] {'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2'});
            }
          }
        };
    assertEquals("CONTROL_MALFORMED", verdict(server));
  }

  @Test
  void clearsNothing() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            if (!(message instanceof CallClearRequest)) {
              super.control(message, net);
            }
          }
        };
    assertEquals("OK", verdict(server));
    assertTrue(server.log.contains("Stop-Control-Connection-Request"));
  }

  /** Sends a message a byte a second. */
  private static void trickle(ControlMessage message, Simulation net) {
    byte[] bytes = ControlMessageCodec.encode(message);
    for (int i = 0; i < bytes.length; i++) {
      byte[] one = {bytes[i]};
      net.after(i * Simulation.SECOND, () -> net.answerBytes(one));
    }
  }

  @Test
  void repliesOneByteEachSecond() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            trickle(
                new StartControlConnectionReply(0x0100, 1, 0, 0, 0, 1, 1, "local", "linux"), net);
          }
        };
    assertEquals("CONTROL_INCOMPLETE", verdict(server));
  }

  @Test
  void opensCallOneByteEachSecond() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            if (message instanceof OutgoingCallRequest request) {
              trickle(new OutgoingCallReply(7, request.callId(), 1, 0, 0, 0, 64, 0, 0), net);
            } else {
              super.control(message, net);
            }
          }
        };
    Simulation net = new Simulation(server);
    assertEquals("CALL_SILENT", Judgement.of(net.run()).orElseThrow().kind());
    assertTrue(net.controlNames().contains("Call-Clear-Request"), () -> "" + net.controlNames());
  }

  /** Two connections, two ways: its first Configure-Request is here before the call's reply. */
  @Test
  void firstPacketOvertakesTheReply() {
    Pppd server =
        new Pppd() {
          @Override
          public void control(ControlMessage message, Simulation net) {
            if (message instanceof OutgoingCallRequest) {
              callId = Simulation.CALL_ID;
              lcp(LcpConfigure.request(1, wishes()), net);
              for (int i = 0; i < 1000; i++) {
                net.packet(new byte[] {0x30, 1, (byte) 0x88, 0x0B, 0, 0, 0x43, 0x21, 0, 0, 0, 9});
              }
              net.after(20 * Simulation.MS, () -> super.control(message, net));
            } else {
              super.control(message, net);
            }
          }
        };
    Simulation net = new Simulation(server);
    ProbeOutcome seen = net.run();
    assertEquals("OK", Judgement.of(seen).map(Obstacle::kind).orElse("OK"));
    assertEquals(java.util.OptionalLong.of(0), seen.firstGreNanos());
  }

  /** Somebody on the way, or beside it, claims a small MTU, though every packet passes. */
  @Test
  void liesAboutTheMtu() {
    Simulation net = new Simulation(new Pppd());
    net.options = Simulation.options(2, 50 * Simulation.MS, true);
    net.liar = 100;
    ProbeOutcome seen = net.run();
    assertEquals(1500, seen.pathMtu().orElseThrow().largest());
  }

  /** Damaged packets in both places, at random: it ends in time and never fails. */
  @Property(tries = 300)
  void survivesDamage(@ForAll long seed, @ForAll @Size(max = 40) byte[] garbage) {
    SplittableRandom random = new SplittableRandom(seed);
    Pppd server =
        new Pppd() {
          @Override
          void transmit(GrePacket packet, Simulation net) {
            byte[] bytes = GreCodec.encode(packet);
            if (random.nextInt(3) == 0) {
              bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            net.packet(bytes);
            if (random.nextInt(4) == 0) {
              net.packet(garbage);
            }
            if (random.nextInt(20) == 0) {
              net.answerBytes(garbage);
            }
          }
        };
    Simulation net = new Simulation(server);
    net.options = Simulation.options(20, 20 * Simulation.MS, random.nextBoolean());
    net.run();
    assertTrue(net.packetsSent.size() < 3000);
  }
}
