package io.github.pppvpn.wire.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ControlMessageTest {
  private static StartControlConnectionRequest from(String hostName) {
    return new StartControlConnectionRequest(Pptp.PROTOCOL_VERSION, 1, 1, 0, 0, hostName, "");
  }

  @Test
  void textFillsItsFieldToTheLastOctetWithoutANul() throws Exception {
    StartControlConnectionRequest full = from("h".repeat(63) + "\u00FF");
    byte[] bytes = ControlMessageCodec.encode(full);
    assertEquals((byte) 0xFF, bytes[28 + 63]);
    assertEquals(full, ControlMessageCodec.decode(ByteBuffer.wrap(bytes)));
  }

  @Test
  void textEndsAtTheFirstNulWhateverStandsBehindIt() throws Exception {
    byte[] bytes = ControlMessageCodec.encode(from("name_left-over"));
    bytes[28 + 4] = 0;
    assertEquals(from("name"), ControlMessageCodec.decode(ByteBuffer.wrap(bytes)));
  }

  @Test
  void textThatCannotBeSentIsRefused() {
    assertEquals(
        "Host Name holds 64 octets, not 65",
        assertThrows(IllegalArgumentException.class, () -> from("h".repeat(65))).getMessage());
    assertEquals(
        "Host Name cannot hold the char 256, only 1 to 255",
        assertThrows(IllegalArgumentException.class, () -> from("\u0100")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> from("a\0b"));
  }

  @Test
  void numbersThatCannotBeSentAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new EchoRequest(0x1_0000_0000L));
    assertThrows(IllegalArgumentException.class, () -> new CallClearRequest(-1));
    assertThrows(IllegalArgumentException.class, () -> new StopControlConnectionRequest(256));
  }

  @Test
  void aDecodedMessageMayStandAnywhereInItsBufferAndBeFollowed() throws Exception {
    ByteBuffer in = ByteBuffer.allocate(40).put(new byte[3]);
    in.put(ControlMessageCodec.encode(new CallClearRequest(0xFFFE))).position(3);
    assertEquals(new CallClearRequest(0xFFFE), ControlMessageCodec.decode(in));
    assertEquals(3 + 16, in.position());
  }

  @Test
  void versionsAreReadAsMajorAndMinor() {
    assertEquals("1.0", Pptp.versionText(Pptp.PROTOCOL_VERSION));
    assertEquals("255.254", Pptp.versionText(0xFFFE));
  }
}
