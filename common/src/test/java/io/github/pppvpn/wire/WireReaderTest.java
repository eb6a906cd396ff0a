package io.github.pppvpn.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class WireReaderTest {
  private static final byte[] BYTES = {
    (byte) 0xF1, (byte) 0xF2, (byte) 0xF3, (byte) 0xF4, 5, 6, (byte) 0xF7, 8, 9, 10
  };

  @Test
  void readsUnsignedBigEndianWhateverTheSourcesOrder() throws Exception {
    ByteBuffer source = ByteBuffer.wrap(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    WireReader reader = new WireReader(source);
    assertEquals(0xF1F2F3F4L, reader.u32());
    assertEquals(0x0506, reader.u16());
    assertEquals(0xF7, reader.u8());
    assertArrayEquals(new byte[] {8, 9}, reader.bytes(2));
    assertEquals(9, reader.offset());
    assertEquals(1, reader.remaining());
    assertEquals(0, source.position());
  }

  @Test
  void keepsToTheSourcesPositionAndLimit() throws Exception {
    WireReader reader = new WireReader(ByteBuffer.wrap(BYTES, 4, 2));
    assertEquals(0x0506, reader.u16());
    assertThrows(MalformedMessageException.class, reader::u8);
  }

  @Test
  void aReadPastTheEndConsumesNothingAndSaysHowMuchIsLeft() throws Exception {
    WireReader reader = new WireReader(ByteBuffer.wrap(BYTES, 0, 3));
    reader.skip(2);
    assertEquals(
        "the bytes end too early: 4 expected, 1 left",
        assertThrows(MalformedMessageException.class, reader::u32).getMessage());
    assertThrows(MalformedMessageException.class, reader::u16);
    assertThrows(MalformedMessageException.class, () -> reader.skip(2));
    assertThrows(MalformedMessageException.class, () -> reader.sub(2));
    assertThrows(MalformedMessageException.class, () -> reader.bytes(Integer.MAX_VALUE));
    assertThrows(MalformedMessageException.class, () -> reader.bytes(-1));
    assertEquals(0xF3, reader.u8());
  }

  @Test
  void aSubReaderEndsBeforeItsParent() throws Exception {
    WireReader reader = new WireReader(ByteBuffer.wrap(BYTES));
    reader.skip(4);
    WireReader sub = reader.sub(2);
    assertEquals(0x0506, sub.u16());
    assertThrows(MalformedMessageException.class, sub::u8);
    assertEquals(0xF7, reader.u8());
  }
}
