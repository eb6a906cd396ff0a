package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpEvent;
import io.github.pppvpn.wire.ppp.LcpNegotiation;
import io.github.pppvpn.wire.ppp.LcpOutput;
import io.github.pppvpn.wire.ppp.LcpPacket;
import io.github.pppvpn.wire.ppp.LcpSettings;
import io.github.pppvpn.wire.ppp.PppFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  private static final long SECOND = 1_000_000_000;

  /** Between two of our Configure-Requests, for a path as quick as the control connection's. */
  private static final long RESTART_NANOS = SECOND;

  /**
   * All of our Configure-Requests together, where there is time: a pppd that starts beside twenty
   * others was seen to take nine seconds. Its own last 30 s, and then it logs a warning.
   */
  private static final long NEGOTIATION_NANOS = 20 * SECOND;

  /** How long an open LCP may take to show that the server's is open too. */
  private static final long PROOF_NANOS = 3 * SECOND;

  private static final long PROOF_INTERVAL_NANOS = 300_000_000;
  private static final long MTU_INTERVAL_NANOS = 100_000_000;
  private static final long MTU_PATIENCE_NANOS = 400_000_000;
  private static final int MTU_TRIES = 3;
  private static final int MTU_TRIES_WITH_LOSS = 8;

  /** Who listens in gets this long to find out more, when nothing has come. */
  private static final long WITNESS_AFTER_NANOS = SECOND;

  /** What is being done. */
  enum Phase {
    CONTROL,
    LCP,
    PROOF,
    ECHOES,
    PATH_MTU,
    TERMINATING,
    CLEARING,
    HOLDING,
    ENDED
  }

  private enum Purpose {
    PROOF,
    SERIES,
    PATH_MTU
  }

  /** An Echo-Request under way. */
  private record Echo(Purpose purpose, int number, int size, Octets data) {}

  private final GreOptions options;
  private final int callId;
  private final LongSupplier random;
  private final ProbeTimes times;
  private final WireLog wire;
  private final ControlCall control;
  private final EchoSeries series;
  private final Echo[] echoes = new Echo[256];
  private final List<Packet> packets = new ArrayList<>();
  private final Evidence evidence = new Evidence();
  private Phase phase = Phase.CONTROL;
  private Phase measuring = Phase.ECHOES;
  private GreLink link;
  private LcpNegotiation lcp;
  private Optional<LcpEvent.End> lcpEnd = Optional.empty();
  private PathMtuSearch search;
  private OptionalInt mtuSize = OptionalInt.empty();
  private int mtuTries;
  private PppFrame lastAck;
  private boolean wasOpen;
  private boolean serverOpen;
  private boolean cancelled;
  private boolean called;
  private int echoNumber;
  private long startedAt;
  private long measureUntil;
  private long phaseUntil;
  private long nextAt;

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
    if (link == null || phase == Phase.ENDED) {
      return;
    }
    Optional<PppFrame> frame = link.receive(bytes, now);
    // While holding, nothing is answered: nobody is left at the other end.
    if (frame.isPresent() && phase.compareTo(Phase.CLEARING) < 0) {
      take(lcp.receive(frame.get(), now));
    }
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
    return phase == Phase.LCP
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
    if (search != null && phase == Phase.PATH_MTU) {
      search.tooBig(size, mtu, who);
      mtuSize = OptionalInt.empty();
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
      terminate(now);
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
      link.acknowledgment(now).ifPresent(bytes -> packets.add(new Packet(Octets.of(bytes))));
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
      case LCP -> advanceLcp(now);
      case PROOF -> advanceProof(now);
      case ECHOES -> advanceEchoes(now);
      case PATH_MTU -> advancePathMtu(now);
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
    measureUntil = times.measureUntil(now);
    link = new GreLink(callId, control.call().orElseThrow().callId(), wire);
    long restart =
        Math.min(3 * SECOND, Math.max(RESTART_NANOS, 3 * control.handshakeNanos().orElse(0)));
    int requests = (int) Math.max(3, NEGOTIATION_NANOS / restart);
    LcpSettings settings =
        new LcpSettings(true, OptionalInt.empty(), false, restart, requests, 2, 10);
    lcp = new LcpNegotiation(settings, random);
    phase = Phase.LCP;
    take(lcp.start(now));
  }

  private void advanceLcp(long now) {
    take(lcp.tick(now));
    if (wasOpen && isOpen()) {
      phase = Phase.PROOF;
      nextAt = now;
      phaseUntil = earlier(now + PROOF_NANOS, measureUntil);
    } else if (lcpEnd.isPresent() || now - measureUntil >= 0) {
      terminateOrClear(now);
    }
  }

  /**
   * The server opens its LCP only when our Configure-Ack arrives, and does not answer echoes
   * before: what is lost then says nothing of the path. So the Ack is repeated, which an open LCP
   * ignores, until something shows that it arrived.
   */
  private void advanceProof(long now) {
    take(lcp.tick(now));
    if (!isOpen()) {
      phase = Phase.LCP;
    } else if (serverOpen || now - phaseUntil >= 0) {
      series.start(now);
      phase = measuring;
    } else if (now - nextAt >= 0) {
      if (evidence.proofs() > 0 && lastAck != null) {
        send(LcpCode.name(LcpCode.CONFIGURE_ACK), lastAck);
      }
      evidence.proof();
      echo(Purpose.PROOF, options.size(), now);
      nextAt = now + PROOF_INTERVAL_NANOS;
    }
  }

  private void advanceEchoes(long now) {
    take(lcp.tick(now));
    if (lcpEnd.isPresent() || now - measureUntil >= 0) {
      terminateOrClear(now);
    } else if (series.isOver(now)) {
      if (options.pathMtu() && series.received() > 0) {
        search =
            new PathMtuSearch(
                options.size(),
                Math.max(options.size(), Math.min(options.largest(), EchoSizes.largest(mru()))));
        measuring = Phase.PATH_MTU;
        phase = Phase.PATH_MTU;
        mtuSize = OptionalInt.empty();
      } else {
        terminateOrClear(now);
      }
    } else if (!isOpen()) {
      series.interrupt(now);
      phase = Phase.LCP;
    } else if (series.isDue(now)) {
      echo(Purpose.SERIES, options.size(), now);
      series.send(echoNumber, now);
    }
  }

  private int mru() {
    return new LcpEvent.PeerAsks(lcp.theirOptions()).mru();
  }

  private void advancePathMtu(long now) {
    take(lcp.tick(now));
    if (lcpEnd.isPresent() || now - measureUntil >= 0) {
      terminateOrClear(now);
      return;
    }
    if (!isOpen()) {
      mtuSize = OptionalInt.empty();
      phase = Phase.LCP;
      return;
    }
    int tries = series.received() < series.sent() ? MTU_TRIES_WITH_LOSS : MTU_TRIES;
    if (mtuSize.isPresent() && mtuTries == tries && now - nextAt >= 0) {
      search.silent(mtuSize.getAsInt());
      mtuSize = OptionalInt.empty();
    }
    if (mtuSize.isEmpty()) {
      mtuSize = search.candidate();
      mtuTries = 0;
      nextAt = now;
    }
    if (mtuSize.isEmpty()) {
      terminateOrClear(now);
    } else if (now - nextAt >= 0) {
      mtuTries++;
      nextAt =
          now
              + (mtuTries < tries
                  ? Math.max(MTU_INTERVAL_NANOS, series.longest().orElse(0))
                  : Math.max(MTU_PATIENCE_NANOS, 3 * series.longest().orElse(0)));
      echo(Purpose.PATH_MTU, mtuSize.getAsInt(), now);
    }
  }

  private void terminateOrClear(long now) {
    if (isOpen()) {
      terminate(now);
      phase = Phase.TERMINATING;
      phaseUntil = times.within(now, ProbeTimes.STEP_NANOS);
    } else {
      clear(now);
    }
  }

  private void terminate(long now) {
    if (isOpen()) {
      take(lcp.close(FAREWELL, now));
    }
  }

  private void advanceTerminating(long now) {
    take(lcp.tick(now));
    if (lcp.hasEnded() || now - phaseUntil >= 0) {
      clear(now);
    }
  }

  private void clear(long now) {
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

  private void echo(Purpose purpose, int size, long now) {
    echoNumber++;
    Octets data = EchoSizes.data(echoNumber, size);
    LcpOutput output = lcp.echo(data, now);
    for (LcpPacket packet : output.packets()) {
      if (packet.code() == LcpCode.ECHO_REQUEST) {
        echoes[packet.identifier()] = new Echo(purpose, echoNumber, size, data);
      }
    }
    take(output);
  }

  private void take(LcpOutput output) {
    for (LcpPacket packet : output.packets()) {
      PppFrame frame = packet.frame();
      if (packet.code() == LcpCode.CONFIGURE_ACK) {
        lastAck = frame;
      }
      send(LcpCode.name(packet.code()), frame);
    }
    for (LcpEvent event : output.events()) {
      take(event);
    }
  }

  private void take(LcpEvent event) {
    if (event instanceof LcpEvent.PacketProvenReceived) {
      link.prove();
    } else if (event instanceof LcpEvent.Opened) {
      wasOpen = true;
    } else if (event instanceof LcpEvent.Down) {
      serverOpen = false;
    } else if (event instanceof LcpEvent.OtherProtocol) {
      serverOpen = true;
    } else if (event instanceof LcpEvent.EchoAnswered answer) {
      answered(answer);
    } else if (event instanceof LcpEvent.TerminatedByPeer terminated) {
      evidence.terminated(terminated.text());
    } else if (event instanceof LcpEvent.End end) {
      lcpEnd = Optional.of(end);
    }
  }

  private void answered(LcpEvent.EchoAnswered answer) {
    Echo echo = echoes[answer.identifier()];
    if (echo == null) {
      return;
    }
    serverOpen = true;
    if (!echo.data().equals(answer.data())) {
      evidence.damaged();
      return;
    }
    switch (echo.purpose()) {
      case PROOF -> {}
      case SERIES -> series.answered(echo.number(), answer.roundTripNanos());
      case PATH_MTU -> {
        if (search != null) {
          search.passed(echo.size());
          if (mtuSize.isPresent() && mtuSize.getAsInt() <= search.largest()) {
            mtuSize = OptionalInt.empty();
          }
        }
      }
    }
  }

  private void send(String what, PppFrame frame) {
    packets.add(new Packet(Octets.of(link.data(what, frame))));
  }

  private boolean isOpen() {
    return lcp != null && lcp.state() == LcpNegotiation.State.OPENED;
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
    List<Packet> now = List.copyOf(packets);
    packets.clear();
    return now;
  }

  /** When to call {@link #tick} at the latest. */
  long nextDeadline(long now) {
    long at =
        switch (phase) {
          case CONTROL, TERMINATING, CLEARING, HOLDING -> phaseUntil;
          case LCP -> measureUntil;
          case PROOF -> earlier(nextAt, phaseUntil);
          case ECHOES -> earlier(measureUntil, series.nextDeadline());
          case PATH_MTU -> earlier(measureUntil, nextAt);
          case ENDED -> now;
        };
    if (phase.compareTo(Phase.CLEARING) < 0 && link != null) {
      at = earlier(at, link.acknowledgeAt().orElse(at));
      at = earlier(at, lcp.nextDeadline().orElse(at));
    }
    return at;
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
      case LCP, PROOF -> "negotiating LCP over GRE";
      case ECHOES -> "exchanging echoes over GRE";
      case PATH_MTU -> "looking for the path MTU";
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
                link.heardAt().getAsLong() - control.callRepliedAt().orElse(startedAt))
            : OptionalLong.empty(),
        link != null && link.isProven(),
        wasOpen,
        lcpEnd,
        series,
        Optional.ofNullable(search),
        evidence,
        link == null ? 0 : link.malformed(),
        control.farewell());
  }
}
