package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path MTU over networks that say it, keep silent, or lose packets. */
class PathMtuTest {
  private static final long MS = Simulation.MS;
  private static final long SECOND = Simulation.SECOND;

  private final Simulation net = new Simulation(new Pppd());

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
}
