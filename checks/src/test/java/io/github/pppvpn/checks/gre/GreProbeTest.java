package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.State;
import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.PppFrame;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import io.github.pppvpn.wire.ppp.PppProtocol;
import io.github.pppvpn.wire.pptp.CallClearRequest;
import io.github.pppvpn.wire.pptp.CallDisconnectNotify;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.OutgoingCallRequest;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe against a server that behaves, over networks that do not, and cut off at any time. */
class GreProbeTest {
  private static final long MS = Simulation.MS;
  private static final long SECOND = Simulation.SECOND;

  private final Pppd server = new Pppd();
  private final Simulation net = new Simulation(server);

  private String verdict() {
    Optional<Obstacle> obstacle = Judgement.of(net.run());
    return obstacle.map(found -> found.kind() + " " + found.text()).orElse("OK");
  }

  @Test
  void measuresHealthyServer() {
    ProbeOutcome seen = net.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(Optional.of(0.0), seen.loss());
    assertEquals(5, seen.series().received());
    assertEquals(OptionalLong.of(10 * MS), seen.series().average());
    assertEquals(OptionalLong.of(10 * MS), seen.series().longest());
    assertEquals(OptionalLong.of(0), seen.series().jitter());
    assertEquals(OptionalLong.of(20 * MS), seen.callSetupNanos());
    assertEquals(OptionalLong.of(50 * MS), seen.firstGreNanos());
  }

  @Test
  void endsPolitelyAndAnswersNoAuthentication() {
    net.run();
    assertEquals(
        List.of(
            "Start-Control-Connection-Request",
            "Outgoing-Call-Request",
            "Set-Link-Info",
            "Terminate-Request monitoring probe done",
            "Call-Clear-Request"),
        server.log);
    assertEquals(List.of(), server.otherProtocols);
    assertTrue(net.closedByProbe);
    // The raw socket is held for a second behind the end.
    assertTrue(net.now - server.clearedAt >= SECOND, () -> "over at " + net.now / MS + " ms");
  }

  @Test
  void slowStartOfPppdIsNoLoss() {
    for (long start = 0; start < 4000; start += 37) {
      Pppd slow = new Pppd();
      slow.pppdStart = start * MS;
      ProbeOutcome seen = new Simulation(slow).run();
      assertEquals(Optional.of(0.0), seen.loss(), "pppd started after " + start + " ms");
      assertEquals(5, seen.series().received());
    }
  }

  @Test
  void everythingIsDropped() {
    net.toProbe = Simulation.CLOSED;
    net.toServer = Simulation.CLOSED;
    assertEquals("GRE_BLOCKED accepted the call, but no GRE comes back", verdict());
    assertTrue(server.log.contains("Call-Clear-Request"));
  }

  @Test
  void nothingComesBack() {
    net.toProbe = Simulation.CLOSED;
    assertEquals("GRE_BLOCKED accepted the call, but no GRE comes back", verdict());
  }

  /** Who sends late, and hears nothing in the time that is left for it, is not given up early. */
  @Test
  void nothingArrivesAtPppdThatStartsSlowly() {
    server.pppdStart = 6 * SECOND;
    net.toServer = Simulation.CLOSED;
    assertTrue(verdict().startsWith("ONLY_TO_PROBE "));
  }

  @Test
  void nothingArrives() {
    net.toServer = Simulation.CLOSED;
    assertEquals(
        "ONLY_TO_PROBE sends GRE that arrives here, but ours does not arrive there", verdict());
  }

  /** A pppd that starts as time is up is heard, and what it says of ours is not waited for. */
  @ParameterizedTest
  @ValueSource(longs = {7450, 7600, 7850, 7890})
  void pppdThatStartsTooLateIsNoFirewall(long start) {
    server.pppdStart = start * MS;
    net.toServer = Simulation.CLOSED;
    Obstacle obstacle = Judgement.of(net.run()).orElseThrow();
    assertEquals(
        "sends GRE that arrives here, but so late that whether ours arrives there is not known",
        obstacle.text());
    assertEquals(State.WARNING, obstacle.state());
  }

  @Test
  void ownFirewallDropsTheAnswers() {
    Simulation host =
        new Simulation(
            new Pppd() {
              @Override
              void transmit(io.github.pppvpn.wire.gre.GrePacket packet, Simulation sim) {
                sim.droppedByFirewall(io.github.pppvpn.wire.gre.GreCodec.encode(packet));
              }
            });
    assertEquals(
        "ONLY_TO_SERVER receives our GRE and answers it, but this host drops the answers",
        Judgement.of(host.run()).map(found -> found.kind() + " " + found.text()).orElse("OK"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void lossIsMeasuredAsItIs(long seed) {
    Simulation lossy = new Simulation(new Pppd());
    lossy.options = Simulation.options(50, 20 * MS, false);
    lossy.end = 20 * SECOND;
    for (long i = 0; i < seed; i++) {
      lossy.random.nextLong();
    }
    lossy.toProbe = (size, random) -> random.nextInt(100) < 30 ? 0 : 1;
    ProbeOutcome seen = lossy.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(50, seen.series().sent());
    double loss = seen.loss().orElseThrow();
    assertTrue(loss > 5 && loss < 60, () -> "loss " + loss);
  }

  /**
   * The server's first Configure-Ack is lost, so that ours is asked twice and the server, open by
   * then, begins anew; its next requests are lost as well, and until one arrives it answers no
   * echo.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void serverThatWaitsForItsConfigureAckIsNoLoss(int lostRequests) {
    Pppd waiting =
        new Pppd() {
          private int acks;
          private int requests;

          @Override
          void transmit(GrePacket packet, Simulation sim) {
            if (!isLost(lcpCode(packet))) {
              super.transmit(packet, sim);
            }
          }

          private boolean isLost(int code) {
            if (code == LcpCode.CONFIGURE_ACK) {
              acks++;
              return acks == 1;
            }
            requests += code == LcpCode.CONFIGURE_REQUEST ? 1 : 0;
            return code == LcpCode.CONFIGURE_REQUEST
                && requests > 1
                && requests <= 1 + lostRequests;
          }
        };
    Simulation lossy = new Simulation(waiting);
    lossy.options = Simulation.options(10, 100 * MS, false);
    lossy.end = 40 * SECOND;
    ProbeOutcome seen = lossy.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(10, seen.series().sent());
    assertEquals(Optional.of(0.0), seen.loss());
  }

  /** The same behind the last echo: its request may come up to 3 s later. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 6})
  void serverThatWaitsForItsConfigureAckBehindTheLastEchoIsNoLoss(int silentFrom) {
    Pppd down =
        new Pppd() {
          private int echoes;

          @Override
          void echoed(LcpEcho echo, Simulation sim) {
            echoes++;
            if (echoes == silentFrom) {
              forget(sim, 2900 * MS);
            } else {
              super.echoed(echo, sim);
            }
          }
        };
    Simulation interrupted = new Simulation(down);
    interrupted.end = 20 * SECOND;
    ProbeOutcome seen = interrupted.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(5, seen.series().sent());
    assertEquals(Optional.of(0.0), seen.loss());
  }

  /** The same in the middle of the echoes: a server that was restarted, say. */
  @Test
  void serverThatStopsAnsweringBeforeItBeginsAnewIsNoLoss() {
    Pppd forgetful =
        new Pppd() {
          private int echoes;

          @Override
          void echoed(LcpEcho echo, Simulation sim) {
            echoes++;
            if (echoes == 8) {
              forget(sim, 2500 * MS);
            }
            super.echoed(echo, sim);
          }
        };
    Simulation interrupted = new Simulation(forgetful);
    interrupted.options = Simulation.options(40, 100 * MS, false);
    interrupted.end = 40 * SECOND;
    ProbeOutcome seen = interrupted.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(40, seen.series().sent());
    assertEquals(Optional.of(0.0), seen.loss());
  }

  @Test
  void serverThatBeginsAnewForEverIsNotOk() {
    Pppd restless =
        new Pppd() {
          @Override
          void echoed(LcpEcho echo, Simulation sim) {
            super.echoed(echo, sim);
            forget(sim, MS);
          }
        };
    Simulation anew = new Simulation(restless);
    anew.options = Simulation.options(40, 10 * MS, false);
    anew.end = 40 * SECOND;
    Obstacle obstacle = Judgement.of(anew.run()).orElseThrow();
    assertEquals(
        "lets GRE pass both ways, but LCP did not stay open: the peer began anew 11 times",
        obstacle.text());
    assertEquals(State.WARNING, obstacle.state());
  }

  private static int lcpCode(GrePacket packet) {
    try {
      PppFrame frame = PppFrameCodec.decode(packet.payload().asBuffer());
      return frame.protocol() == PppProtocol.LCP ? frame.information().at(0) : -1;
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void doubledAndReorderedPacketsAreNoHarm() {
    net.toProbe = (size, random) -> 3;
    net.toServer = (size, random) -> 2;
    net.jitter = 30 * MS;
    net.options = Simulation.options(20, 10 * MS, false);
    ProbeOutcome seen = net.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(20, seen.series().received());
  }

  @Test
  void callIsRefused() {
    server.callResult = 4;
    assertEquals(
        "CALL_REFUSED refused the call: result 4, Busy: Outgoing Call failed due to detection of a"
            + " busy signal",
        verdict());
    assertTrue(server.log.contains("Stop-Control-Connection-Request"));
    assertEquals(List.of(), net.packetsSent);
  }

  @Test
  void controlConnectionIsSilent() {
    Simulation silent = new Simulation(new Mute(StartControlConnectionRequest.class));
    Optional<Obstacle> obstacle = Judgement.of(silent.run());
    assertEquals("CONTROL_SILENT", obstacle.orElseThrow().kind());
    assertEquals(
        "accepted the connection but did not answer the Start-Control-Connection-Request within"
            + " 10 s",
        obstacle.get().text());
    assertEquals(
        List.of("Start-Control-Connection-Request", "Stop-Control-Connection-Request"),
        silent.controlNames());
  }

  @Test
  void callIsNotAnswered() {
    Simulation silent = new Simulation(new Mute(OutgoingCallRequest.class));
    assertEquals("CALL_SILENT", Judgement.of(silent.run()).orElseThrow().kind());
    // The server may open the call when it gets to it: it finds that it is not wanted.
    assertEquals(
        List.of("Start-Control-Connection-Request", "Outgoing-Call-Request", "Call-Clear-Request"),
        silent.controlNames());
  }

  @Test
  void endOfTheCallIsNotConfirmed() {
    Simulation silent = new Simulation(new Mute(CallClearRequest.class));
    assertEquals(Optional.empty(), Judgement.of(silent.run()));
    List<String> names = silent.controlNames();
    assertEquals(
        List.of("Call-Clear-Request", "Stop-Control-Connection-Request"),
        names.subList(names.size() - 2, names.size()));
  }

  /** Behaves but for one request, which it does not answer. */
  private static final class Mute extends Pppd {
    private final Class<? extends ControlMessage> unanswered;

    Mute(Class<? extends ControlMessage> unanswered) {
      this.unanswered = unanswered;
    }

    @Override
    public void control(ControlMessage message, Simulation sim) {
      if (!unanswered.isInstance(message)) {
        super.control(message, sim);
      }
    }
  }

  @Test
  void serverGoesInTheMiddle() {
    net.after(
        600 * MS,
        () -> {
          server.inCall = false;
          net.hangUp();
        });
    assertEquals(
        "CALL_ENDED closed the connection in the middle of the call, after 3 of 3 echoes over GRE"
            + " came back",
        verdict());
    assertFalse(server.log.contains("late GRE"), server.log::toString);
  }

  @Test
  void serverEndsTheCall() {
    net.after(
        600 * MS,
        () -> {
          server.inCall = false;
          net.answer(new CallDisconnectNotify(Pppd.CALL_ID, 3, 0, 0, ""));
        });
    assertTrue(verdict().startsWith("CALL_ENDED ended the call: result 3, Admin Shutdown"));
    assertTrue(server.log.contains("Stop-Control-Connection-Request"));
  }

  @Test
  void disconnectOfAnotherCallIsNotOurs() {
    net.after(600 * MS, () -> net.answer(new CallDisconnectNotify(Pppd.CALL_ID + 1, 3, 0, 0, "")));
    assertEquals("OK", verdict());
  }

  /** Killed at any moment, it takes its leave of whatever is there, at once. */
  @Test
  void cancelledAtAnyTime() {
    for (long at = 0; at < 2200; at += 13) {
      Pppd peer = new Pppd();
      Simulation cut = new Simulation(peer);
      cut.cancelAt = at * MS;
      cut.run();
      List<String> names = cut.controlNames();
      String last = names.get(names.size() - 1);
      assertEquals(
          names.contains("Outgoing-Call-Request")
              ? "Call-Clear-Request"
              : "Stop-Control-Connection-Request",
          last,
          "cancelled at " + at + " ms");
      assertFalse(peer.inCall, "cancelled at " + at + " ms");
    }
  }

  /** However little time there is, a call that was asked for is given back. */
  @Test
  void outOfTimeAtAnyTime() {
    for (long end = 20; end < 4000; end += 29) {
      Pppd peer = new Pppd();
      Simulation cut = new Simulation(peer);
      cut.end = end * MS;
      cut.run();
      assertEquals(
          cut.controlNames().contains("Outgoing-Call-Request"),
          cut.controlNames().contains("Call-Clear-Request"),
          "ends at " + end + " ms");
      assertTrue(cut.closedByProbe);
    }
  }

  @Test
  void littleTimeMeansFewerEchoes() {
    net.options = Simulation.options(100, 200 * MS, false);
    net.end = 5 * SECOND;
    ProbeOutcome seen = net.run();
    assertEquals(Optional.of(0.0), seen.loss());
    assertTrue(seen.series().sent() < 20, () -> "" + seen.series().sent());
  }

  /** pptpd holds back what comes behind a lost packet, the last echoes too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void oneLostEchoIsOneLostEcho(int which) {
    int[] echoes = {0};
    net.toServer =
        (size, random) -> {
          // The first shows that the server is open.
          echoes[0] += size == 84 ? 1 : 0;
          return size == 84 && echoes[0] == 1 + which ? 0 : 1;
        };
    ProbeOutcome seen = net.run();
    assertEquals(5, seen.series().sent());
    assertEquals(4, seen.series().received());
  }

  /**
   * An answer that comes late shows a longer way, and those that never come are lost all the same.
   */
  @Test
  void lateAnswerDoesNotExcuseTheOthers() {
    Pppd late =
        new Pppd() {
          private int echoes;

          @Override
          void echoed(LcpEcho echo, Simulation sim) {
            echoes++;
            if (echoes == 6) {
              sim.after(1100 * MS, () -> super.echoed(echo, sim));
            } else if (echoes < 4 || echoes > 6) {
              super.echoed(echo, sim);
            }
          }
        };
    Simulation slow = new Simulation(late);
    slow.options = Simulation.options(5, 200 * MS, true);
    slow.mtu = 1000;
    slow.routerComplains = false;
    ProbeOutcome seen = slow.run();
    assertEquals(5, seen.series().sent());
    assertEquals(3, seen.series().received());
  }

  /** What is still under way when time is up says nothing of the path, however long it is. */
  @Test
  void timeThatIsUpIsNoLoss() {
    for (long delay = 5; delay < 450; delay += 7) {
      Simulation cut = new Simulation(new Pppd());
      cut.delay = delay * MS;
      cut.options = Simulation.options(100, 70 * MS, false);
      cut.end = 8 * SECOND;
      ProbeOutcome seen = cut.run();
      assertEquals(Optional.empty(), Judgement.of(seen), "delay " + delay + " ms");
      assertEquals(Optional.of(0.0), seen.loss(), "delay " + delay + " ms");
    }
  }

  /** No first echo within a second: nobody has told it how long the way is but TCP. */
  @ParameterizedTest
  @ValueSource(longs = {300, 550, 700, 1000, 1400})
  void longWayIsNoLoss(long delay) {
    for (int count = 1; count < 8; count++) {
      Simulation satellite = new Simulation(new Pppd());
      satellite.delay = delay * MS;
      satellite.options = Simulation.options(count, 100 * MS, false);
      satellite.end = 30 * SECOND;
      ProbeOutcome seen = satellite.run();
      assertEquals(Optional.empty(), Judgement.of(seen), count + " echoes");
      assertEquals(count, seen.series().received(), count + " echoes");
    }
  }

  @Test
  void timeThatIsUpHidesNoLoss() {
    net.options = Simulation.options(100, 70 * MS, false);
    net.end = 8 * SECOND;
    net.delay = 50 * MS;
    int[] passed = {0};
    // Only what comes before the echoes.
    net.toProbe = (size, random) -> size < 84 || passed[0]++ < 3 ? 1 : 0;
    ProbeOutcome seen = net.run();
    assertTrue(seen.loss().orElseThrow() > 90, () -> "loss " + seen.loss());
  }

  @Test
  void pathMtuIsSaidByRouter() {
    net.options = Simulation.options(5, 10 * MS, true);
    net.mtu = 1400;
    ProbeOutcome seen = net.run();
    assertEquals(1400, seen.pathMtu().orElseThrow().largest());
    assertTrue(seen.pathMtu().get().isExact());
    assertEquals("198.51.100.1", seen.pathMtu().get().announcer());
    assertEquals(Optional.empty(), Judgement.of(seen));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 576, 1280, 1400, 1499})
  void blackHoleIsFoundToTheByte(int mtu) {
    net.options = Simulation.options(5, 10 * MS, true);
    net.mtu = mtu;
    net.routerComplains = false;
    net.end = 20 * SECOND;
    PathMtuSearch search = net.run().pathMtu().orElseThrow();
    assertEquals(mtu, search.largest());
    assertTrue(search.isExact());
    assertTrue(search.isBlackHole());
  }

  @Test
  void largestPacketPasses() {
    net.options = Simulation.options(5, 10 * MS, true);
    PathMtuSearch search = net.run().pathMtu().orElseThrow();
    assertTrue(search.isTop());
    assertEquals(1500, search.largest());
    assertFalse(search.isBlackHole());
  }

  @Test
  void answersThatAreTooLargeCountAsLost() {
    net.options = Simulation.options(5, 10 * MS, true);
    net.toProbe = (size, random) -> size > 1300 ? 0 : 1;
    net.end = 20 * SECOND;
    PathMtuSearch search = net.run().pathMtu().orElseThrow();
    // The server's packets carry both numbers, as ours do.
    assertEquals(1300, search.largest());
  }

  @Test
  void lossDoesNotLookLikeBlackHole() {
    net.options = Simulation.options(20, 10 * MS, true);
    net.toProbe = (size, random) -> random.nextInt(100) < 20 ? 0 : 1;
    net.end = 20 * SECOND;
    assertEquals(1500, net.run().pathMtu().orElseThrow().largest());
  }

  /** Three packets of a size lost by chance are no black hole, and no smaller path MTU either. */
  @Test
  void lossThatTheEchoesDidNotShowIsNoBlackHole() {
    for (int seed = 0; seed < 300; seed++) {
      Simulation lossy = new Simulation(new Pppd());
      lossy.options = Simulation.options(1, 10 * MS, true);
      lossy.end = 60 * SECOND;
      for (int i = 0; i < seed; i++) {
        lossy.random.nextLong();
      }
      int mtu = seed % 2 == 0 ? 1500 : 1000 + seed;
      int[] passed = {0};
      // The first packets pass, so that the loss is not known.
      lossy.toProbe =
          (size, random) -> size > mtu || (passed[0]++ > 5 && random.nextInt(100) < 30) ? 0 : 1;
      PathMtuSearch search = lossy.run().pathMtu().orElseThrow();
      assertEquals(mtu, search.largest(), "seed " + seed);
      assertEquals(mtu < 1500, search.isBlackHole(), "seed " + seed);
    }
  }

  @Test
  void controlFailureIsCritical() {
    server.callResult = 7;
    assertEquals(State.CRITICAL, Judgement.of(net.run()).orElseThrow().state());
  }
}
