package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

  /** The clock of nanoTime may begin anywhere and run over. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5_000_000, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE})
  void countsDownToZero(long start) {
    AtomicLong now = new AtomicLong(start);
    Deadline deadline = Deadline.after(now::get, start, 10_000_000);
    assertEquals(10_000_000, deadline.remainingNanos());
    assertEquals(10, deadline.remainingMillis());
    now.addAndGet(9_000_001);
    assertEquals(999_999, deadline.remainingNanos());
    assertEquals(1, deadline.remainingMillis());
    assertFalse(deadline.hasPassed());
    now.addAndGet(999_998);
    assertEquals(1, deadline.remainingMillis());
    now.addAndGet(1);
    assertTrue(deadline.hasPassed());
    assertEquals(0, deadline.remainingMillis());
    now.addAndGet(1_000_000_000);
    assertTrue(deadline.hasPassed());
    assertEquals(0, deadline.remainingNanos());
  }

  @Test
  void before() {
    Deadline deadline = Deadline.after(() -> 100, 100, 50);
    assertEquals(20, deadline.before(30).remainingNanos());
    assertTrue(deadline.before(60).hasPassed());
  }

  @Test
  void orWithinIsTheEarlier() {
    Deadline deadline = Deadline.after(() -> 100, 100, 50);
    assertEquals(20, deadline.orWithin(20).remainingNanos());
    assertEquals(50, deadline.orWithin(80).remainingNanos());
    assertTrue(Deadline.after(() -> 200, 100, 50).orWithin(80).hasPassed());
  }

  @Test
  void farDeadlineFitsMillis() {
    assertEquals(
        Integer.MAX_VALUE, Deadline.after(() -> 0, 0, Long.MAX_VALUE / 2).remainingMillis());
  }
}
