package io.github.pppvpn.wire.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.pptp.MalformedControlMessageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a peer sends: messages or a refusal, the same ones for every segmentation. */
class ControlMessageFuzzTest {
  /** What came out of a stream. */
  private record Result(
      List<ControlMessage> messages, String refusal, String end, List<Byte> pendingBytes) {}

  @Provide
  Arbitrary<List<ControlMessage>> streams() {
    return ControlMessageArbitraries.messages().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<byte[]> randomBytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void anySegmentationGivesTheMessagesThatWereSent(
      @ForAll("streams") List<ControlMessage> sent, @ForAll long seed) {
    byte[] bytes = concatenated(sent);
    Result result = feed(bytes, new Random(seed));
    assertEquals(new Result(sent, "", "", List.of()), result);
    assertEquals(result, feed(bytes, null));
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void randomBytesAreRefusedOrAwaitMore(@ForAll("randomBytes") byte[] bytes, @ForAll long seed) {
    assertEquals(feed(bytes, null), feed(bytes, new Random(seed)));
    decodeAll(bytes);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void randomBytesBehindATrueHeader(
      @ForAll("randomBytes") byte[] bytes, @ForAll ControlMessageType type, @ForAll long seed) {
    ByteBuffer stream = ByteBuffer.allocate(10 + bytes.length);
    stream.putShort((short) type.length()).putShort((short) 1).putInt(Pptp.MAGIC_COOKIE);
    stream.putShort((short) type.number()).put(bytes);
    Result result = feed(stream.array(), new Random(seed));
    assertEquals(feed(stream.array(), null), result);
    assertEquals(stream.capacity() >= type.length(), !result.messages().isEmpty());
    decodeAll(stream.array());
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void mutatedStreamsAreRefusedOrRead(
      @ForAll("streams") List<ControlMessage> sent,
      @ForAll @Size(min = 1, max = 4) List<Mutation> mutations,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = concatenated(sent);
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes, random);
    }
    assertEquals(feed(bytes, null), feed(bytes, random));
    decodeAll(bytes);
  }

  /** What happens to bytes on a bad way, or in a bad mind. */
  enum Mutation {
    FLIP {
      @Override
      byte[] apply(byte[] in, Random random) {
        byte[] out = in.clone();
        if (out.length > 0) {
          out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
      }
    },
    FLIP_IN_FIRST_HEADER {
      @Override
      byte[] apply(byte[] in, Random random) {
        byte[] out = in.clone();
        if (out.length >= Pptp.HEADER_LENGTH) {
          out[random.nextInt(Pptp.HEADER_LENGTH)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
      }
    },
    LIE_ABOUT_LENGTH {
      @Override
      byte[] apply(byte[] in, Random random) {
        byte[] out = in.clone();
        if (out.length >= 2) {
          ByteBuffer.wrap(out).putShort((short) random.nextInt(300));
        }
        return out;
      }
    },
    TRUNCATE {
      @Override
      byte[] apply(byte[] in, Random random) {
        return slice(in, 0, random.nextInt(in.length + 1));
      }
    },
    CUT_OUT {
      @Override
      byte[] apply(byte[] in, Random random) {
        int from = random.nextInt(in.length + 1);
        int to = from + random.nextInt(in.length - from + 1);
        return joined(slice(in, 0, from), slice(in, to, in.length));
      }
    },
    SPLICE {
      @Override
      byte[] apply(byte[] in, Random random) {
        int from = random.nextInt(in.length + 1);
        int to = from + random.nextInt(in.length - from + 1);
        int at = random.nextInt(in.length + 1);
        return joined(slice(in, 0, at), slice(in, from, to), slice(in, at, in.length));
      }
    },
    REPEAT {
      @Override
      byte[] apply(byte[] in, Random random) {
        return joined(in, in);
      }
    };

    abstract byte[] apply(byte[] in, Random random);
  }

  /** Feeds everything, in one piece or in random ones, and goes on after a refusal. */
  private static Result feed(byte[] bytes, Random segments) {
    ControlMessageFramer framer = new ControlMessageFramer();
    List<ControlMessage> messages = new ArrayList<>();
    MalformedControlMessageException refusal = null;
    int at = 0;
    int read = 0;
    while (at < bytes.length) {
      int size = segments == null ? bytes.length : 1 + segments.nextInt(40);
      ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
      at = in.limit();
      while (in.hasRemaining()) {
        int before = in.position();
        try {
          Optional<ControlMessage> message = framer.read(in);
          assertTrue(refusal == null, "read on after a refusal");
          assertTrue(message.isPresent() || !in.hasRemaining(), "neither a message nor the end");
          assertTrue(in.position() > before, "no progress");
          if (message.isPresent()) {
            messages.add(message.get());
            read += message.get().type().length();
            assertEquals(0, framer.pendingLength());
          }
          assertEquals(in.position(), read + framer.pendingLength());
        } catch (MalformedControlMessageException e) {
          assertTrue(refusal == null || refusal == e, "another refusal");
          assertTrue(e.reason() != Reason.TRUNCATED, "a stream that goes on is not truncated");
          refusal = e;
          // As a reader does that wants to show more of what came.
          in.position(in.limit());
          break;
        }
        assertTrue(framer.pendingLength() < Pptp.MAX_LENGTH);
        assertTrue(framer.pendingLength() < framer.expectedLength());
        assertTrue(framer.expectedLength() <= Pptp.MAX_LENGTH);
      }
    }
    assertTrue(framer.pendingBytes().length <= 64);
    String end = "";
    try {
      framer.end();
    } catch (MalformedControlMessageException e) {
      end = e.reason() + ": " + e.getMessage();
    }
    List<Byte> pending = new ArrayList<>();
    for (byte b : framer.pendingBytes()) {
      pending.add(b);
    }
    return new Result(
        messages,
        refusal == null ? "" : refusal.reason() + ": " + refusal.getMessage(),
        end,
        pending);
  }

  /** The codec without the framer, from each offset: only the one exception, position untouched. */
  private static void decodeAll(byte[] bytes) {
    for (int offset = 0; offset <= bytes.length; offset += 7) {
      ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
      try {
        ControlMessage message = ControlMessageCodec.decode(in);
        assertEquals(offset + message.type().length(), in.position());
      } catch (MalformedControlMessageException e) {
        assertEquals(offset, in.position());
      }
    }
    assertThrows(
        MalformedControlMessageException.class,
        () -> ControlMessageCodec.decode(ByteBuffer.allocate(0)));
  }

  private static byte[] concatenated(List<ControlMessage> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    messages.forEach(message -> out.writeBytes(ControlMessageCodec.encode(message)));
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] slice(byte[] in, int from, int to) {
    return Arrays.copyOfRange(in, from, to);
  }
}
