package io.github.pppvpn.wire.ppp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Mutation;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Recording;
import io.github.pppvpn.wire.ppp.LcpOption.AsyncControlCharacterMap;
import io.github.pppvpn.wire.ppp.LcpOption.AuthenticationProtocol;
import io.github.pppvpn.wire.ppp.LcpOption.EndpointDiscriminator;
import io.github.pppvpn.wire.ppp.LcpOption.Flag;
import io.github.pppvpn.wire.ppp.LcpOption.MagicNumber;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import io.github.pppvpn.wire.ppp.LcpOption.MultilinkMrru;
import io.github.pppvpn.wire.ppp.LcpOption.Raw;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

class LcpCodecTest {
  @ParameterizedTest
  @ValueSource(strings = {"dial", "quick", "open", "pap", "eap"})
  void recordedPacketsAreReadAndWrittenAsTheyWere(String name) throws Exception {
    int packets = 0;
    for (Recording.Packet packet : Recording.read("ppp/" + name)) {
      PppFrame frame = PppFrameCodec.decode(packet.buffer());
      if (frame.protocol() == PppProtocol.LCP) {
        LcpPacket read = LcpPacket.decode(frame.information().asBuffer());
        assertEquals(frame.information(), Octets.of(read.encode()));
        assertEquals(frame, read.frame());
        Octets written = Octets.of(PppFrameCodec.encode(read.frame(), true, true));
        // Linux leaves address and control out of echoes once that is agreed upon.
        int leftOut = read instanceof LcpEcho && packet.bytes().at(0) == 0xC0 ? 2 : 0;
        assertEquals(packet.bytes(), written.slice(leftOut, written.length()));
        packets++;
      }
    }
    assertTrue(packets >= 7, packets + " LCP packets");
  }

  /** What pppd 2.4.9 asks for as a server that wants MS-CHAPv2. */
  @Test
  void readsTheOptionsOfPppd() throws Exception {
    assertEquals(
        List.of(
            new AsyncControlCharacterMap(0),
            new AuthenticationProtocol(PppProtocol.CHAP, Octets.of((byte) 0x81)),
            magic(fromServer("quick", 0)),
            new Flag(LcpOption.PROTOCOL_FIELD_COMPRESSION),
            new Flag(LcpOption.ADDRESS_AND_CONTROL_FIELD_COMPRESSION)),
        configure(fromServer("quick", 0)).options());
    assertEquals(
        List.of(
            new MaximumReceiveUnit(1400),
            new AsyncControlCharacterMap(0xA0000),
            new AuthenticationProtocol(PppProtocol.PAP, Octets.EMPTY),
            magic(fromServer("pap", 0)),
            new Flag(LcpOption.PROTOCOL_FIELD_COMPRESSION),
            new Flag(LcpOption.ADDRESS_AND_CONTROL_FIELD_COMPRESSION)),
        configure(fromServer("pap", 0)).options());
    List<LcpOption> eap = configure(fromServer("eap", 0)).options();
    assertTrue(eap.contains(new AuthenticationProtocol(PppProtocol.EAP, Octets.EMPTY)));
    assertTrue(eap.contains(new MultilinkMrru(1500)), eap.toString());
    assertTrue(eap.stream().anyMatch(o -> o instanceof EndpointDiscriminator));
  }

  /** How pppd 2.4.9 answers a probe that asks for odd things. */
  @Test
  void readsTheAnswersOfPppd() throws Exception {
    LcpConfigure ack = configure(fromServer("quick", 1));
    assertEquals(LcpCode.CONFIGURE_ACK, ack.code());
    assertEquals(
        List.of(new MaximumReceiveUnit(1400), new MagicNumber(0x11223344L)), ack.options());
    LcpConfigure reject = configure(fromServer("quick", 2));
    assertEquals(LcpCode.CONFIGURE_REJECT, reject.code());
    assertEquals(200, assertInstanceOf(Raw.class, reject.options().get(0)).type());
    assertEquals(LcpConfigure.nak(3, List.of(new MaximumReceiveUnit(128))), fromServer("quick", 3));
    assertEquals(
        new LcpCodeReject(2, Octets.of(new LcpOther(0x7F, 4, Octets.ofText("hello")).encode())),
        fromServer("quick", 4));
    assertEquals(LcpTerminate.ack(5), fromServer("quick", 5));
  }

  @Test
  void readsAnEchoAndItsReply() throws Exception {
    LcpEcho reply = assertInstanceOf(LcpEcho.class, fromServer("open", 2));
    assertEquals(LcpCode.ECHO_REPLY, reply.code());
    assertEquals(6, reply.identifier());
    assertEquals("x".repeat(56), reply.data().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01              | the bytes end too early: 1 expected, 0 left
          0101 00         | the bytes end too early: 2 expected, 1 left
          0101 0003       | an LCP packet, Configure-Request, claims 3 bytes, 4 are there
          0101 0000 0000  | an LCP packet, Configure-Request, claims 0 bytes, 6 are there
          0501 0009 aabb  | an LCP packet, Terminate-Request, claims 9 bytes, 6 are there
          4d01 ffff aabb  | an LCP packet, LCP code 77, claims 65535 bytes, 6 are there
          0101 0005 01    | the bytes end too early: 1 expected, 0 left
          0201 0006 0100  | option 1 of a Configure-Ack claims 0 bytes, 2 are there
          0301 0006 0101  | option 1 of a Configure-Nak claims 1 bytes, 2 are there
          0401 0008 01050101 | option 1 of a Configure-Reject claims 5 bytes, 4 are there
          0901 0007 aabbcc | the bytes end too early: 4 expected, 3 left
          0801 0005 c0    | the bytes end too early: 2 expected, 1 left
          """)
  void refusesLengthsThatLie(String hex, String sentence) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertEquals(
        sentence,
        assertThrows(MalformedMessageException.class, () -> LcpPacket.decode(in)).getMessage());
  }

  @Test
  void optionsOfAWrongLengthAreKeptRaw() {
    assertEquals(new Raw(1, Octets.of((byte) 5)), LcpOption.of(1, Octets.of((byte) 5)));
    assertEquals(new Raw(1, octets(3)), LcpOption.of(1, octets(3)));
    assertEquals(new Raw(7, octets(1)), LcpOption.of(7, octets(1)));
    assertEquals(new Raw(3, octets(1)), LcpOption.of(3, octets(1)));
    assertEquals(new MaximumReceiveUnit(0), LcpOption.of(1, octets(2)));
  }

  @Test
  void paddingIsNotPartOfThePacket() throws Exception {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex("0601000400000000"));
    assertEquals(LcpTerminate.ack(1), LcpPacket.decode(in));
  }

  @Test
  void authenticationHasItsUsualNames() {
    assertEquals("PAP", auth(PppProtocol.PAP, ""));
    assertEquals("EAP", auth(PppProtocol.EAP, ""));
    assertEquals("CHAP-MD5", auth(PppProtocol.CHAP, "05"));
    assertEquals("MS-CHAP", auth(PppProtocol.CHAP, "80"));
    assertEquals("MS-CHAP-V2", auth(PppProtocol.CHAP, "81"));
    assertEquals("CHAP with algorithm 6", auth(PppProtocol.CHAP, "06"));
    assertEquals("CHAP", auth(PppProtocol.CHAP, ""));
    assertEquals("protocol 0xc027", auth(0xC027, "01"));
  }

  @Test
  void whatCannotBeSentIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LcpConfigure(5, 1, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new LcpTerminate(4, 1, Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> new LcpEcho(12, 1, 0, Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> new LcpOther(9, 1, Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> new LcpOther(256, 1, Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> LcpTerminate.ack(256));
    assertThrows(IllegalArgumentException.class, () -> new Raw(9, octets(254)));
    assertThrows(IllegalArgumentException.class, () -> new Flag(1));
    assertThrows(IllegalArgumentException.class, () -> new LcpEcho(9, 1, 0, octets(65535 - 4 - 3)));
    List<LcpOption> many = new ArrayList<>();
    for (int i = 0; i < 258; i++) {
      many.add(new Raw(200, octets(253)));
    }
    assertThrows(IllegalArgumentException.class, () -> LcpConfigure.request(1, many));
  }

  @Provide
  Arbitrary<LcpPacket> packets() {
    return LcpArbitraries.packets();
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void roundTrip(@ForAll("packets") LcpPacket packet) throws Exception {
    byte[] bytes = packet.encode();
    assertEquals(packet, LcpPacket.decode(ByteBuffer.wrap(bytes)));
    assertEquals(bytes.length, LcpPacket.HEADER_LENGTH + packet.dataLength());
  }

  @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void mutatedPacketsAreReadOrRefused(
      @ForAll("packets") LcpPacket packet,
      @ForAll @Size(min = 1, max = 3) List<Mutation> mutations,
      @ForAll long seed) {
    byte[] bytes = PppFrameCodec.encode(packet.frame());
    Random random = new Random(seed);
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes, random);
    }
    try {
      PppFrame frame = PppFrameCodec.decode(ByteBuffer.wrap(bytes));
      byte[] read = LcpPacket.decode(frame.information().asBuffer()).encode();
      assertEquals(ByteBuffer.wrap(read), frame.information().slice(0, read.length).asBuffer());
    } catch (MalformedMessageException e) {
      assertTrue(!e.getMessage().isEmpty());
    }
  }

  private static LcpPacket fromServer(String recording, int index) throws Exception {
    int at = 0;
    for (Recording.Packet packet : Recording.read("ppp/" + recording)) {
      PppFrame frame = PppFrameCodec.decode(packet.buffer());
      if (packet.fromServer() && frame.protocol() == PppProtocol.LCP && at++ == index) {
        return LcpPacket.decode(frame.information().asBuffer());
      }
    }
    throw new AssertionError("no such packet");
  }

  private static LcpConfigure configure(LcpPacket packet) {
    return assertInstanceOf(LcpConfigure.class, packet);
  }

  private static LcpOption magic(LcpPacket packet) {
    return configure(packet).options().stream()
        .filter(o -> o instanceof MagicNumber)
        .findFirst()
        .orElseThrow();
  }

  private static String auth(int protocol, String hex) {
    return new AuthenticationProtocol(protocol, Octets.of(HexFormat.of().parseHex(hex))).name();
  }

  private static Octets octets(int count) {
    return Octets.of(new byte[count]);
  }
}
