package io.github.pppvpn.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OctetsTest {
  @Test
  void isAValueOfItsOwn() {
    byte[] bytes = {1, 2, (byte) 0xFF};
    Octets octets = Octets.of(bytes);
    bytes[0] = 9;
    octets.toArray()[1] = 9;
    assertEquals(Octets.of((byte) 1, (byte) 2, (byte) 0xFF), octets);
    assertEquals(Octets.of((byte) 1, (byte) 2, (byte) 0xFF).hashCode(), octets.hashCode());
    assertNotEquals(Octets.of((byte) 1, (byte) 2), octets);
    assertEquals("0102ff", octets.toString());
    assertEquals(255, octets.at(2));
    assertTrue(octets.asBuffer().isReadOnly());
  }

  @Test
  void copiesWhatABufferHasLeftAndLeavesItThere() {
    ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
    assertEquals(Octets.of((byte) 2, (byte) 3), Octets.copyOf(source));
    assertEquals(2, source.remaining());
    assertTrue(Octets.copyOf(ByteBuffer.allocate(0)).isEmpty());
  }

  @Test
  void slicesEndWithTheOctets() {
    Octets octets = Octets.ofText("abcdef");
    assertEquals("cd", octets.slice(2, 4).text());
    assertEquals("ef", octets.slice(4, 100).text());
  }

  @Test
  void textIsOneCharForEachOctet() {
    assertArrayEquals(new byte[] {'a', (byte) 0xE4}, Octets.ofText("a\u00e4").toArray());
    assertEquals("a\u00e4", Octets.of((byte) 'a', (byte) 0xE4).text());
    assertThrows(IllegalArgumentException.class, () -> Octets.ofText("\u0100"));
  }

  @Test
  void aReaderGivesThem() throws Exception {
    WireReader reader = new WireReader(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertEquals(Octets.of((byte) 1), reader.octets(1));
    assertThrows(MalformedMessageException.class, () -> reader.octets(3));
    assertEquals(Octets.of((byte) 2, (byte) 3), reader.rest());
    assertEquals(Octets.EMPTY, reader.rest());
  }
}
