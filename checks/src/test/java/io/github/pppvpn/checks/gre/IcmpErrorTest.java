package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.GreCodec;
import io.github.pppvpn.wire.gre.GrePacket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IcmpErrorTest {
  private static IcmpError quoting(GrePacket packet, int bytes) {
    Octets quoted = Octets.of(GreCodec.encode(packet)).slice(0, bytes);
    return new IcmpError(false, 3, 4, 1400, Optional.empty(), quoted);
  }

  @Test
  void sizeOfTheWholePacketIsReadFromItsBeginning() {
    Octets payload = Octets.of(new byte[100]);
    assertEquals(20 + 16 + 100, quoting(GrePacket.data(7, 1, 2, payload), 8).packetSize());
    assertEquals(20 + 12 + 100, quoting(GrePacket.data(7, 1, payload), 8).packetSize());
    assertEquals(20 + 12, quoting(GrePacket.acknowledgment(7, 1), 8).packetSize());
    assertEquals(7, quoting(GrePacket.data(7, 1, payload), 8).callId());
  }

  @Test
  void shorterQuotationNamesNoCall() {
    assertEquals(-1, quoting(GrePacket.acknowledgment(7, 1), 7).callId());
  }

  @Test
  void kinds() {
    assertTrue(
        new IcmpError(false, 3, 4, 0, Optional.empty(), Octets.EMPTY).isFragmentationNeeded());
    assertFalse(
        new IcmpError(false, 3, 2, 0, Optional.empty(), Octets.EMPTY).isFragmentationNeeded());
    assertEquals(
        "protocol unreachable",
        new IcmpError(false, 3, 2, 0, Optional.empty(), Octets.EMPTY).text());
    assertEquals(
        "administratively prohibited",
        new IcmpError(false, 3, 13, 0, Optional.empty(), Octets.EMPTY).text());
  }
}
