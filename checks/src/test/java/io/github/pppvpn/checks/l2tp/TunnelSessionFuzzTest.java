package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import io.github.pppvpn.wire.l2tp.ResultCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A peer that does anything, on a clock of its own. */
class TunnelSessionFuzzTest {
  private static final int TUNNEL_ID = 0x4142;
  private static final long STEP_NANOS = 50_000_000;

  private long clock;

  /** Whatever comes: it ends, with a verdict, and sends no more than its share. */
  @Property(tries = 2000)
  void endsWithAVerdict(
      @ForAll long seed,
      @ForAll boolean establish,
      @ForAll boolean secret,
      @ForAll @IntRange(max = 60) int length) {
    Random random = new Random(seed);
    clock = random.nextLong();
    TunnelSession session =
        new TunnelSession(
            establish,
            TUNNEL_ID,
            secret
                ? Optional.of(
                    new Authentication(Octets.ofText("sesame"), Octets.ofText("0123456789abcdef")))
                : Optional.empty(),
            () -> clock,
            new WireLog(true));
    List<byte[]> sent = new ArrayList<>(session.open());
    for (int i = 0; i < length && !session.isEnded(); i++) {
      clock += random.nextInt(3) * STEP_NANOS;
      sent.addAll(session.receive(ByteBuffer.wrap(datagram(random)), clock));
      sent.addAll(session.tick(clock));
    }
    if (!session.isEnded()) {
      sent.addAll(session.giveUp());
      sent.addAll(session.giveUp());
    }
    assertTrue(session.isEnded());
    assertTrue(sent.size() <= 200, () -> sent.size() + " datagrams");
    boolean up =
        session.replyNanos().isPresent() && (!establish || session.helloNanos().isPresent());
    if (session.failure().isEmpty()) {
      assertTrue(up, "up without an answer");
    }
    if (session.failure().isPresent() && session.reply().isEmpty()) {
      assertTrue(session.replyNanos().isEmpty());
    }
  }

  /** Nothing but silence: it gives up by itself in the end. */
  @Property(tries = 20)
  void silenceEnds(@ForAll boolean establish) {
    clock = 0;
    TunnelSession session =
        new TunnelSession(establish, TUNNEL_ID, Optional.empty(), () -> clock, new WireLog(false));
    int sent = session.open().size();
    while (!session.isEnded()) {
      clock = session.nextDeadline().orElseThrow();
      sent += session.tick(clock).size();
    }
    assertEquals(6, sent);
    assertEquals(
        new Failure(Failure.Kind.SILENT, "did not answer the SCCRQ, sent 6 times, within 31 s"),
        session.failure().orElseThrow());
  }

  private static byte[] datagram(Random random) {
    if (random.nextInt(10) == 0) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      return bytes;
    }
    ControlMessageType[] types = ControlMessageType.values();
    ControlMessageType type =
        random.nextInt(3) == 0
            ? types[random.nextInt(types.length)]
            : random.nextBoolean() ? ControlMessageType.SCCRP : ControlMessageType.STOP_CCN;
    List<Avp> avps = new ArrayList<>();
    if (type == ControlMessageType.SCCRP) {
      avps.addAll(Replies.NAMES);
    }
    if (random.nextInt(4) == 0) {
      avps.add(Avp.octets(AvpType.CHALLENGE, Octets.ofText("x")));
    }
    if (random.nextInt(4) == 0) {
      avps.add(
          Avp.of(AvpType.RESULT_CODE, ResultCode.of(random.nextInt(9), random.nextInt(9), "?")));
    }
    int tunnelId = random.nextInt(8) == 0 ? random.nextInt(65536) : TUNNEL_ID;
    ControlMessage message =
        random.nextInt(4) == 0
            ? ControlMessage.zlb(tunnelId, 0, random.nextInt(3), random.nextInt(4))
            : ControlMessage.of(type, tunnelId, 0, avps)
                .withNumbers(random.nextInt(3), random.nextInt(4));
    byte[] bytes = L2tpCodec.encode(message);
    if (random.nextInt(6) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
