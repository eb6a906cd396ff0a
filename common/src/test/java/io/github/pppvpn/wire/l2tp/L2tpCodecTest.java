package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Mutation;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Recording;
import io.github.pppvpn.wire.l2tp.MalformedL2tpException.Reason;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import io.github.pppvpn.wire.ppp.PppProtocol;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class L2tpCodecTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "challenge",
        "hidden",
        "access-control",
        "probe",
        "wrong-secret",
        "session"
      })
  void recordedMessagesAreReadAndWrittenAsTheyWere(String name) throws Exception {
    for (Recording.Packet packet : Recording.read("l2tp/" + name)) {
      L2tpMessage read = L2tpCodec.decode(packet.buffer());
      if (read instanceof ControlMessage control) {
        assertEquals(packet.bytes(), Octets.of(L2tpCodec.encode(read)));
        assertTrue(control.missing().isEmpty() || name.equals("hidden"));
      } else {
        assertEquals(read, L2tpCodec.decode(ByteBuffer.wrap(L2tpCodec.encode(read))));
      }
    }
  }

  @Test
  void aRecordedExchangeOfXl2tpdHasItsNames() throws Exception {
    StringBuilder names = new StringBuilder();
    for (Recording.Packet packet : Recording.read("l2tp/plain")) {
      ControlMessage message =
          assertInstanceOf(ControlMessage.class, L2tpCodec.decode(packet.buffer()));
      names.append(packet.fromServer() ? " <" : " >").append(message.name());
    }
    assertEquals(
        " >SCCRQ <SCCRP >SCCCN <ZLB >ICRQ <ICRP <ZLB >ICCN <ZLB <CDN >ZLB <HELLO >HELLO <ZLB >ZLB",
        names.toString());
  }

  @Test
  void readsTheStartReplyOfXl2tpd() throws Exception {
    ControlMessage reply = recorded("plain", 1);
    assertEquals(ControlMessageType.SCCRP, reply.type().orElseThrow());
    assertEquals(new AvpValue.ProtocolVersion(1, 0), reply.protocolVersion().orElseThrow());
    assertEquals(
        OptionalLong.of(L2tp.FRAMING_ASYNCHRONOUS | L2tp.FRAMING_SYNCHRONOUS),
        reply.longNumber(AvpType.FRAMING_CAPABILITIES));
    assertEquals(OptionalInt.of(0x0690), reply.number(AvpType.FIRMWARE_REVISION));
    assertEquals(Optional.of("lns.example"), reply.text(AvpType.HOST_NAME));
    assertEquals(Optional.of("xelerance.com"), reply.text(AvpType.VENDOR_NAME));
    assertEquals(OptionalInt.of(4), reply.number(AvpType.RECEIVE_WINDOW_SIZE));
    assertEquals(OptionalInt.empty(), reply.number(AvpType.CHALLENGE));
    assertEquals(Optional.empty(), reply.notUnderstood());
    assertEquals(0, reply.ns());
    assertEquals(1, reply.nr());
  }

  @Test
  void readsWhyXl2tpdStops() throws Exception {
    ResultCode denied = recorded("access-control", 2).resultCode().orElseThrow();
    assertEquals(ResultCode.of(2, 6, "No Authorization"), denied);
    assertEquals(
        "general error: a generic vendor-specific error occurred in the LAC (No Authorization)",
        denied.stopOutcomeText());
    ResultCode unknownAvp = recorded("probe", 21).resultCode().orElseThrow();
    assertEquals(
        "general error: a generic vendor-specific error occurred in the LAC"
            + " (mandatory attribute 99 cannot be handled)",
        unknownAvp.stopOutcomeText());
    ResultCode call = recorded("plain", 9).resultCode().orElseThrow();
    assertEquals("call disconnected due to loss of carrier", call.callText());
  }

  @Test
  void theDataMessagesOfALoginHoldPpp() throws Exception {
    int frames = 0;
    for (Recording.Packet packet : Recording.read("l2tp/session")) {
      if (L2tpCodec.decode(packet.buffer()) instanceof DataMessage data) {
        int protocol = PppFrameCodec.decode(data.payload().asBuffer()).protocol();
        assertTrue(frames > 0 || protocol == PppProtocol.LCP);
        frames++;
      }
    }
    assertTrue(frames > 15, frames + " frames");
  }

  @Test
  void aDataMessageMayHaveAnOffsetAndNoLength() throws Exception {
    assertEquals(
        new DataMessage(
            false, 1, 2, Optional.of(new DataMessage.Sequence(3, 4)), octets("ff03c021")),
        L2tpCodec.decode(octets("0a02 0001 0002 0003 0004 0002 eeee ff03c021").asBuffer()));
    assertEquals(
        new DataMessage(true, 1, 2, Optional.empty(), octets("aa")),
        L2tpCodec.decode(octets("4102 0009 0001 0002 aa ffff").asBuffer()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_L2TP   | 5353482d322e302d4f70 | this is not L2TP: it begins with 5353482d322e302d4f70 (SSH-2.0-Op)
          NOT_L2TP   | 8002 000c 0000 0000 0000 0000 | this is not L2TP: it begins with 8002000c0000000000000000 (............)
          NOT_L2TP   | c805 000c | this is not L2TP: it begins with c805000c (....)
          NOT_L2TP   | 0000 0000 0000 0000 | this is not L2TP: it begins with 0000000000000000 (........)
          L2F        | 2001 0101 0000 0000 | this is L2F (RFC 2341), not L2TP version 2
          VERSION_3  | c803 0014 0000 0000 0000 0000 8008 | this is L2TP version 3 (RFC 3931), not version 2
          VERSION_3  | 0003 0000 0000 0001 | this is L2TP version 3 (RFC 3931), not version 2
          TRUNCATED  | c8        | an L2TP message ends inside of its header, after 1 bytes
          TRUNCATED  | c802 000c 0000 0000 0000 00 | an L2TP message ends inside of its header, after 11 bytes
          TRUNCATED  | 0802 0001 | an L2TP message ends inside of its header, after 4 bytes
          TRUNCATED  | 0202 0001 0002 ffff | an L2TP message ends inside of its header, after 8 bytes
          BAD_LENGTH | c802 000b 0000 0000 0000 0000 | an L2TP control message claims 11 bytes, 12 are there
          BAD_LENGTH | c802 ffff 0000 0000 0000 0000 | an L2TP control message claims 65535 bytes, 12 are there
          BAD_LENGTH | ca02 000c 0000 0000 0000 0000 | an L2TP control message has an offset, which none may have
          BAD_LENGTH | 4002 0007 0001 0002 | an L2TP data message claims 7 bytes, 8 are there
          BAD_LENGTH | 4002 0009 0001 0002 | an L2TP data message claims 9 bytes, 8 are there
          BAD_AVP    | c802 0011 0000 0000 0000 0000 8008 000000 | an L2TP control message ends inside of an AVP's header
          BAD_AVP    | c802 0014 0000 0000 0000 0000 8005 0000 0000 0001 | an L2TP AVP, attribute 0, claims 5 bytes, 8 are there
          BAD_AVP    | c802 0014 0000 0000 0000 0000 8009 0000 0000 0001 | an L2TP AVP, attribute 0, claims 9 bytes, 8 are there
          BAD_AVP    | c802 0014 0000 0000 0000 0000 8008 0000 0009 0001 | an L2TP control message begins with Assigned Tunnel ID where its Message Type should be
          BAD_AVP    | c802 0014 0000 0000 0000 0000 8008 0009 0000 0001 | an L2TP control message begins with attribute 0 of vendor 9 where its Message Type should be
          """)
  void refusesWithTheCause(Reason reason, String hex, String sentence) {
    ByteBuffer datagram = octets(hex).asBuffer();
    MalformedL2tpException refusal =
        assertThrows(MalformedL2tpException.class, () -> L2tpCodec.decode(datagram));
    assertEquals(sentence, refusal.getMessage());
    assertEquals(reason, refusal.reason());
    assertEquals(0, datagram.position());
  }

  @Test
  void whatIsNotUnderstoodCountsOnlyWithTheMandatoryBit() throws Exception {
    assertEquals("attribute 99", notUnderstood("8008 0000 0063 aabb").orElseThrow());
    assertEquals("attribute 7 of vendor 9", notUnderstood("8008 0009 0007 aabb").orElseThrow());
    assertEquals("Assigned Tunnel ID", notUnderstood("8009 0000 0009 aabbcc").orElseThrow());
    assertEquals("Assigned Tunnel ID", notUnderstood("c008 0000 0009 aabb").orElseThrow());
    assertEquals("Assigned Tunnel ID", notUnderstood("8408 0000 0009 aabb").orElseThrow());
    assertEquals("attribute 20", notUnderstood("8008 0000 0014 aabb").orElseThrow());
    assertEquals(Optional.empty(), notUnderstood("0008 0000 0063 aabb"));
    assertEquals(Optional.empty(), notUnderstood("0009 0000 0009 aabbcc"));
    assertEquals(Optional.empty(), notUnderstood("8008 0000 0009 aabb"));
  }

  @Test
  void theAvpThatATypeMustHaveIsMissed() {
    ControlMessage stop =
        ControlMessage.of(
            ControlMessageType.STOP_CCN, 1, 0, List.of(Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 2)));
    assertEquals(Optional.of(AvpType.RESULT_CODE), stop.missing());
    assertEquals("StopCCN", stop.name());
    assertEquals(Optional.empty(), ControlMessage.zlb(1, 0, 0, 0).missing());
    ControlMessage odd = new ControlMessage(1, 0, 0, 0, List.of(Avp.u16(AvpType.MESSAGE_TYPE, 77)));
    assertEquals(Optional.empty(), odd.type());
    assertEquals("message type 77", odd.name());
  }

  @Test
  void whatCannotBeSentIsRefused() {
    Avp tunnel = Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 1);
    assertThrows(
        IllegalArgumentException.class, () -> new ControlMessage(1, 0, 0, 0, List.of(tunnel)));
    assertThrows(IllegalArgumentException.class, () -> ControlMessage.zlb(65536, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, -1));
    assertThrows(
        IllegalArgumentException.class, () -> Avp.text(AvpType.HOST_NAME, "h".repeat(1018)));
    assertThrows(IllegalArgumentException.class, () -> ResultCode.of(1, 0, "x".repeat(1014)));
    assertThrows(IllegalArgumentException.class, () -> new ResultCode(1, OptionalInt.empty(), "x"));
    assertThrows(
        IllegalArgumentException.class, () -> new Avp(true, true, 0, 9, new AvpValue.U16(1)));
    assertEquals(1017, Avp.text(AvpType.HOST_NAME, "h".repeat(1017)).value().length());
  }

  @Test
  void everyAttributeTypeIsFound() {
    for (AvpType type : AvpType.values()) {
      assertEquals(Optional.of(type), AvpType.of(type.number()));
    }
    for (int number : new int[] {-1, 20, 40, 65535}) {
      assertEquals(Optional.empty(), AvpType.of(number));
    }
  }

  @Provide
  Arbitrary<L2tpMessage> messages() {
    return L2tpArbitraries.messages();
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void roundTrip(@ForAll("messages") L2tpMessage message) throws Exception {
    assertEquals(message, L2tpCodec.decode(ByteBuffer.wrap(L2tpCodec.encode(message))));
  }

  @Property(tries = 6000, edgeCases = EdgeCasesMode.NONE)
  void mutatedMessagesAreReadOrRefused(
      @ForAll("messages") L2tpMessage message,
      @ForAll @Size(min = 1, max = 3) List<Mutation> mutations,
      @ForAll long seed)
      throws Exception {
    byte[] bytes = L2tpCodec.encode(message);
    Random random = new Random(seed);
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes, random);
    }
    L2tpMessage read;
    try {
      read = L2tpCodec.decode(ByteBuffer.wrap(bytes));
    } catch (MalformedL2tpException e) {
      assertTrue(!e.getMessage().isEmpty());
      return;
    }
    byte[] again = L2tpCodec.encode(read);
    // A data message may gain its Length.
    assertTrue(again.length <= bytes.length + 2);
    if (read instanceof ControlMessage control) {
      control.missing();
      control.notUnderstood();
      assertTrue(!control.name().isEmpty());
      AvpHiding.revealAll(control, octets("aa"));
    }
    // Reserved bits of an AVP are lost: its value is then of its own type.
    assertEquals(again.length, L2tpCodec.encode(L2tpCodec.decode(ByteBuffer.wrap(again))).length);
  }

  static ControlMessage recorded(String name, int index) throws Exception {
    return assertInstanceOf(
        ControlMessage.class, L2tpCodec.decode(Recording.read("l2tp/" + name).get(index).buffer()));
  }

  private static Optional<String> notUnderstood(String avpHex) throws Exception {
    Octets avp = octets(avpHex);
    ByteBuffer out = ByteBuffer.allocate(20 + avp.length());
    out.putShort((short) 0xC802).putShort((short) out.capacity()).putLong(0);
    out.put(octets("8008 0000 0000 0006").toArray());
    avp.putInto(out);
    return ((ControlMessage) L2tpCodec.decode(out.flip())).notUnderstood().map(Avp::name);
  }

  private static Octets octets(String hex) {
    return Octets.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
