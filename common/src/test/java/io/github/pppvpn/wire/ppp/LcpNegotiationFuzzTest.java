package io.github.pppvpn.wire.ppp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Mutation;
import io.github.pppvpn.wire.ppp.LcpNegotiation.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a peer sends, whenever: no exception, few packets, and an end. */
class LcpNegotiationFuzzTest {
  private static final long SECOND = 1_000_000_000L;

  @Provide
  Arbitrary<LcpPacket> packets() {
    return LcpArbitraries.packets();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noPeerUpsetsIt(
      @ForAll @Size(max = 40) List<@net.jqwik.api.From("packets") LcpPacket> peer,
      @ForAll boolean mayOpen,
      @ForAll long seed) {
    Random random = new Random(seed);
    LcpNegotiation us =
        new LcpNegotiation(
            new LcpSettings(mayOpen, OptionalInt.of(1400), true, SECOND, 5, 2, 5),
            random::nextLong);
    Conversation talk = new Conversation(us);
    talk.note(us.start(talk.now));
    for (LcpPacket packet : peer) {
      talk.now += random.nextInt(1_500_000_000);
      talk.note(us.tick(talk.now));
      for (PppFrame frame : spoilt(answerOrMirror(packet, talk.sent, random), random)) {
        LcpOutput output = us.receive(frame, talk.now);
        assertTrue(output.packets().size() <= 2, output.toString());
        talk.note(output);
      }
    }
    talk.note(us.close("done", talk.now));
    for (int i = 0; i < 4 && !us.hasEnded(); i++) {
      talk.now += SECOND;
      talk.note(us.tick(talk.now));
    }
    assertTrue(us.hasEnded());
    assertTrue(us.nextDeadline().isEmpty());
    assertEquals(1, talk.ends);
    assertEquals(talk.ups, talk.downs);
    assertTrue(mayOpen || talk.ups == 0);
  }

  /**
   * A peer that answers to everything at once, as badly as it can, never keeps it busy for ever.
   */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void everyQuickPeerComesToAnEnd(@ForAll boolean mayOpen, @ForAll long seed) {
    Random random = new Random(seed);
    LcpNegotiation us =
        new LcpNegotiation(
            new LcpSettings(mayOpen, OptionalInt.of(1400), true, SECOND, 5, 2, 5),
            random::nextLong);
    Conversation talk = new Conversation(us);
    talk.note(us.start(talk.now));
    int rounds = 0;
    while (!us.hasEnded() && us.nextDeadline().isPresent()) {
      rounds++;
      assertTrue(rounds < 5000, "state " + us.state());
      if (talk.sent.isEmpty()) {
        talk.now = us.nextDeadline().getAsLong();
        talk.note(us.tick(talk.now));
      } else {
        LcpPacket packet = talk.sent.remove(talk.sent.size() - 1);
        talk.note(us.receive(badAnswer(packet, random).frame(), talk.now));
      }
    }
    assertTrue(
        us.hasEnded() || us.state() == State.OPENED || (!mayOpen && us.state() == State.ACK_RCVD),
        us.state().toString());
  }

  private static LcpPacket badAnswer(LcpPacket packet, Random random) {
    if (packet instanceof LcpConfigure request && request.code() == LcpCode.CONFIGURE_REQUEST) {
      return switch (random.nextInt(6)) {
        case 0 -> LcpConfigure.ack(request.identifier(), request.options());
        case 1 -> LcpConfigure.nak(request.identifier(), request.options());
        case 2 -> LcpConfigure.reject(request.identifier(), request.options());
        case 3 -> LcpTerminate.request(request.identifier(), "no");
        case 4 -> LcpTerminate.ack(request.identifier());
        default -> LcpConfigure.request(request.identifier(), List.of());
      };
    }
    return switch (random.nextInt(3)) {
      case 0 -> LcpConfigure.request(packet.identifier(), List.of());
      case 1 -> LcpTerminate.ack(packet.identifier());
      default -> LcpEcho.request(packet.identifier(), 1, io.github.pppvpn.wire.Octets.EMPTY);
    };
  }

  /** Random packets alone would never fit; so most are made from what was sent. */
  private static LcpPacket answerOrMirror(LcpPacket packet, List<LcpPacket> sent, Random random) {
    if (sent.isEmpty() || random.nextInt(3) == 0) {
      return packet;
    }
    LcpPacket last = sent.get(sent.size() - 1 - random.nextInt(Math.min(3, sent.size())));
    return switch (random.nextInt(8)) {
      case 0 -> last;
      case 1 -> new LcpCodeReject(1, io.github.pppvpn.wire.Octets.of(last.encode()));
      case 2 -> LcpConfigure.request(packet.identifier(), List.of());
      default -> badAnswer(last, random);
    };
  }

  private static List<PppFrame> spoilt(LcpPacket packet, Random random) {
    byte[] bytes = PppFrameCodec.encode(packet.frame());
    if (random.nextInt(4) == 0) {
      Mutation[] all = Mutation.values();
      bytes = all[random.nextInt(all.length)].apply(bytes, random);
    }
    List<PppFrame> frames = new ArrayList<>();
    try {
      PppFrame frame = PppFrameCodec.decode(ByteBuffer.wrap(bytes));
      for (int i = 0; i <= random.nextInt(2); i++) {
        frames.add(frame);
      }
    } catch (MalformedMessageException e) {
      assertTrue(!e.getMessage().isEmpty());
    }
    return frames;
  }

  /** What was said so far. */
  private static final class Conversation {
    private final LcpNegotiation us;
    private final List<LcpPacket> sent = new ArrayList<>();
    private long now;
    private int ends;
    private int ups;
    private int downs;

    Conversation(LcpNegotiation us) {
      this.us = us;
    }

    void note(LcpOutput output) {
      sent.addAll(output.packets());
      for (LcpEvent event : output.events()) {
        assertEquals(0, ends, "after the end: " + event);
        ends += event instanceof LcpEvent.End ? 1 : 0;
        ups += event instanceof LcpEvent.Opened ? 1 : 0;
        downs += event instanceof LcpEvent.Down ? 1 : 0;
        if (us.state() != State.CLOSED) {
          assertEquals(0, ends);
        }
      }
    }
  }
}
