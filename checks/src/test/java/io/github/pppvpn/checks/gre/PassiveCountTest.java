package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassiveCountTest {
  private static final int HERE = 0x0A090001;
  private static final int PEER = 0x0A090002;
  private static final int OTHER = 0xCB007101;

  private final PassiveCount count = new PassiveCount(Set.of(HERE));

  private void take(int source, int destination, int times) {
    for (int i = 0; i < times; i++) {
      ByteBuffer packet = ByteBuffer.allocate(14 + 20 + 12);
      packet.put(14, (byte) 0x45).put(14 + 9, (byte) 47);
      packet.putInt(14 + 12, source).putInt(14 + 16, destination);
      count.take(packet.array(), 14);
    }
  }

  @Test
  void countsEachDirection() {
    take(PEER, HERE, 3);
    take(HERE, PEER, 2);
    assertEquals(3, count.in());
    assertEquals(2, count.out());
    assertEquals(1, count.peers());
    assertEquals(0, count.oneWayPeers());
  }

  @Test
  void peerThatGetsNoAnswerIsOneWay() {
    take(PEER, HERE, 3);
    take(HERE, OTHER, 2);
    assertEquals(2, count.peers());
    assertEquals(1, count.oneWayPeers());
    List<PassiveCount.Line> lines = count.lines();
    assertEquals(PEER, lines.get(0).far());
    assertTrue(lines.get(0).packets().isOneWay());
    assertFalse(lines.get(1).packets().isOneWay());
  }

  @Test
  void passedOnPacketsAreCountedByPair() {
    take(PEER, OTHER, 2);
    take(OTHER, PEER, 2);
    assertEquals(1, count.peers());
    assertEquals(0, count.oneWayPeers());
    assertFalse(count.lines().get(0).isOurs());
  }

  @Test
  void otherPacketsDoNotCount() {
    count.take(new byte[14 + 19], 14);
    count.take(new byte[60], 14);
    byte[] tcp = new byte[60];
    tcp[14] = 0x45;
    tcp[23] = 6;
    count.take(tcp, 14);
    assertEquals(0, count.in() + count.out());
  }

  @Test
  void forgedSourcesDoNotFillTheMemory() {
    for (int i = 0; i < 20_000; i++) {
      take(i << 8, HERE, 1);
    }
    assertEquals(10_000, count.peers());
    assertEquals(20_000, count.in());
    assertEquals(10_000, count.uncounted());
  }
}
