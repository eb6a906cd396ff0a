package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.GreCodec;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpConfigure;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.LcpNegotiation;
import io.github.pppvpn.wire.ppp.LcpPacket;
import io.github.pppvpn.wire.ppp.LcpSettings;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of the server's end, from what comes in which order. */
class LcpLinkTest {
  private static final int OURS = 5;
  private static final int THEIRS = 6;
  private static final Octets DATA = Octets.of((byte) 1);

  private final LcpLink lcp =
      new LcpLink(
          new GreLink(OURS, THEIRS, new WireLog(false)),
          new LcpNegotiation(LcpSettings.opening(), () -> 77),
          answer -> true);
  private long sequence;

  private void receive(LcpPacket packet) {
    Octets payload = Octets.of(PppFrameCodec.encode(packet.frame()));
    byte[] bytes = GreCodec.encode(GrePacket.data(OURS, sequence++, payload));
    lcp.receive(ByteBuffer.wrap(bytes), 0, true);
  }

  /** The server acknowledges our latest Configure-Request. */
  private void acknowledge() throws MalformedMessageException {
    LcpConfigure request = null;
    for (Octets bytes : lcp.toSend()) {
      Octets payload = GreCodec.decode(bytes.asBuffer()).payload();
      Octets packet = PppFrameCodec.decode(payload.asBuffer()).information();
      if (packet.at(0) == LcpCode.CONFIGURE_REQUEST) {
        request = (LcpConfigure) LcpPacket.decode(packet.asBuffer());
      }
    }
    receive(LcpConfigure.ack(request.identifier(), request.options()));
  }

  private void open(int identifier) throws MalformedMessageException {
    receive(LcpConfigure.request(identifier, List.of()));
    acknowledge();
    assertTrue(lcp.isOpen());
  }

  @Test
  void echoAnsweredShowsThatTheServerIsOpen() throws MalformedMessageException {
    lcp.start(0);
    open(1);
    assertFalse(lcp.isServerOpen());
    int identifier = lcp.echo(DATA, 0).orElseThrow();
    receive(LcpEcho.reply(identifier, 9, DATA));
    assertTrue(lcp.isServerOpen());
  }

  /** RFC 1661 section 4.3: our next request takes an open server down until we acknowledge its. */
  @Test
  void answerFromBeforeDoesNotShowThatTheServerIsOpenAgain() throws MalformedMessageException {
    lcp.start(0);
    open(1);
    int identifier = lcp.echo(DATA, 0).orElseThrow();
    receive(LcpConfigure.request(2, List.of()));
    assertFalse(lcp.isOpen());
    receive(LcpEcho.reply(identifier, 9, DATA));
    acknowledge();
    assertTrue(lcp.isOpen());
    assertFalse(lcp.isServerOpen());
  }
}
