package io.github.pppvpn.wire.pptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class ControlMessagePropertiesTest {
  /** Offsets of the reserved octets behind Reserved0, from the RFC's diagrams. */
  private static final Map<ControlMessageType, Set<Integer>> RESERVED =
      new EnumMap<>(ControlMessageType.class);

  static {
    RESERVED.put(ControlMessageType.START_CONTROL_CONNECTION_REQUEST, Set.of(14, 15));
    RESERVED.put(ControlMessageType.START_CONTROL_CONNECTION_REPLY, Set.of());
    RESERVED.put(ControlMessageType.STOP_CONTROL_CONNECTION_REQUEST, Set.of(13, 14, 15));
    RESERVED.put(ControlMessageType.STOP_CONTROL_CONNECTION_REPLY, Set.of(14, 15));
    RESERVED.put(ControlMessageType.ECHO_REQUEST, Set.of());
    RESERVED.put(ControlMessageType.ECHO_REPLY, Set.of(18, 19));
    RESERVED.put(ControlMessageType.OUTGOING_CALL_REQUEST, Set.of(38, 39));
    RESERVED.put(ControlMessageType.OUTGOING_CALL_REPLY, Set.of());
    RESERVED.put(ControlMessageType.INCOMING_CALL_REQUEST, Set.of());
    RESERVED.put(ControlMessageType.INCOMING_CALL_REPLY, Set.of(22, 23));
    RESERVED.put(ControlMessageType.INCOMING_CALL_CONNECTED, Set.of(14, 15));
    RESERVED.put(ControlMessageType.CALL_CLEAR_REQUEST, Set.of(14, 15));
    RESERVED.put(ControlMessageType.CALL_DISCONNECT_NOTIFY, Set.of(18, 19));
    RESERVED.put(ControlMessageType.WAN_ERROR_NOTIFY, Set.of(14, 15));
    RESERVED.put(ControlMessageType.SET_LINK_INFO, Set.of(14, 15));
  }

  @Provide
  Arbitrary<ControlMessage> messages() {
    return ControlMessageArbitraries.messages();
  }

  @Provide
  Arbitrary<ControlMessage> messagesOfFullText() {
    return ControlMessageArbitraries.messagesOfFullText();
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void everyMessageComesBackFromItsBytesAndTheBytesFromIt(
      @ForAll("messages") ControlMessage message) throws Exception {
    byte[] bytes = ControlMessageCodec.encode(message);
    assertEquals(message.type().length(), bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ControlMessage decoded = ControlMessageCodec.decode(in);
    assertEquals(message, decoded);
    assertEquals(bytes.length, in.position());
    assertArrayEquals(bytes, ControlMessageCodec.encode(decoded));
  }

  /** No octet is read twice, none is overlooked, and the reserved ones have no say. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyBitBehindTheHeaderCountsUnlessReserved(
      @ForAll("messagesOfFullText") ControlMessage message,
      @ForAll @IntRange(max = 7) int bit,
      @ForAll @IntRange(max = 219) int at)
      throws Exception {
    byte[] bytes = ControlMessageCodec.encode(message);
    // 10 and 11 are Reserved0.
    int offset = 10 + at % (bytes.length - 10);
    bytes[offset] ^= (byte) (1 << bit);
    ControlMessage decoded = ControlMessageCodec.decode(ByteBuffer.wrap(bytes));
    if (offset < 12 || RESERVED.get(message.type()).contains(offset)) {
      assertEquals(message, decoded);
    } else {
      assertNotEquals(message, decoded);
    }
  }
}
