package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.SetLinkInfo;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever a server sends, and in whatever segments, a session ends with one and the same story.
 */
class ControlSessionPropertiesTest {
  private static final byte[] NOTHING = new byte[0];

  /** All that comes of a session, apart from its times. */
  private record Story(
      Optional<Failure.Kind> kind,
      Optional<String> text,
      Optional<StartControlConnectionReply> reply,
      boolean echoed,
      String farewell,
      String sent) {}

  /** How a connection ends when the bytes are through. */
  private enum Ending {
    CLOSED,
    RESET,
    GIVEN_UP
  }

  /** Messages that a server may send, right ones more often. */
  @Provide
  Arbitrary<List<byte[]>> messages() {
    return Arbitraries.of(
            Replies.GOOD,
            Replies.GOOD,
            Replies.GOOD,
            Replies.reply(2, 4),
            Replies.withVersion(0x0200),
            Replies.withControlType(16),
            Replies.withLength(155),
            Replies.withMessageType(2),
            Replies.withCookie(0),
            Replies.echoRequest(3),
            Replies.echoRequest(0xFFFFFFFFL),
            ControlMessageCodec.encode(new EchoReply(1, 1, 0)),
            ControlMessageCodec.encode(new EchoReply(1, 1, 0)),
            ControlMessageCodec.encode(new EchoReply(1, 2, 1)),
            ControlMessageCodec.encode(new EchoReply(2, 1, 0)),
            ControlMessageCodec.encode(new SetLinkInfo(0, 0, 0)),
            ControlMessageCodec.encode(new StopControlConnectionRequest(3)),
            Replies.STOPPED,
            Replies.beginning(30),
            NOTHING)
        .list()
        .ofMaxSize(7);
  }

  @Property(tries = 3000)
  void theSegmentsDoNotMatter(
      @ForAll("messages") List<byte[]> messages,
      @ForAll boolean echo,
      @ForAll Ending ending,
      @ForAll @Size(max = 12) List<@IntRange(max = 200) Integer> lengths) {
    byte[] stream = Replies.join(messages.toArray(new byte[0][]));
    Story whole = play(stream, List.of(stream.length), echo, ending);
    assertEquals(whole, play(stream, lengths, echo, ending));
  }

  @Property(tries = 3000)
  void randomBytesGiveAStoryAndNoException(
      @ForAll @Size(max = 300) byte[] bytes,
      @ForAll("messages") List<byte[]> before,
      @ForAll boolean echo,
      @ForAll Ending ending,
      @ForAll @Size(max = 12) List<@IntRange(max = 200) Integer> lengths) {
    byte[] stream = Replies.join(Replies.join(before.toArray(new byte[0][])), bytes);
    Story story = play(stream, lengths, echo, ending);
    // Up, or down for a reason: an OK without a reply must not happen.
    assertTrue(story.kind.isPresent() || story.reply.isPresent(), story.toString());
    assertTrue(!echo || story.kind.isPresent() || story.echoed, story.toString());
  }

  /** Cuts the stream after {@code lengths}; what is left comes at once. */
  private static Story play(byte[] stream, List<Integer> lengths, boolean echo, Ending ending) {
    ControlSession session = new ControlSession(echo, () -> 0, new WireLog(true));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(session.open());
    int at = 0;
    for (int length : lengths) {
      int end = Math.min(stream.length, at + length);
      sent.writeBytes(session.receive(ByteBuffer.wrap(stream, at, end - at), 0));
      at = end;
    }
    sent.writeBytes(session.receive(ByteBuffer.wrap(stream, at, stream.length - at), 0));
    switch (ending) {
      case CLOSED -> session.closed();
      case RESET -> session.broke("Connection reset");
      case GIVEN_UP -> sent.writeBytes(session.giveUp("1 s"));
    }
    assertTrue(session.isEnded());
    Optional<Failure.Kind> kind = session.failure().map(Failure::kind);
    return new Story(
        kind,
        // What is shown of another protocol is what had come by then.
        session.failure().map(Failure::text).filter(text -> kind.get() != Failure.Kind.NOT_PPTP),
        session.reply(),
        session.echoNanos().isPresent(),
        session.farewell(),
        HexFormat.of().formatHex(sent.toByteArray()));
  }
}
