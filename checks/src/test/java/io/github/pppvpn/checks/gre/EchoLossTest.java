package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.State;
import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.PppFrame;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import io.github.pppvpn.wire.ppp.PppProtocol;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which echoes count, and which of them as lost: what LCP goes through is none of the path's. */
class EchoLossTest {
  private static final long MS = Simulation.MS;
  private static final long SECOND = Simulation.SECOND;

  private final Simulation net = new Simulation(new Pppd());

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
}
