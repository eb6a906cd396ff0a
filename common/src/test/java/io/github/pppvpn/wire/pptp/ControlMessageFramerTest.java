package io.github.pppvpn.wire.pptp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pppvpn.wire.pptp.MalformedControlMessageException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlMessageFramerTest {
  private final ControlMessageFramer framer = new ControlMessageFramer();

  /** Each cause at the byte that gives it away, and not a byte earlier. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_PPTP     | 48545450 2f312e31           | this is not PPTP: it begins with 48 54 54 50 2f 31 2e 31 (HTTP/1.1), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP     | 5353482d 322e302d           | this is not PPTP: it begins with 53 53 48 2d 32 2e 30 2d (SSH-2.0-), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP     | 009c0001 1a2b3c4e           | this is not PPTP: it begins with 00 9c 00 01 1a 2b 3c 4e (.....+<N), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_CONTROL  | 009c0002 1a2b3c4d           | PPTP message type 2 is not 1, a control message
          NOT_CONTROL  | ffffffff 1a2b3c4d           | PPTP message type 65535 is not 1, a control message
          BAD_LENGTH   | 000b0001 1a2b3c4d           | a PPTP control message has 12 to 220 bytes, this one claims 11
          BAD_LENGTH   | 00dd0001 1a2b3c4d           | a PPTP control message has 12 to 220 bytes, this one claims 221
          BAD_LENGTH   | 009b0001 1a2b3c4d 0002      | Start-Control-Connection-Reply has 156 bytes, this one claims 155
          BAD_LENGTH   | 000c0001 1a2b3c4d 0005      | Echo-Request has 16 bytes, this one claims 12
          UNKNOWN_TYPE | 00100001 1a2b3c4d 0000      | control message type 0 is not one of RFC 2637's 1 to 15
          UNKNOWN_TYPE | 00100001 1a2b3c4d 0010      | control message type 16 is not one of RFC 2637's 1 to 15
          UNKNOWN_TYPE | 00100001 1a2b3c4d ffff      | control message type 65535 is not one of RFC 2637's 1 to 15
          """)
  void refusesAtTheFirstByteThatTells(Reason reason, String hex, String sentence) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    for (int i = 0; i < bytes.length - 1; i++) {
      assertEquals(Optional.empty(), framer.read(ByteBuffer.wrap(bytes, i, 1)));
    }
    MalformedControlMessageException refusal = refusal(bytes, bytes.length - 1, 1);
    assertEquals(reason, refusal.reason());
    assertEquals(sentence, refusal.getMessage());
    assertArrayEquals(bytes, framer.pendingBytes());
  }

  @Test
  void showsTheFirst64BytesOfWhatCameInstead() {
    byte[] banner = "HTTP/1.1 400 Bad Request\r\nServer: x\r\n".repeat(9).getBytes(ISO_8859_1);
    MalformedControlMessageException refusal = refusal(banner, 0, 20);
    assertEquals("HTTP/1.1 400 Bad Req", new String(framer.pendingBytes(), ISO_8859_1));
    assertSame(refusal, refusal(banner, 20, banner.length - 20));
    assertArrayEquals(Arrays.copyOf(banner, 64), framer.pendingBytes());
    assertSame(refusal, assertThrows(MalformedControlMessageException.class, framer::end));
  }

  @Test
  void aRefusedStreamStaysRefusedEvenForAGoodMessage() {
    MalformedControlMessageException refusal = refusal(new byte[8], 0, 8);
    assertSame(refusal, refusal(ControlMessageCodec.encode(new EchoRequest(1)), 0, 16));
  }

  @Test
  void givesOneMessageAtATimeAndShowsWhatIsThereOfTheNext() throws Exception {
    byte[] reply = HexVector.read("start-control-connection-reply.pptpd");
    byte[] echo = HexVector.read("echo-reply.pptpd");
    ByteBuffer in = ByteBuffer.allocate(300).put(reply).put(echo).put(reply, 0, 5).flip();

    assertEquals(0, framer.pendingLength());
    assertEquals(12, framer.expectedLength());
    assertEquals(
        new StartControlConnectionReply(0x0100, 1, 0, 0, 0, 1, 1, "local", "linux"),
        framer.read(in).orElseThrow());
    assertEquals(156, in.position());
    assertDoesNotThrow(framer::end);
    assertEquals(new EchoReply(1, 1, 0), framer.read(in).orElseThrow());
    assertEquals(Optional.empty(), framer.read(in));

    assertEquals(5, framer.pendingLength());
    assertEquals(156, framer.expectedLength());
    assertArrayEquals(new byte[] {0, (byte) 0x9c, 0, 1, 0x1a}, framer.pendingBytes());
  }

  @Test
  void theLengthIsExpectedFromTheSecondByteOn() throws Exception {
    framer.read(ByteBuffer.wrap(new byte[] {0}));
    assertEquals(12, framer.expectedLength());
    framer.read(ByteBuffer.wrap(new byte[] {20}));
    assertEquals(20, framer.expectedLength());
  }

  /** What the peer's close in the middle of a message means. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TRUNCATED | 00                        | a PPTP control message ends after 1 of 12 bytes
          TRUNCATED | 009c 00                   | a PPTP control message ends after 3 of 156 bytes
          TRUNCATED | 009c0001 1a2b3c           | a PPTP control message ends after 7 of 156 bytes
          TRUNCATED | 009c0001 1a2b3c4d 00      | a PPTP control message ends after 9 of 156 bytes
          TRUNCATED | 009c0001 1a2b3c4d 0002 00 | Start-Control-Connection-Reply ends after 11 of 156 bytes
          NOT_PPTP  | 2b4f4b0d0a                | this is not PPTP: it begins with 2b 4f 4b 0d 0a (+OK..), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP  | 48                        | this is not PPTP: it begins with 48 (H), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP  | 0005                      | this is not PPTP: it begins with 00 05 (..), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP  | 00dd                      | this is not PPTP: it begins with 00 dd (..), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP  | 009c0001 1b               | this is not PPTP: it begins with 00 9c 00 01 1b (.....), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          NOT_PPTP  | 009c0001 1a2b00           | this is not PPTP: it begins with 00 9c 00 01 1a 2b 00 (.....+.), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d
          """)
  void saysWhatAnEarlyEndIs(Reason reason, String hex, String sentence) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertEquals(Optional.empty(), framer.read(in));
    MalformedControlMessageException end =
        assertThrows(MalformedControlMessageException.class, framer::end);
    assertEquals(reason, end.reason());
    assertEquals(sentence, end.getMessage());

    MalformedControlMessageException truncated =
        assertThrows(
            MalformedControlMessageException.class, () -> ControlMessageCodec.decode(in.rewind()));
    assertEquals(end.getMessage(), truncated.getMessage());
    assertEquals(reason, truncated.reason());
  }

  private MalformedControlMessageException refusal(byte[] bytes, int offset, int length) {
    return assertThrows(
        MalformedControlMessageException.class,
        () -> framer.read(ByteBuffer.wrap(bytes, offset, length)));
  }
}
