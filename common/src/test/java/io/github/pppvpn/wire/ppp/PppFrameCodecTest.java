package io.github.pppvpn.wire.ppp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PppFrameCodecTest {
  @ParameterizedTest
  @CsvSource({
    "ff03c021aa, c021, aa",
    "c021aa, c021, aa",
    "ff030021aa, 0021, aa",
    "0021aa, 0021, aa",
    "ff0321aa, 0021, aa",
    "21aa, 0021, aa",
    "fd, 00fd, ''",
    "ff03c223, c223, ''",
    "0321, 0003, 21",
  })
  void takesEveryForm(String hex, String protocol, String information) throws Exception {
    assertEquals(
        new PppFrame(Integer.parseInt(protocol, 16), octets(information)),
        PppFrameCodec.decode(octets(hex).asBuffer()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''       | the bytes end too early: 1 expected, 0 left
          ff       | the bytes end too early: 1 expected, 0 left
          ff03     | the bytes end too early: 1 expected, 0 left
          ff03c0   | the bytes end too early: 1 expected, 0 left
          ff04c021 | a PPP frame has the control field 0x4, not 3
          ff03ff21 | a PPP frame has the impossible protocol 0xff
          c020     | a PPP frame has the impossible protocol 0xc020
          00ff     | a PPP frame has the impossible protocol 0xff
          """)
  void refusesWhatIsNoFrame(String hex, String sentence) {
    ByteBuffer in = octets(hex).asBuffer();
    assertEquals(
        sentence,
        assertThrows(MalformedMessageException.class, () -> PppFrameCodec.decode(in)).getMessage());
  }

  @Test
  void lcpIsNeverCompressed() {
    PppFrame lcp = new PppFrame(PppProtocol.LCP, octets("aa"));
    assertEquals("ff03c021aa", Octets.of(PppFrameCodec.encode(lcp, true, true)).toString());
    PppFrame ip = new PppFrame(PppProtocol.IPV4, octets("aa"));
    assertEquals("21aa", Octets.of(PppFrameCodec.encode(ip, true, true)).toString());
    assertEquals("0021aa", Octets.of(PppFrameCodec.encode(ip, true, false)).toString());
    assertEquals("ff0321aa", Octets.of(PppFrameCodec.encode(ip, false, true)).toString());
    assertEquals("ff030021aa", Octets.of(PppFrameCodec.encode(ip)).toString());
    PppFrame chap = new PppFrame(PppProtocol.CHAP, octets("aa"));
    assertEquals("c223aa", Octets.of(PppFrameCodec.encode(chap, true, true)).toString());
  }

  @Test
  void impossibleProtocolsCannotBeSent() {
    for (int protocol : new int[] {-1, 0, 2, 0xFF, 0x0121, 0xC022, 0x10021}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new PppFrame(protocol, Octets.EMPTY),
          "" + protocol);
    }
  }

  @Provide
  Arbitrary<PppFrame> frames() {
    return Arbitraries.integers()
        .between(0, 0xFFFF)
        .filter(PppProtocol::isPossible)
        .flatMap(
            protocol ->
                Arbitraries.bytes()
                    .array(byte[].class)
                    .ofMaxSize(40)
                    .map(bytes -> new PppFrame(protocol, Octets.of(bytes))));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void roundTripInEveryForm(
      @ForAll("frames") PppFrame frame, @ForAll boolean address, @ForAll boolean protocol)
      throws Exception {
    byte[] bytes = PppFrameCodec.encode(frame, address, protocol);
    assertEquals(frame, PppFrameCodec.decode(ByteBuffer.wrap(bytes)));
  }

  private static Octets octets(String hex) {
    return Octets.of(HexFormat.of().parseHex(hex));
  }
}
