package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The session's times on a clock that the test turns. */
class ControlSessionTest {
  private static final byte[] STOP =
      ControlMessageCodec.encode(new StopControlConnectionRequest(1));

  private long now = 1_000;
  private final ControlSession session = new ControlSession(true, () -> now, new WireLog(false));

  private byte[] receive(long arrived, byte[]... parts) {
    now = arrived;
    return session.receive(ByteBuffer.wrap(Replies.join(parts)), arrived);
  }

  @Test
  void timesEachAnswerFromItsOwnRequest() {
    session.open();
    assertArrayEquals(
        ControlMessageCodec.encode(new EchoReply(5, 1, 0)), receive(1_300, Replies.echoRequest(5)));
    assertArrayEquals(ControlMessageCodec.encode(new EchoRequest(1)), receive(1_500, Replies.GOOD));
    assertArrayEquals(STOP, receive(2_200, ControlMessageCodec.encode(new EchoReply(1, 1, 0))));
    receive(9_000, Replies.STOPPED);
    assertEquals(OptionalLong.of(500), session.handshakeNanos());
    assertEquals(OptionalLong.of(1_500), session.repliedAtNanos());
    assertEquals(OptionalLong.of(700), session.echoNanos());
    assertEquals("the peer confirmed the end", session.farewell());
  }

  /** A wait that is given up is no measurement. */
  @Test
  void hasNoTimeForWhatDidNotCome() {
    session.open();
    receive(1_500, Replies.GOOD);
    now = 5_000;
    assertArrayEquals(STOP, session.giveUp("4 us"));
    assertEquals(OptionalLong.empty(), session.echoNanos());
    assertEquals(
        "did not answer the Echo-Request within 4 us", session.failure().orElseThrow().text());
  }

  @Test
  void givesUpOnAReplyThatIsNotWholeWithoutAnotherWord() {
    session.open();
    receive(1_500, Replies.beginning(20));
    assertArrayEquals(new byte[0], session.giveUp("1 s"));
    assertEquals(
        "did not finish its reply within 1 s: 20 of 156 bytes came",
        session.failure().orElseThrow().text());
  }
}
