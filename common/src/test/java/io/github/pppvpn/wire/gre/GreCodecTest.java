package io.github.pppvpn.wire.gre;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Mutation;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Recording;
import io.github.pppvpn.wire.gre.MalformedGreException.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreCodecTest {
  @ParameterizedTest
  @ValueSource(strings = {"dial", "quick", "open", "pap", "eap"})
  void recordedPacketsAreReadAndWrittenAsTheyWere(String name) throws Exception {
    for (Recording.Packet packet : Recording.read("gre/" + name)) {
      GrePacket read = GreCodec.decode(packet.buffer());
      assertEquals(packet.bytes(), Octets.of(GreCodec.encode(read)));
      assertEquals(read.sequence().isPresent(), !read.payload().isEmpty());
    }
  }

  /** pptpd 1.4.0, the first packets of a call: its data carries no acknowledgment at first. */
  @Test
  void aRecordedCallBeginsWithItsNumbers() throws Exception {
    List<Recording.Packet> call = Recording.read("gre/quick");
    GrePacket ours = GreCodec.decode(call.get(0).buffer());
    GrePacket theirs = GreCodec.decode(call.get(1).buffer());
    assertEquals(OptionalLong.of(0), ours.sequence());
    assertEquals(OptionalLong.empty(), ours.acknowledgment());
    assertEquals(0x4C41, theirs.callId());
    assertEquals(OptionalLong.of(0), theirs.sequence());
    assertEquals("ff03c021", theirs.payload().slice(0, 4).toString());
  }

  @Test
  void anAcknowledgmentAloneHas12Bytes() throws Exception {
    byte[] bytes = HexFormat.of().parseHex("2081880b0000cafe01020304");
    assertArrayEquals(bytes, GreCodec.encode(GrePacket.acknowledgment(0xCAFE, 0x01020304L)));
    assertEquals(
        GrePacket.acknowledgment(0xCAFE, 0x01020304L), GreCodec.decode(ByteBuffer.wrap(bytes)));
  }

  @Test
  void whatFollowsThePayloadIsLeftOut() throws Exception {
    byte[] bytes = HexFormat.of().parseHex("3081880b0002cafefffffffffffffffeaabb0000000000");
    assertEquals(
        GrePacket.data(0xCAFE, 0xFFFFFFFFL, 0xFFFFFFFEL, Octets.of((byte) 0xAA, (byte) 0xBB)),
        GreCodec.decode(ByteBuffer.wrap(bytes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VERSION             | 0000 0800 4500          | GRE version 0 is not 1, the enhanced GRE of PPTP
          VERSION             | 3002 880b 0000 0001     | GRE version 2 is not 1, the enhanced GRE of PPTP
          PROTOCOL            | 3001 0800 0000 0001     | GRE protocol type 0x800 is not 0x880b, PPP
          CHECKSUM            | b001 880b 0000 0001     | a GRE packet of version 1 has the checksum bit set
          ROUTING             | 7001 880b 0000 0001     | a GRE packet of version 1 has the routing bit set
          NO_KEY              | 1001 880b 0000 0001     | a GRE packet of version 1 has no key, so no Call ID
          STRICT_SOURCE_ROUTE | 3801 880b 0000 0001     | a GRE packet of version 1 has the strict source route bit set
          RECURSION           | 3101 880b 0000 0001     | a GRE packet of version 1 has a recursion control that is not 0
          RECURSION           | 3401 880b 0000 0001     | a GRE packet of version 1 has a recursion control that is not 0
          RESERVED            | 3009 880b 0000 0001     | a GRE packet of version 1 has reserved flags set
          RESERVED            | 3041 880b 0000 0001     | a GRE packet of version 1 has reserved flags set
          NO_SEQUENCE         | 2001 880b 0005 0001 aabbccddee | a GRE packet claims a payload of 5 bytes, but no sequence number
          BAD_LENGTH          | 3001 880b 0003 0001 00000000 aabb | a GRE packet claims a payload of 3 bytes, 2 are there
          BAD_LENGTH          | 3001 880b ffff 0001 00000000 | a GRE packet claims a payload of 65535 bytes, 0 are there
          TRUNCATED           | 3081 880b 0000 0001 00000000 0000 | a GRE packet ends inside of its header, after 14 bytes
          TRUNCATED           | 3081 88                 | a GRE packet ends inside of its header, after 3 bytes
          """)
  void refusesWithTheCause(Reason reason, String hex, String sentence) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    MalformedGreException refusal =
        assertThrows(MalformedGreException.class, () -> GreCodec.decode(in));
    assertEquals(reason, refusal.reason());
    assertEquals(sentence, refusal.getMessage());
    assertEquals(0, in.position());
  }

  @Test
  void whatCannotBeSentIsRefused() {
    OptionalLong none = OptionalLong.empty();
    Octets payload = Octets.of((byte) 1);
    assertThrows(IllegalArgumentException.class, () -> new GrePacket(1, none, none, payload));
    assertThrows(IllegalArgumentException.class, () -> GrePacket.data(65536, 0, payload));
    assertThrows(IllegalArgumentException.class, () -> GrePacket.data(1, 1L << 32, payload));
    assertThrows(IllegalArgumentException.class, () -> GrePacket.acknowledgment(1, -1));
    assertThrows(
        IllegalArgumentException.class, () -> GrePacket.data(1, 0, Octets.of(new byte[65536])));
  }

  @Provide
  Arbitrary<GrePacket> packets() {
    Arbitrary<OptionalLong> number =
        Arbitraries.longs()
            .between(0, 0xFFFFFFFFL)
            .optional()
            .map(n -> n.isPresent() ? OptionalLong.of(n.get()) : OptionalLong.empty());
    Arbitrary<Octets> payload =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(80).map(Octets::of);
    return Combinators.combine(Arbitraries.integers().between(0, 0xFFFF), number, number, payload)
        .as((id, s, a, p) -> new GrePacket(id, s, a, s.isPresent() ? p : Octets.EMPTY));
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void roundTrip(@ForAll("packets") GrePacket packet) throws Exception {
    assertEquals(packet, GreCodec.decode(ByteBuffer.wrap(GreCodec.encode(packet))));
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void mutatedPacketsAreReadOrRefused(
      @ForAll("packets") GrePacket packet,
      @ForAll @Size(min = 1, max = 3) List<Mutation> mutations,
      @ForAll long seed) {
    byte[] bytes = GreCodec.encode(packet);
    Random random = new Random(seed);
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes, random);
    }
    try {
      GrePacket read = GreCodec.decode(ByteBuffer.wrap(bytes));
      byte[] again = GreCodec.encode(read);
      assertTrue(again.length <= bytes.length);
      assertEquals(ByteBuffer.wrap(again), ByteBuffer.wrap(bytes, 0, again.length));
    } catch (MalformedGreException e) {
      assertTrue(e.getMessage().contains("GRE"));
    }
  }
}
