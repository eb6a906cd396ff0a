package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.wire.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The whole probe of one server, from the first control message to the end of the hold, without a
 * socket and on the caller's clock (nanoseconds).
 *
 * <p>Call, LCP up to its opening, echoes, perhaps the path MTU, then the polite end: a
 * Terminate-Request, a Call-Clear-Request, the end of the connection, and a hold for packets that
 * come late. It never answers a request to authenticate. Whatever the peers do, it ends by {@link
 * ProbeTimes#end}, and one packet that arrives makes a few at most.
 *
 * <p>After each input the caller sends {@link #controlToSend()} and {@link #packetsToSend()}, and
 * calls {@link #tick} at {@link #nextDeadline} at the latest. Not thread-safe.
 */
final class GreProbe {
  /** What the server's pppd logs of us. */
  static final String FAREWELL = "monitoring probe done";

  /** Who listens in gets this long to find out more, when nothing has come. */
  private static final long WITNESS_AFTER_NANOS = 1_000_000_000;

  /**
   * Packets kept that come before the call is known to be open; a pppd sends one in three seconds.
   */
  private static final int MAX_EARLY = 8;

  /** What is being done. */
  enum Phase {
    CONTROL,
    MEASURING,
    TERMINATING,
    CLEARING,
    HOLDING,
    ENDED
  }

  private final GreOptions options;
  private final int callId;
  private final LongSupplier random;
  private final ProbeTimes times;
  private final WireLog wire;
  private final ControlCall control;
  private final EchoSeries series;
  private final List<Early> early = new ArrayList<>();
  private final Evidence evidence = new Evidence();
  private Phase phase = Phase.CONTROL;
  private GreLink link;
  private CallMeasuring measuring;
  private boolean cancelled;
  private boolean called;
  private long startedAt;
  private long phaseUntil;

  /** A GRE packet that overtook the Outgoing-Call-Reply, and when it came. */
  private record Early(Octets packet, long at) {}

  /**
   * A packet to be sent.
   *
   * @param bytes GRE header first
   */
  record Packet(Octets bytes) {
    /** Bytes with the IP header. */
    int size() {
      return 20 + bytes.length();
    }
  }

  /**
   * @param callId ours, 1 to 65535; no other call between the two hosts may have it
   * @param random for the Magic-Number
   */
  GreProbe(GreOptions options, int callId, LongSupplier random, ProbeTimes times, WireLog wire) {
    this.options = options;
    this.callId = callId;
    this.random = random;
    this.times = times;
    this.wire = wire;
    this.control = new ControlCall(callId, wire);
    this.series = new EchoSeries(options.count(), options.intervalNanos());
  }

  /** The control connection is there. */
  void start(long now) {
    startedAt = now;
    control.open(now);
    phaseUntil = times.end();
  }

  /** Bytes of the control connection have come. */
  void receiveControl(ByteBuffer bytes, long now) {
    control.receive(bytes, now);
    tick(now);
  }

  /**
   * The control connection is gone.
   *
   * @param kind closed or reset
   * @param what in words: {@code closed the connection}
   */
  void controlLost(Failure.Kind kind, String what, long now) {
    control.lost(kind, what);
    tick(now);
  }

  /** A GRE packet has come from the server's address. */
  void receivePacket(ByteBuffer bytes, long now) {
    if (phase == Phase.ENDED) {
      return;
    }
    if (link == null) {
      // Two connections: the server's first packet may overtake the reply that opens the call.
      if (called && early.size() < MAX_EARLY && GreLink.isFor(callId, bytes)) {
        early.add(new Early(Octets.copyOf(bytes), now));
      }
      return;
    }
    // While holding, nothing is answered: nobody is left at the other end.
    measuring.lcp().receive(bytes, now, phase.compareTo(Phase.CLEARING) < 0);
    tick(now);
  }

  /** A GRE packet of the server was seen on an interface of this host, besides the socket. */
  void witness(ByteBuffer bytes) {
    if (link != null && link.witness(bytes)) {
      evidence.witnessed();
    }
  }

  /** Whether listening on the interfaces could tell more: nothing has come so far. */
  boolean wantsWitness(long now) {
    return phase == Phase.MEASURING
        && measuring.isNegotiating()
        && !link.isHeard()
        && now - phaseStartedAt() - WITNESS_AFTER_NANOS >= 0;
  }

  private long phaseStartedAt() {
    return control.callRepliedAt().orElse(startedAt);
  }

  /**
   * A packet could not go on, or not even leave.
   *
   * @param shownFrom who says so, in words
   */
  void complaint(IcmpError error, String shownFrom, long now) {
    int quoted = error.callId();
    if (quoted >= 0 && (control.call().isEmpty() || quoted != control.call().get().callId())) {
      // Another probe's.
      return;
    }
    if (!error.isFragmentationNeeded()) {
      if (!error.local()) {
        evidence.icmp(shownFrom + " says " + error.text());
      }
    } else if (error.local()) {
      tooBig(error.mtu() + 1, error.mtu(), shownFrom, now);
    } else if (quoted >= 0) {
      tooBig(error.packetSize(), error.mtu(), shownFrom, now);
    }
  }

  /** This host's kernel does not send packets of this size. */
  void tooBigHere(int size, int mtu, long now) {
    tooBig(size, mtu, "this host", now);
  }

  /** This host's kernel does not let packets out. */
  void forbiddenHere(String why) {
    evidence.forbidden(why);
  }

  private void tooBig(int size, int mtu, String who, long now) {
    if (phase == Phase.MEASURING && measuring.tooBig(size, mtu, who)) {
      tick(now);
    } else {
      evidence.icmp(who + " says that packets of " + size + " bytes do not pass, " + mtu + " do");
    }
  }

  /** The run is to end at once: says goodbye and waits for little, until {@code until}. */
  void cancel(long now, long until) {
    if (cancelled) {
      return;
    }
    cancelled = true;
    if (phase == Phase.CONTROL) {
      control.clear();
      phaseUntil = until;
    } else if (phase.compareTo(Phase.CLEARING) < 0) {
      measuring.lcp().close(FAREWELL, now);
      clear(now);
    }
    phaseUntil = until;
  }

  /** Does what the passing of time, or what has come, asks for. */
  void tick(long now) {
    // Each phase may be over at once; there are not more of them.
    for (int i = 0; i <= Phase.values().length; i++) {
      Phase before = phase;
      advance(now);
      if (phase == before) {
        break;
      }
    }
    if (link != null && phase.compareTo(Phase.CLEARING) < 0) {
      measuring.lcp().acknowledge(now);
    }
  }

  private void advance(long now) {
    if (phase.compareTo(Phase.CLEARING) < 0
        && phase != Phase.CONTROL
        && control.step() != ControlCall.Step.IN_CALL) {
      // The server has ended it.
      phase = Phase.CLEARING;
      phaseUntil = times.within(now, ProbeTimes.STEP_NANOS);
      return;
    }
    switch (phase) {
      case CONTROL -> advanceControl(now);
      case MEASURING -> advanceMeasuring(now);
      case TERMINATING -> advanceTerminating(now);
      case CLEARING -> advanceClearing(now);
      case HOLDING -> {
        if (now - phaseUntil >= 0) {
          phase = Phase.ENDED;
        }
      }
      case ENDED -> {}
    }
  }

  private void advanceControl(long now) {
    if (control.step() == ControlCall.Step.IN_CALL) {
      begin(now);
    } else if (control.step() == ControlCall.Step.ENDED) {
      hold(now);
    } else if (now - phaseUntil >= 0) {
      control.giveUp(waited(now));
      if (control.step() == ControlCall.Step.CLEARING) {
        phase = Phase.CLEARING;
        phaseUntil = times.within(now, ProbeTimes.STEP_NANOS);
      } else {
        hold(now);
      }
    } else if (control.step() == ControlCall.Step.AWAITING_CALL && !called) {
      called = true;
      phaseUntil = times.measureUntil(now);
    } else if (control.step() == ControlCall.Step.STOPPING) {
      phaseUntil = earlier(phaseUntil, now + ProbeTimes.STEP_NANOS);
    }
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private void begin(long now) {
    called = true;
    link = new GreLink(callId, control.call().orElseThrow().callId(), wire);
    measuring =
        new CallMeasuring(
            options,
            link,
            random,
            control.handshakeNanos().orElse(0),
            series,
            evidence,
            times.measureUntil(now));
    phase = Phase.MEASURING;
    measuring.lcp().start(now);
    for (Early packet : early) {
      measuring.lcp().receive(packet.packet().asBuffer(), packet.at(), true);
    }
    early.clear();
  }

  private void advanceMeasuring(long now) {
    measuring.advance(now);
    if (measuring.isOver()) {
      terminateOrClear(now);
    }
  }

  private void terminateOrClear(long now) {
    if (measuring.lcp().isOpen()) {
      measuring.lcp().close(FAREWELL, now);
      phase = Phase.TERMINATING;
      phaseUntil = times.within(now, ProbeTimes.STEP_NANOS);
    } else {
      clear(now);
    }
  }

  private void advanceTerminating(long now) {
    measuring.lcp().tick(now);
    if (measuring.lcp().hasEnded() || now - phaseUntil >= 0) {
      clear(now);
    }
  }

  private void clear(long now) {
    series.cutOff(now);
    control.clear();
    phase = Phase.CLEARING;
    phaseUntil = times.within(now, ProbeTimes.STEP_NANOS);
  }

  private void advanceClearing(long now) {
    if (control.step() == ControlCall.Step.ENDED) {
      hold(now);
    } else if (now - phaseUntil >= 0) {
      if (control.step() == ControlCall.Step.CLEARING && !cancelled) {
        control.stop();
        phaseUntil = times.within(now, ProbeTimes.STEP_NANOS / 2);
      } else {
        control.giveUp(waited(now));
        hold(now);
      }
    }
  }

  private void hold(long now) {
    phase = Phase.HOLDING;
    if (!called) {
      phaseUntil = now;
    } else if (!cancelled) {
      phaseUntil = times.within(now, ProbeTimes.HOLD_NANOS);
    }
  }

  private String waited(long now) {
    return Unit.SECONDS.text((now - startedAt) / 1e9);
  }

  /** Control messages to be sent now, one write each; once. */
  List<byte[]> controlToSend() {
    return control.toSend();
  }

  /** GRE packets to be sent now, in this order; once. */
  List<Packet> packetsToSend() {
    List<Packet> packets = new ArrayList<>();
    if (measuring != null) {
      for (Octets packet : measuring.lcp().toSend()) {
        packets.add(new Packet(packet));
      }
    }
    return packets;
  }

  /** When to call {@link #tick} at the latest. */
  long nextDeadline(long now) {
    return switch (phase) {
      case CONTROL, CLEARING, HOLDING -> phaseUntil;
      case MEASURING -> measuring.nextDeadline();
      case TERMINATING -> measuring.lcp().nextDeadline(phaseUntil);
      case ENDED -> now;
    };
  }

  boolean hasEnded() {
    return phase == Phase.ENDED;
  }

  /** Whether the control connection has nothing more to say; its socket is to be closed. */
  boolean controlIsOver() {
    return phase.compareTo(Phase.HOLDING) >= 0 || control.step() == ControlCall.Step.ENDED;
  }

  /** What is going on, for a person. */
  String doing() {
    return switch (phase) {
      case CONTROL ->
          control.step() == ControlCall.Step.AWAITING_CALL
              ? "waiting for the Outgoing-Call-Reply"
              : "waiting for the Start-Control-Connection-Reply";
      case MEASURING -> measuring.doing();
      case TERMINATING, CLEARING, HOLDING, ENDED -> "ending the call";
    };
  }

  /** What came of it. */
  ProbeOutcome outcome() {
    return new ProbeOutcome(
        control.obstacle(),
        control.isLost(),
        control.reply(),
        control.callRepliedAt().isPresent()
            ? OptionalLong.of(control.callRepliedAt().getAsLong() - startedAt)
            : OptionalLong.empty(),
        link != null && link.isHeard()
            ? OptionalLong.of(
                Math.max(0, link.heardAt().getAsLong() - control.callRepliedAt().orElse(startedAt)))
            : OptionalLong.empty(),
        link != null && link.isProven(),
        link != null && link.isHeard() && measuring.isAnswerDue(link.heardAt().getAsLong()),
        measuring != null && measuring.lcp().wasOpen(),
        measuring == null ? Optional.empty() : measuring.lcp().end(),
        measuring == null ? "" : measuring.lcp().terminated(),
        series,
        measuring == null ? Optional.empty() : measuring.pathMtu(),
        evidence,
        link == null ? 0 : link.malformed(),
        control.farewell());
  }
}
