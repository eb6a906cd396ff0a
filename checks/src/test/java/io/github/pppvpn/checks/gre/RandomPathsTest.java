package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.ppp.LcpEcho;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Thousands of paths and servers, of which the truth is known: what goes wrong once in a thousand
 * probes wakes somebody once a day.
 */
class RandomPathsTest {
  private static final long MS = Simulation.MS;
  private static final long SECOND = Simulation.SECOND;
  private static final int PATHS = 1000;

  /** A path with its own randomness, and the server behind it. */
  private static final class Case {
    final SplittableRandom random;
    final Pppd server;
    final Simulation net;

    Case(long seed) {
      this(seed, new Pppd());
    }

    Case(long seed, Pppd server) {
      this.random = new SplittableRandom(seed);
      this.server = server;
      this.net = new Simulation(server);
      net.end = 30 * SECOND;
      server.pppdStart = random.nextLong(3000) * MS;
    }

    void late(long most) {
      net.delay = random.nextLong(most);
      net.jitter = random.nextBoolean() ? 0 : random.nextLong(1, net.delay + MS);
    }

    void lossy(double towardsServer, double back) {
      net.toServer = (size, ignored) -> random.nextDouble() < towardsServer ? 0 : 1;
      net.toProbe = (size, ignored) -> random.nextDouble() < back ? 0 : 1;
    }
  }

  private static String verdict(ProbeOutcome seen) {
    return Judgement.of(seen).map(Obstacle::kind).orElse("OK");
  }

  @Test
  void whatLosesNothingHasNoLoss() {
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed);
      path.late(600 * MS);
      if (path.random.nextBoolean()) {
        path.net.toServer = (size, ignored) -> 1 + path.random.nextInt(2);
        path.net.toProbe = (size, ignored) -> 1 + path.random.nextInt(2);
      }
      ProbeOutcome seen = path.net.run();
      assertEquals("OK", verdict(seen), "seed " + seed);
      assertEquals(Optional.of(0.0), seen.loss(), "seed " + seed);
      assertEquals(5, seen.series().received(), "seed " + seed);
    }
  }

  @Test
  void oneWayIsToldFromTheOther() {
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed);
      path.late(200 * MS);
      boolean towardsServer = path.random.nextBoolean();
      path.lossy(towardsServer ? 1 : 0, towardsServer ? 0 : 1);
      assertEquals(
          towardsServer ? "ONLY_TO_PROBE" : "GRE_BLOCKED", verdict(path.net.run()), "seed " + seed);
    }
  }

  /** The mean of many probes is the path's own, whatever LCP goes through in each. */
  @Test
  void lossIsThePathsOwn() {
    double measured = 0;
    double truth = 0;
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed);
      path.late(150 * MS);
      double towardsServer = path.random.nextDouble() * 0.25;
      double back = path.random.nextDouble() * 0.25;
      path.lossy(towardsServer, back);
      path.net.options = Simulation.options(50, 100 * MS, false);
      ProbeOutcome seen = path.net.run();
      assertEquals("OK", verdict(seen), "seed " + seed);
      measured += seen.loss().orElseThrow();
      truth += 100 * (1 - (1 - towardsServer) * (1 - back));
    }
    assertEquals(truth / PATHS, measured / PATHS, 1);
  }

  @Test
  void serverThatBeginsAnewAtAnyTimeLosesNothing() {
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed, new Restarting(seed));
      path.late(150 * MS);
      path.net.options = Simulation.options(10, 200 * MS, false);
      ProbeOutcome seen = path.net.run();
      assertEquals("OK", verdict(seen), "seed " + seed);
      assertEquals(Optional.of(0.0), seen.loss(), "seed " + seed);
    }
  }

  /** Once, in answer to nothing, and asks again up to the time that RFC 1661 gives it. */
  private static final class Restarting extends Pppd {
    private final int at;
    private final long pause;
    private int echoes;

    Restarting(long seed) {
      SplittableRandom random = new SplittableRandom(~seed);
      at = random.nextInt(1, 12);
      pause = random.nextLong(2900) * MS;
    }

    @Override
    void echoed(LcpEcho echo, Simulation net) {
      echoes++;
      if (echoes == at) {
        forget(net, pause);
      } else {
        super.echoed(echo, net);
      }
    }
  }

  @Test
  void pathMtuIsThePathsOwnOrSaidToBeInexact() {
    List<String> wrong = new ArrayList<>();
    int exact = 0;
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed);
      path.late(100 * MS);
      path.net.end = 60 * SECOND;
      path.net.options = Simulation.options(5, 200 * MS, true);
      int mtu = path.random.nextBoolean() ? 1500 : path.random.nextInt(600, 1500);
      double lost = path.random.nextBoolean() ? 0 : path.random.nextDouble() * 0.1;
      boolean complains = path.random.nextBoolean();
      path.net.mtu = mtu;
      path.net.routerComplains = complains;
      path.lossy(lost, lost);
      PathMtuSearch search = path.net.run().pathMtu().orElseThrow();
      boolean isExact = search.isTop() || search.isExact();
      exact += isExact ? 1 : 0;
      if (search.largest() > mtu
          || (isExact && search.largest() != mtu)
          || (search.isBlackHole() && (mtu == 1500 || complains))) {
        wrong.add("seed " + seed + ": " + search.largest() + " of " + mtu);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(exact > PATHS * 9 / 10, "exact " + exact);
  }

  /** However little comes through, and whenever time is up: the call is given back. */
  @Test
  void callIsGivenBackFromAnyPath() {
    for (long seed = 0; seed < PATHS; seed++) {
      Case path = new Case(seed);
      path.late(400 * MS);
      path.lossy(path.random.nextDouble(), path.random.nextDouble());
      path.net.end = path.random.nextLong(3000, 12_000) * MS;
      path.net.run();
      assertFalse(path.server.inCall, "seed " + seed);
    }
  }
}
