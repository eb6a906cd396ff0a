package io.github.pppvpn.wire.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.gre.GreReceiver.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GreReceiverTest {
  private static final long TOP = 0xFFFFFFFFL;

  private final GreReceiver receiver = new GreReceiver();

  @Test
  void nothingIsToBeAcknowledgedBeforeTheFirst() {
    assertEquals(OptionalLong.empty(), receiver.highest());
    assertEquals(Arrival.IN_ORDER, receiver.accept(1));
    assertEquals(OptionalLong.of(1), receiver.highest());
  }

  @Test
  void gapsLatecomersAndDuplicatesAreTold() {
    assertEquals(Arrival.IN_ORDER, receiver.accept(0));
    assertEquals(Arrival.IN_ORDER, receiver.accept(1));
    assertEquals(Arrival.AFTER_GAP, receiver.accept(5));
    assertEquals(3, receiver.missing());
    assertEquals(Arrival.LATE, receiver.accept(3));
    assertEquals(Arrival.DUPLICATE, receiver.accept(3));
    assertEquals(Arrival.DUPLICATE, receiver.accept(5));
    assertEquals(Arrival.IN_ORDER, receiver.accept(6));
    assertEquals(2, receiver.missing());
    assertEquals(5, receiver.received());
    assertEquals(1, receiver.late());
    assertEquals(2, receiver.duplicates());
    assertEquals(OptionalLong.of(6), receiver.highest());
  }

  @Test
  void numbersGoOnBeyond32Bits() {
    assertEquals(Arrival.IN_ORDER, receiver.accept(TOP - 1));
    assertEquals(Arrival.IN_ORDER, receiver.accept(TOP));
    assertEquals(Arrival.AFTER_GAP, receiver.accept(1));
    assertEquals(Arrival.LATE, receiver.accept(0));
    assertEquals(Arrival.DUPLICATE, receiver.accept(TOP));
    assertEquals(OptionalLong.of(1), receiver.highest());
    assertEquals(0, receiver.missing());
  }

  @Test
  void whatWasSentBeforeTheFirstArrivalMayComeLate() {
    receiver.accept(10);
    assertEquals(Arrival.LATE, receiver.accept(7));
    assertEquals(2, receiver.missing());
    assertEquals(Arrival.LATE, receiver.accept(8));
    assertEquals(1, receiver.missing());
  }

  @Test
  void tooOldIsNeitherNewNorADuplicate() {
    receiver.accept(0);
    receiver.accept(GreReceiver.WINDOW);
    assertEquals(Arrival.STALE, receiver.accept(0));
    assertEquals(Arrival.LATE, receiver.accept(1));
    assertEquals(1, receiver.outside());
  }

  @Test
  void oneForgedNumberDoesNotMoveTheWindow() {
    receiver.accept(5);
    assertEquals(Arrival.FAR_AHEAD, receiver.accept(0x70000000L));
    assertEquals(Arrival.IN_ORDER, receiver.accept(6));
    assertEquals(Arrival.FAR_AHEAD, receiver.accept(0x70000001L));
    assertEquals(OptionalLong.of(6), receiver.highest());
    assertEquals(0, receiver.missing());
  }

  @Test
  void twoInARowBeyondTheWindowAreANewStart() {
    receiver.accept(0x70000000L);
    assertEquals(Arrival.STALE, receiver.accept(0));
    assertEquals(Arrival.AFTER_GAP, receiver.accept(1));
    assertEquals(Arrival.DUPLICATE, receiver.accept(1));
    assertEquals(Arrival.IN_ORDER, receiver.accept(2));
  }

  @Test
  void noNumberIsLongerThan32Bits() {
    assertThrows(IllegalArgumentException.class, () -> receiver.accept(-1));
    assertThrows(IllegalArgumentException.class, () -> receiver.accept(TOP + 1));
  }

  /** Any order, any repetition, any start: each number is new once, and the sums agree. */
  @Property(tries = 1000)
  void eachNumberIsNewOnce(
      @ForAll @LongRange(min = 0, max = TOP) long start,
      @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> offsets,
      @ForAll long seed) {
    GreReceiver any = new GreReceiver();
    any.accept(start);
    List<Integer> order = new ArrayList<>(offsets);
    order.addAll(offsets);
    Collections.shuffle(order, new Random(seed));
    Set<Integer> seen = new HashSet<>(Set.of(0));
    for (int offset : order) {
      boolean isNew = seen.add(offset);
      Arrival arrival = any.accept((start + offset) & TOP);
      assertEquals(isNew, arrival.isNew());
      assertEquals(!isNew, arrival == Arrival.DUPLICATE);
    }
    int highest = Collections.max(seen);
    assertEquals(OptionalLong.of((start + highest) & TOP), any.highest());
    assertEquals(seen.size(), any.received());
    assertEquals(highest + 1 - seen.size(), any.missing());
  }

  /** Whatever a peer sends, the sums stay what they say. */
  @Property(tries = 1000)
  void aHostilePeerCannotUpsetTheSums(@ForAll @Size(max = 200) List<Long> numbers) {
    GreReceiver any = new GreReceiver();
    for (long number : numbers) {
      any.accept(number & (number % 3 == 0 ? 0xFFFL : TOP));
    }
    assertEquals(numbers.size(), any.received() + any.duplicates() + any.outside());
    assertTrue(any.late() <= any.received());
    assertTrue(any.missing() >= 0);
    assertTrue(any.missing() <= (long) GreReceiver.WINDOW * numbers.size());
  }
}
