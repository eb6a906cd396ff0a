package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The side of LCP that calls (RFC 1661 section 4), without a socket and on the caller's clock.
 *
 * <pre>{@code
 * LcpOutput output = negotiation.start(now);
 * while (!negotiation.hasEnded()) {
 *   send(output.frames());
 *   // wait for a frame until negotiation.nextDeadline()
 *   output = arrived ? negotiation.receive(frame, now) : negotiation.tick(now);
 * }
 * }</pre>
 *
 * <p>Times are nanoseconds of any clock that does not jump, as {@link System#nanoTime} gives them.
 * One frame that arrives makes two packets at most, the memory is bounded, and whatever the peer
 * does, the negotiation ends or opens. It knows no authentication and never answers to one. Every
 * Configure-Request has an Identifier of its own, so that each answer gives a true round trip.
 *
 * <p>A negotiation that may not open stays silent to the peer's requests; once its own request is
 * acknowledged it only waits to be closed. After its end it still acknowledges a Terminate-Request.
 * Not thread-safe.
 */
public final class LcpNegotiation {
  /** The MRU of who names none (RFC 1661 section 6.1). */
  public static final int DEFAULT_MRU = 1500;

  /** The states of RFC 1661 section 4.2 that this side can be in. */
  public enum State {
    /** Not started. */
    STARTING,
    REQ_SENT,
    ACK_RCVD,
    ACK_SENT,
    OPENED,
    /** Our Terminate-Request is on its way. */
    CLOSING,
    /** The peer's Terminate-Request is acknowledged, its last packets may come. */
    STOPPING,
    /** Ended, in whichever way. */
    CLOSED
  }

  private final LcpSettings settings;
  private final LongSupplier random;
  private final LcpOwnRequest ours;
  private final LcpSentPackets sent = new LcpSentPackets();
  private State state = State.STARTING;
  private OptionalLong deadline = OptionalLong.empty();
  private int requestsUnanswered;
  private int terminatesSent;
  private String terminateText = "";
  private int requestsRefused;
  private int requestsWeRefused;
  private int restarts;
  private int loops;
  private boolean heard;
  private boolean asked;
  private List<LcpOption> theirs = List.of();

  private List<LcpPacket> packets = new ArrayList<>();
  private List<LcpEvent> events = new ArrayList<>();

  /**
   * @param random for Magic-Numbers; its lower 32 bits are taken
   */
  public LcpNegotiation(LcpSettings settings, LongSupplier random) {
    this.settings = settings;
    this.random = random;
    this.ours = new LcpOwnRequest(settings, random);
  }

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** Whether nothing more will happen. */
  public boolean hasEnded() {
    return state == State.CLOSED;
  }

  /** When to call {@link #tick}, if nothing arrives before. */
  public OptionalLong nextDeadline() {
    return deadline;
  }

  /** What the peer asked for last; empty before it did. */
  public List<LcpOption> theirOptions() {
    return theirs;
  }

  /** Sends the first Configure-Request. */
  public LcpOutput start(long now) {
    if (state != State.STARTING) {
      throw new IllegalStateException("the negotiation was started before");
    }
    state = State.REQ_SENT;
    sendRequest(now);
    return output();
  }

  /** Does what the passing of time asks for; too early it does nothing. */
  public LcpOutput tick(long now) {
    if (deadline.isPresent() && now - deadline.getAsLong() >= 0) {
      timeOut(now);
    }
    return output();
  }

  /** Takes a frame of the peer. */
  public LcpOutput receive(PppFrame frame, long now) {
    if (state == State.STARTING) {
      throw new IllegalStateException("the negotiation is not started");
    }
    if (frame.protocol() != PppProtocol.LCP) {
      if (state != State.CLOSED) {
        receiveOther(frame, now);
      }
      return output();
    }
    try {
      receivePacket(LcpPacket.decode(frame.information().asBuffer()), now);
    } catch (MalformedMessageException e) {
      if (state != State.CLOSED) {
        events.add(new LcpEvent.Ignored(e.getMessage()));
      }
    }
    return output();
  }

  /** Sends a Terminate-Request with this text, which pppd logs; the end follows. */
  public LcpOutput close(String text, long now) {
    switch (state) {
      case STARTING -> end(new LcpEvent.Closed(false));
      case REQ_SENT, ACK_RCVD, ACK_SENT, OPENED -> {
        if (state == State.OPENED) {
          events.add(new LcpEvent.Down());
        }
        terminateText = text;
        state = State.CLOSING;
        sendTerminate(now);
      }
      case CLOSING, STOPPING, CLOSED -> {}
    }
    return output();
  }

  /**
   * Sends an Echo-Request; its answer will be an {@link LcpEvent.EchoAnswered}.
   *
   * @throws IllegalStateException if LCP is not open
   */
  public LcpOutput echo(Octets data, long now) {
    if (state != State.OPENED) {
      throw new IllegalStateException("an echo needs an open LCP");
    }
    int identifier = sent.next(LcpCode.ECHO_REQUEST, now);
    packets.add(LcpEcho.request(identifier, ours.magic(), data));
    return output();
  }

  private void receivePacket(LcpPacket packet, long now) {
    if (state == State.CLOSED) {
      if (packet.code() == LcpCode.TERMINATE_REQUEST) {
        packets.add(LcpTerminate.ack(packet.identifier()));
      }
      return;
    }
    if (packet instanceof LcpConfigure request
        && request.code() == LcpCode.CONFIGURE_REQUEST
        && ours.isOurs(request.options())) {
      ownRequestCameBack(now);
      return;
    }
    hear();
    if (packet instanceof LcpConfigure configure) {
      receiveConfigure(configure, now);
    } else if (packet instanceof LcpTerminate terminate) {
      receiveTerminate(terminate, now);
    } else if (packet instanceof LcpEcho echo) {
      receiveEcho(echo, now);
    } else if (packet instanceof LcpCodeReject reject) {
      receiveCodeReject(reject, now);
    } else if (packet instanceof LcpProtocolReject reject) {
      receiveProtocolReject(reject);
    } else if (packet instanceof LcpOther other) {
      receiveOtherCode(other, now);
    }
  }

  private void hear() {
    if (!heard) {
      heard = true;
      events.add(new LcpEvent.PeerHeard());
    }
  }

  private void ownRequestCameBack(long now) {
    if (!isNegotiating() && state != State.OPENED) {
      return;
    }
    loops++;
    // The peer may have hit on the same number by chance once, but not on the next one too.
    if (loops > 1) {
      end(new LcpEvent.LoopedBack());
      return;
    }
    if (state == State.OPENED) {
      events.add(new LcpEvent.Down());
    }
    ours.changeMagic();
    sent.forgetRequests();
    state = State.REQ_SENT;
    sendRequest(now);
  }

  private void receiveConfigure(LcpConfigure configure, long now) {
    switch (configure.code()) {
      case LcpCode.CONFIGURE_REQUEST -> receiveRequest(configure, now);
      case LcpCode.CONFIGURE_ACK -> receiveAck(configure, now);
      default -> receiveNakOrReject(configure, now);
    }
  }

  private void receiveRequest(LcpConfigure request, long now) {
    if (!asked || !request.hasOptions(theirs)) {
      asked = true;
      theirs = request.options();
      events.add(new LcpEvent.PeerAsks(theirs));
    }
    if (!settings.mayOpen() || !(isNegotiating() || state == State.OPENED)) {
      return;
    }
    boolean wasOpened = state == State.OPENED;
    if (wasOpened && !goDown(now)) {
      return;
    }
    LcpConfigure answer = LcpAnswer.to(request, (random.getAsLong() & 0x7FFFFFFFL) | 1);
    packets.add(answer);
    if (answer.code() != LcpCode.CONFIGURE_ACK) {
      requestsWeRefused++;
      if (requestsWeRefused > settings.maxFailure()) {
        end(
            new LcpEvent.Refused(
                "the peer asked "
                    + requestsWeRefused
                    + " times for options that cannot be had here"));
      } else if (state == State.ACK_SENT) {
        state = State.REQ_SENT;
      }
    } else if (state == State.ACK_RCVD) {
      open();
    } else {
      state = State.ACK_SENT;
    }
  }

  private void receiveAck(LcpConfigure ack, long now) {
    boolean isCurrent = sent.isCurrentRequest(ack.identifier());
    prove(LcpCode.CONFIGURE_REQUEST, ack, now);
    if (!isNegotiating() || !isCurrent || !ack.hasOptions(ours.options())) {
      ignore(ack);
      return;
    }
    sent.forgetRequests();
    requestsUnanswered = 0;
    if (state == State.ACK_SENT) {
      open();
    } else {
      state = State.ACK_RCVD;
      deadline =
          settings.mayOpen()
              ? OptionalLong.of(now + settings.restartNanos())
              : OptionalLong.empty();
    }
  }

  private void receiveNakOrReject(LcpConfigure refusal, long now) {
    boolean isCurrent = sent.isCurrentRequest(refusal.identifier());
    prove(LcpCode.CONFIGURE_REQUEST, refusal, now);
    if (!isNegotiating() || !isCurrent) {
      ignore(refusal);
      return;
    }
    if (refusal.code() == LcpCode.CONFIGURE_NAK) {
      ours.nak(refusal.options());
    } else if (!ours.reject(refusal.options())) {
      ignore(refusal);
      return;
    }
    requestsRefused++;
    if (requestsRefused > settings.maxFailure()) {
      end(new LcpEvent.Refused("the peer refused " + requestsRefused + " Configure-Requests"));
      return;
    }
    requestsUnanswered = 0;
    sent.forgetRequests();
    sendRequest(now);
  }

  private void receiveTerminate(LcpTerminate terminate, long now) {
    if (terminate.code() == LcpCode.TERMINATE_REQUEST) {
      packets.add(LcpTerminate.ack(terminate.identifier()));
      if (state == State.OPENED) {
        events.add(new LcpEvent.Down());
        state = State.STOPPING;
        deadline = OptionalLong.of(now + settings.restartNanos());
      } else if (isNegotiating()) {
        state = State.REQ_SENT;
        if (deadline.isEmpty()) {
          deadline = OptionalLong.of(now + settings.restartNanos());
        }
      }
      events.add(new LcpEvent.TerminatedByPeer(terminate.data().text()));
      return;
    }
    prove(LcpCode.TERMINATE_REQUEST, terminate, now);
    switch (state) {
      case CLOSING, STOPPING -> end(new LcpEvent.Closed(true));
      case OPENED -> goDown(now);
      case ACK_RCVD -> {
        state = State.REQ_SENT;
        if (deadline.isEmpty()) {
          deadline = OptionalLong.of(now + settings.restartNanos());
        }
      }
      default -> ignore(terminate);
    }
  }

  private void receiveEcho(LcpEcho echo, long now) {
    if (echo.code() == LcpCode.ECHO_REPLY) {
      OptionalLong roundTrip = prove(LcpCode.ECHO_REQUEST, echo, now);
      if (roundTrip.isPresent()) {
        events.add(
            new LcpEvent.EchoAnswered(echo.identifier(), echo.data(), roundTrip.getAsLong()));
      } else {
        ignore(echo);
      }
    } else if (state != State.OPENED) {
      ignore(echo);
    } else if (ours.isOurs(echo.magicNumber())) {
      end(new LcpEvent.LoopedBack());
    } else if (echo.code() == LcpCode.ECHO_REQUEST) {
      packets.add(LcpEcho.reply(echo.identifier(), ours.magic(), echo.data()));
    }
  }

  private void receiveCodeReject(LcpCodeReject reject, long now) {
    if (reject.rejectedPacket().length() < 2) {
      ignore(reject);
      return;
    }
    int code = reject.rejectedPacket().at(0);
    OptionalLong roundTrip = sent.answer(code, reject.rejectedPacket().at(1), now);
    if (roundTrip.isEmpty()) {
      ignore(reject);
      return;
    }
    events.add(new LcpEvent.PacketProvenReceived(reject.code(), roundTrip.getAsLong()));
    if (code <= LcpCode.CODE_REJECT) {
      end(new LcpEvent.Refused("the peer's LCP does not know " + LcpCode.name(code)));
    } else {
      events.add(new LcpEvent.CodeRejected(code));
    }
  }

  private void receiveProtocolReject(LcpProtocolReject reject) {
    if (state != State.OPENED) {
      ignore(reject);
    } else if (reject.rejectedProtocol() == PppProtocol.LCP) {
      end(new LcpEvent.Refused("the peer does not speak LCP any more"));
    } else {
      events.add(new LcpEvent.ProtocolRejected(reject.rejectedProtocol()));
    }
  }

  private void receiveOtherCode(LcpOther other, long now) {
    if (other.code() == LcpCode.IDENTIFICATION) {
      // Behind the Magic-Number.
      int from = Math.min(4, other.data().length());
      events.add(new LcpEvent.Identified(other.data().slice(from, other.data().length()).text()));
    } else if (other.code() != LcpCode.TIME_REMAINING) {
      ignore(other);
      Octets rejected = Octets.of(other.encode());
      packets.add(
          new LcpCodeReject(
              sent.next(LcpCode.CODE_REJECT, now), rejected.slice(0, mru(theirs) - 4)));
    }
  }

  private void receiveOther(PppFrame frame, long now) {
    hear();
    if (state != State.OPENED) {
      events.add(
          new LcpEvent.Ignored(
              PppProtocol.name(frame.protocol()) + " means nothing while LCP is not open"));
      return;
    }
    events.add(new LcpEvent.OtherProtocol(frame));
    if (!isExpected(frame.protocol())) {
      packets.add(
          new LcpProtocolReject(
              sent.next(LcpCode.PROTOCOL_REJECT, now),
              frame.protocol(),
              frame.information().slice(0, mru(theirs) - 6)));
    }
  }

  /** What a server sends once LCP is open: rejecting it would make it log an error. */
  private static boolean isExpected(int protocol) {
    return protocol == PppProtocol.PAP
        || protocol == PppProtocol.CHAP
        || protocol == PppProtocol.EAP
        || PppProtocol.isNetworkControl(protocol);
  }

  private void timeOut(long now) {
    switch (state) {
      case REQ_SENT, ACK_SENT -> {
        if (requestsUnanswered >= settings.maxConfigure()) {
          end(new LcpEvent.NoAnswer(requestsUnanswered));
        } else {
          sendRequest(now);
        }
      }
      case ACK_RCVD -> {
        // The peer acknowledges, but asks for nothing: RFC 1661 would begin anew for ever.
        state = State.REQ_SENT;
        if (mayRestart("acknowledged, but did not ask for anything")) {
          sendRequest(now);
        }
      }
      case CLOSING -> {
        if (terminatesSent >= settings.maxTerminate()) {
          end(new LcpEvent.Closed(false));
        } else {
          sendTerminate(now);
        }
      }
      case STOPPING -> end(new LcpEvent.Closed(true));
      case STARTING, OPENED, CLOSED -> deadline = OptionalLong.empty();
    }
  }

  private void open() {
    state = State.OPENED;
    deadline = OptionalLong.empty();
    requestsUnanswered = 0;
    events.add(new LcpEvent.Opened(ours.options(), theirs));
  }

  /** From OPENED back to the start: false if it was once too often, and it has ended. */
  private boolean goDown(long now) {
    events.add(new LcpEvent.Down());
    state = State.REQ_SENT;
    if (!mayRestart("began anew")) {
      return false;
    }
    sent.forgetRequests();
    sendRequest(now);
    return true;
  }

  private boolean mayRestart(String what) {
    restarts++;
    if (restarts > settings.maxFailure()) {
      end(new LcpEvent.Refused("the peer " + what + " " + restarts + " times"));
      return false;
    }
    return true;
  }

  private void sendRequest(long now) {
    int identifier = sent.next(LcpCode.CONFIGURE_REQUEST, now);
    packets.add(LcpConfigure.request(identifier, ours.options()));
    requestsUnanswered++;
    deadline = OptionalLong.of(now + settings.restartNanos());
  }

  private void sendTerminate(long now) {
    int identifier = sent.next(LcpCode.TERMINATE_REQUEST, now);
    packets.add(LcpTerminate.request(identifier, terminateText));
    terminatesSent++;
    deadline = OptionalLong.of(now + settings.restartNanos());
  }

  private OptionalLong prove(int codeOfOurs, LcpPacket answer, long now) {
    OptionalLong roundTrip = sent.answer(codeOfOurs, answer.identifier(), now);
    if (roundTrip.isPresent()) {
      events.add(new LcpEvent.PacketProvenReceived(answer.code(), roundTrip.getAsLong()));
    }
    return roundTrip;
  }

  private void ignore(LcpPacket packet) {
    events.add(
        new LcpEvent.Ignored(
            LcpCode.name(packet.code())
                + " with the identifier "
                + packet.identifier()
                + " means nothing now"));
  }

  private void end(LcpEvent.End end) {
    if (state == State.OPENED) {
      events.add(new LcpEvent.Down());
    }
    state = State.CLOSED;
    deadline = OptionalLong.empty();
    events.add(end);
  }

  private boolean isNegotiating() {
    return state == State.REQ_SENT || state == State.ACK_RCVD || state == State.ACK_SENT;
  }

  private LcpOutput output() {
    LcpOutput output = new LcpOutput(packets, events);
    packets = new ArrayList<>();
    events = new ArrayList<>();
    return output;
  }

  /** The MRU among these options, 1500 where it is left out; never less than 64. */
  static int mru(List<LcpOption> options) {
    for (LcpOption option : options) {
      if (option instanceof MaximumReceiveUnit mru) {
        return Math.max(64, mru.octets());
      }
    }
    return DEFAULT_MRU;
  }
}
