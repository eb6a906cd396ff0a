package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.l2tp.ReliableDelivery.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReliableDeliveryTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ControlMessage HELLO =
      ControlMessage.of(ControlMessageType.HELLO, 7, 0, List.of());

  /** As of System.nanoTime, near its wrap. */
  private long now = Long.MAX_VALUE - 5 * SECOND;

  private final ReliableDelivery us = new ReliableDelivery(ReliabilitySettings.recommended());

  @Test
  void waitsAreDoubledUpTo8SecondsAndThenItGivesUp() {
    us.send(HELLO, now);
    assertEquals(List.of(HELLO.withNumbers(0, 0)), us.takeOutgoing(now));
    for (long wait : new long[] {1, 2, 4, 8, 8}) {
      assertEquals(OptionalLong.of(now + wait * SECOND), us.nextDeadline());
      now += wait * SECOND - 1;
      us.tick(now);
      assertEquals(List.of(), us.takeOutgoing(now));
      now++;
      us.tick(now);
      assertEquals(List.of(HELLO.withNumbers(0, 0)), us.takeOutgoing(now));
    }
    now += 8 * SECOND;
    assertFalse(us.hasGivenUp());
    us.tick(now);
    assertTrue(us.hasGivenUp());
    assertEquals(5, us.retransmissions());
    assertEquals(OptionalLong.empty(), us.nextDeadline());
    us.send(HELLO, now);
    assertEquals(List.of(), us.takeOutgoing(now));
  }

  @Test
  void thePeersWindowHoldsMessagesBack() {
    us.setPeerWindow(2);
    for (int i = 1; i <= 5; i++) {
      assertEquals(i, us.send(HELLO, now));
    }
    assertEquals(List.of(HELLO.withNumbers(0, 0), HELLO.withNumbers(1, 0)), us.takeOutgoing(now));
    us.receive(zlb(0, 1), now);
    assertEquals(1, us.acknowledged());
    assertEquals(List.of(HELLO.withNumbers(2, 0)), us.takeOutgoing(now));
    us.receive(zlb(0, 3), now);
    assertEquals(List.of(HELLO.withNumbers(3, 0), HELLO.withNumbers(4, 0)), us.takeOutgoing(now));
    us.receive(zlb(0, 5), now);
    assertEquals(OptionalLong.empty(), us.nextDeadline());
    us.setPeerWindow(0);
    us.send(HELLO, now);
    assertEquals(1, us.takeOutgoing(now).size());
  }

  @Test
  void acknowledgmentsOfWhatWasNotSentAreNotTaken() {
    us.send(HELLO, now);
    us.takeOutgoing(now);
    for (int nr : new int[] {0, 2, 100, 65535}) {
      us.receive(zlb(0, nr), now);
      assertEquals(0, us.acknowledged());
    }
    us.receive(zlb(0, 1), now);
    assertEquals(1, us.acknowledged());
  }

  @Test
  void anAcknowledgmentWaitsForAMessageThatCarriesIt() {
    us.setPeerTunnelId(9);
    assertEquals(Arrival.NEW, us.receive(HELLO, now));
    assertEquals(List.of(), us.takeOutgoing(now));
    assertEquals(OptionalLong.of(now + SECOND / 10), us.nextDeadline());
    us.send(HELLO, now);
    assertEquals(List.of(HELLO.withNumbers(0, 1)), us.takeOutgoing(now + SECOND / 2));
    assertEquals(Arrival.NEW, us.receive(HELLO.withNumbers(1, 1), now));
    now += SECOND / 10;
    assertEquals(List.of(ControlMessage.zlb(9, 0, 1, 2)), us.takeOutgoing(now));
    assertEquals(List.of(), us.takeOutgoing(now));
  }

  @Test
  void whatComesTwiceIsAcknowledgedTwiceAndWhatComesEarlyNot() {
    us.receive(HELLO, now);
    us.takeOutgoing(now + SECOND);
    assertEquals(Arrival.DUPLICATE, us.receive(HELLO, now));
    assertEquals(List.of(ControlMessage.zlb(0, 0, 0, 1)), us.takeOutgoing(now));
    assertEquals(Arrival.EARLY, us.receive(HELLO.withNumbers(2, 0), now));
    assertEquals(Arrival.EARLY, us.receive(HELLO.withNumbers(0x8000, 0), now));
    assertEquals(List.of(), us.takeOutgoing(now + SECOND));
    assertEquals(Arrival.DUPLICATE, us.receive(HELLO.withNumbers(0x8001, 0), now));
    assertEquals(Arrival.ACKNOWLEDGMENT, us.receive(zlb(77, 0), now));
    assertEquals(Arrival.NEW, us.receive(HELLO.withNumbers(1, 0), now));
  }

  @Test
  void numbersGoOnBeyond16Bits() {
    for (int i = 0; i < 70_000; i++) {
      us.send(HELLO, now);
      int number = i & 0xFFFF;
      assertEquals(List.of(HELLO.withNumbers(number, number)), us.takeOutgoing(now));
      assertEquals(Arrival.NEW, us.receive(HELLO.withNumbers(number, (number + 1) & 0xFFFF), now));
    }
    assertEquals(70_000, us.acknowledged());
    assertEquals(Arrival.DUPLICATE, us.receive(HELLO.withNumbers(65535, 0), now));
  }

  @Test
  void onceClosedItOnlyAcknowledges() {
    us.setPeerWindow(1);
    us.send(HELLO, now);
    us.send(HELLO, now);
    us.takeOutgoing(now);
    us.close();
    assertEquals(OptionalLong.empty(), us.nextDeadline());
    us.receive(HELLO.withNumbers(0, 1), now);
    us.acknowledgeNow(now);
    assertEquals(List.of(ControlMessage.zlb(0, 0, 1, 1)), us.takeOutgoing(now));
  }

  @Test
  void onlySoManyMayWait() {
    for (int i = 0; i < ReliableDelivery.MAX_QUEUE; i++) {
      us.send(HELLO, now);
    }
    assertThrows(IllegalStateException.class, () -> us.send(HELLO, now));
    assertThrows(IllegalArgumentException.class, () -> us.send(zlb(0, 0), now));
  }

  /** Two ends over a network that loses, doubles and reorders: all arrives once and in order. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void allArrivesOnceAndInOrder(@ForAll @IntRange(min = 1, max = 6) int window, @ForAll long seed) {
    Random random = new Random(seed);
    ReliabilitySettings patient = new ReliabilitySettings(SECOND, 8 * SECOND, 1000, SECOND / 10);
    ReliableDelivery[] ends = {new ReliableDelivery(patient), new ReliableDelivery(patient)};
    List<List<ControlMessage>> ways = List.of(new ArrayList<>(), new ArrayList<>());
    int[] taken = new int[2];
    long clock = random.nextLong();
    for (int i = 0; i < 2; i++) {
      ends[i].setPeerWindow(window);
      for (int text = 0; text < 12; text++) {
        ends[i].send(
            ControlMessage.of(
                ControlMessageType.SLI, 1, 0, List.of(Avp.u16(AvpType.PROXY_AUTHEN_ID, text))),
            clock);
      }
    }
    int steps = 0;
    while (ends[0].acknowledged() < 12 || ends[1].acknowledged() < 12) {
      steps++;
      assertTrue(steps < 20_000, "no progress");
      clock += random.nextInt(300_000_000);
      for (int i = 0; i < 2; i++) {
        ends[i].tick(clock);
        for (ControlMessage message : ends[i].takeOutgoing(clock)) {
          for (int copies = random.nextInt(4); copies > 0; copies -= 2) {
            List<ControlMessage> way = ways.get(i);
            way.add(random.nextInt(way.size() + 1), message);
          }
        }
        List<ControlMessage> arriving = ways.get(1 - i);
        while (!arriving.isEmpty() && random.nextBoolean()) {
          ControlMessage message = arriving.remove(0);
          if (ends[i].receive(message, clock) == Arrival.NEW) {
            assertEquals(taken[i]++, message.number(AvpType.PROXY_AUTHEN_ID).orElseThrow());
          }
        }
      }
    }
    assertEquals(12, taken[0]);
    assertEquals(12, taken[1]);
  }

  private static ControlMessage zlb(int ns, int nr) {
    return ControlMessage.zlb(7, 0, ns, nr);
  }
}
