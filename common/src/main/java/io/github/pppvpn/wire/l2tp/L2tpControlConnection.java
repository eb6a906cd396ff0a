package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.ReliableDelivery.Arrival;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A client's control connection (RFC 2661 sections 5.1, 5.7 and 7.2), without a socket and on the
 * caller's clock: SCCRQ, SCCRP, then as wished SCCCN and HELLO, and a StopCCN at any time.
 *
 * <pre>{@code
 * L2tpOutput output = connection.start(now);
 * while (!connection.hasEnded()) {
 *   send(output.datagrams());
 *   // at Replied or HelloAnswered: output = connection.stop(1, "done", now)
 *   // else wait for a datagram until connection.nextDeadline()
 *   output = arrived ? connection.receive(datagram, now) : connection.tick(now);
 * }
 * send(output.datagrams());
 * }</pre>
 *
 * <p>Times are nanoseconds of any clock that does not jump. The memory is bounded; whatever the
 * peer sends, one datagram makes a few messages at most, and without an answer it ends by itself.
 * No session is ever opened. After its end it still acknowledges the peer's StopCCN, which may come
 * again. A tie breaker is neither sent nor looked at: only one side asks. Not thread-safe.
 */
public final class L2tpControlConnection {
  private final L2tpClientSettings settings;
  private final ReliableDelivery delivery;
  private L2tpPhase phase = L2tpPhase.IDLE;
  private long startedAt;
  private int peerTunnelId;
  private OptionalLong request = OptionalLong.empty();
  private OptionalLong connected = OptionalLong.empty();
  private OptionalLong hello = OptionalLong.empty();
  private OptionalLong stop = OptionalLong.empty();
  private long helloAt;
  private long stopAt;
  private int requestRetransmissions;
  private OptionalLong replyBy = OptionalLong.empty();
  private List<L2tpEvent> events = new ArrayList<>();

  public L2tpControlConnection(L2tpClientSettings settings) {
    this.settings = settings;
    this.delivery = new ReliableDelivery(settings.reliability());
  }

  /** Where it stands. */
  public L2tpPhase phase() {
    return phase;
  }

  /** Whether nothing more will happen. */
  public boolean hasEnded() {
    return phase == L2tpPhase.CLOSED;
  }

  /** When to call {@link #tick}, if nothing arrives before. */
  public OptionalLong nextDeadline() {
    if (hasEnded()) {
      return OptionalLong.empty();
    }
    OptionalLong next = delivery.nextDeadline();
    if (next.isEmpty() || replyBy.isEmpty()) {
      return next.isPresent() ? next : replyBy;
    }
    return next.getAsLong() - replyBy.getAsLong() < 0 ? next : replyBy;
  }

  /** Sends the SCCRQ. */
  public L2tpOutput start(long now) {
    if (phase != L2tpPhase.IDLE) {
      throw new IllegalStateException("the control connection was started before");
    }
    startedAt = now;
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.of(AvpType.PROTOCOL_VERSION, new AvpValue.ProtocolVersion(1, 0)));
    avps.add(
        Avp.u32(
            AvpType.FRAMING_CAPABILITIES, L2tp.FRAMING_ASYNCHRONOUS | L2tp.FRAMING_SYNCHRONOUS));
    avps.add(Avp.text(AvpType.HOST_NAME, settings.hostName()));
    if (settings.vendorName().isPresent()) {
      avps.add(Avp.text(AvpType.VENDOR_NAME, settings.vendorName().get()));
    }
    avps.add(Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, settings.tunnelId()));
    avps.add(Avp.u16(AvpType.RECEIVE_WINDOW_SIZE, settings.receiveWindow()));
    if (settings.authentication().isPresent()) {
      avps.add(Avp.octets(AvpType.CHALLENGE, settings.authentication().get().challenge()));
    }
    request = send(ControlMessageType.SCCRQ, avps, now);
    enter(L2tpPhase.STARTING, now);
    return output(now);
  }

  /** Does what the passing of time asks for; too early it does nothing. */
  public L2tpOutput tick(long now) {
    if (!hasEnded()) {
      delivery.tick(now);
      noteRetransmissions();
      if (delivery.hasGivenUp()) {
        end(new L2tpEvent.GaveUp(phase, delivery.retransmissions()), now);
      } else if (replyBy.isPresent() && now - replyBy.getAsLong() >= 0) {
        end(new L2tpEvent.GaveUp(phase, requestRetransmissions), now);
      }
    }
    return output(now);
  }

  /**
   * Sends a HELLO; its acknowledgment will be an {@link L2tpEvent.HelloAnswered}.
   *
   * @throws IllegalStateException if the tunnel is not established, or one is on its way already
   */
  public L2tpOutput hello(long now) {
    if (phase != L2tpPhase.ESTABLISHED || hello.isPresent()) {
      throw new IllegalStateException("no HELLO now");
    }
    helloAt = now;
    hello = send(ControlMessageType.HELLO, List.of(), now);
    return output(now);
  }

  /**
   * Sends a StopCCN; its acknowledgment will be an {@link L2tpEvent.Stopped}. Does nothing when one
   * is on its way or all is over.
   *
   * @param result 1 for the usual end, see {@link ResultCode#stopText()}
   * @param text xl2tpd logs it
   */
  public L2tpOutput stop(int result, String text, long now) {
    stopWith(ResultCode.of(result, 0, text), now);
    return output(now);
  }

  /** Takes a datagram of the peer. */
  public L2tpOutput receive(ByteBuffer datagram, long now) {
    if (phase == L2tpPhase.IDLE) {
      throw new IllegalStateException("the control connection is not started");
    }
    try {
      L2tpMessage message = L2tpCodec.decode(datagram);
      if (message.tunnelId() != settings.tunnelId()) {
        ignore("a message for tunnel " + message.tunnelId() + ", which is not ours");
      } else if (message instanceof ControlMessage control) {
        receiveControl(revealed(control), now);
      } else {
        ignore("a data message, though there is no session");
      }
    } catch (MalformedL2tpException e) {
      if (!hasEnded()) {
        events.add(new L2tpEvent.NotL2tp(e.reason(), e.getMessage()));
      }
    }
    return output(now);
  }

  private ControlMessage revealed(ControlMessage message) {
    return settings.authentication().isPresent()
        ? AvpHiding.revealAll(message, settings.authentication().get().secret())
        : message;
  }

  private void receiveControl(ControlMessage message, long now) {
    Optional<ControlMessageType> type = message.type();
    boolean isStop = type.orElse(null) == ControlMessageType.STOP_CCN;
    if (hasEnded()) {
      if (isStop) {
        delivery.receive(message, now);
      }
      return;
    }
    // Nothing else may use up the number of the answer.
    if (phase == L2tpPhase.STARTING
        && !message.isZlb()
        && !isStop
        && type.orElse(null) != ControlMessageType.SCCRP) {
      ignore(message.name() + " where SCCRP should be");
      return;
    }
    Arrival arrival = delivery.receive(message, now);
    noteAcknowledgments(message, now);
    switch (arrival) {
      case NEW -> take(message, type, now);
      case EARLY -> ignore(message.name() + " ahead of its turn, Ns " + message.ns());
      case DUPLICATE -> ignore(message.name() + " once more, Ns " + message.ns());
      case ACKNOWLEDGMENT -> {}
    }
  }

  private void take(ControlMessage message, Optional<ControlMessageType> type, long now) {
    if (peerTunnelId == 0) {
      peerTunnelId = message.number(AvpType.ASSIGNED_TUNNEL_ID).orElse(0);
      delivery.setPeerTunnelId(peerTunnelId);
    }
    if (hasEnded()) {
      return;
    }
    if (type.isEmpty()) {
      if (message.avps().get(0).mandatory()) {
        refuse(
            "a control message of unknown type, " + message.name(),
            ResultCode.UNKNOWN_MANDATORY_AVP,
            now);
      } else {
        ignore(message.name());
      }
      return;
    }
    switch (type.get()) {
      case SCCRP -> {
        if (phase == L2tpPhase.STARTING) {
          takeReply(message, now);
        } else {
          ignore("another SCCRP");
        }
      }
      case STOP_CCN -> {
        Optional<ResultCode> result = message.resultCode();
        String outcome =
            result.isPresent() ? result.get().stopOutcomeText() : "no result code was given";
        delivery.acknowledgeNow(now);
        end(new L2tpEvent.StoppedByPeer(message, outcome, phase), now);
      }
      case HELLO -> {
        // Its acknowledgment is all it wants.
      }
      default -> ignore(message.name() + ", though there is no session");
    }
  }

  private void takeReply(ControlMessage reply, long now) {
    replyBy = OptionalLong.empty();
    Optional<String> fault = fault(reply);
    Optional<Avp> notUnderstood = reply.notUnderstood();
    if (notUnderstood.isPresent()) {
      refuse(
          "SCCRP has the mandatory AVP "
              + notUnderstood.get().name()
              + ", which cannot be understood",
          ResultCode.UNKNOWN_MANDATORY_AVP,
          now);
      return;
    }
    if (fault.isPresent()) {
      refuse(fault.get(), 3, now);
      return;
    }
    Optional<String> distrust = distrust(reply);
    if (distrust.isPresent()) {
      events.add(new L2tpEvent.AuthenticationFailed(distrust.get()));
      stopWith(ResultCode.of(4, 0, "tunnel authentication failed"), now);
      return;
    }
    OptionalInt window = reply.number(AvpType.RECEIVE_WINDOW_SIZE);
    if (window.isPresent()) {
      delivery.setPeerWindow(window.getAsInt());
    }
    events.add(new L2tpEvent.Replied(reply, now - startedAt, requestRetransmissions));
    enter(L2tpPhase.REPLIED, now);
    if (settings.establish()) {
      connect(reply, now);
    }
  }

  private static Optional<String> fault(ControlMessage reply) {
    Optional<AvpType> missing = reply.missing();
    if (missing.isPresent()) {
      return Optional.of("SCCRP has no " + missing.get().rfcName());
    }
    if (reply.number(AvpType.ASSIGNED_TUNNEL_ID).orElse(0) == 0) {
      return Optional.of("SCCRP assigns the tunnel id 0");
    }
    AvpValue.ProtocolVersion version = reply.protocolVersion().orElseThrow();
    if (version.version() != 1) {
      return Optional.of(
          "SCCRP speaks of protocol version " + version.version() + "." + version.revision());
    }
    return Optional.empty();
  }

  /** Why the peer's answer does not prove that it has our secret. */
  private Optional<String> distrust(ControlMessage reply) {
    boolean challenges = reply.octets(AvpType.CHALLENGE).isPresent();
    if (settings.authentication().isEmpty()) {
      return challenges && settings.establish()
          ? Optional.of("the peer asks for tunnel authentication, and no secret is known here")
          : Optional.empty();
    }
    Optional<Octets> response = reply.octets(AvpType.CHALLENGE_RESPONSE);
    if (response.isEmpty()) {
      return Optional.of("the peer did not answer to the challenge");
    }
    L2tpClientSettings.Authentication ours = settings.authentication().get();
    boolean isRight =
        TunnelAuthentication.isRight(
            response.get(), ControlMessageType.SCCRP, ours.secret(), ours.challenge());
    return isRight
        ? Optional.empty()
        : Optional.of("the peer answered to the challenge with another secret");
  }

  private void connect(ControlMessage reply, long now) {
    List<Avp> avps = new ArrayList<>();
    Optional<Octets> challenge = reply.octets(AvpType.CHALLENGE);
    if (challenge.isPresent() && settings.authentication().isPresent()) {
      Octets response =
          TunnelAuthentication.response(
              ControlMessageType.SCCCN, settings.authentication().get().secret(), challenge.get());
      avps.add(Avp.octets(AvpType.CHALLENGE_RESPONSE, response));
    }
    connected = send(ControlMessageType.SCCCN, avps, now);
    enter(L2tpPhase.CONNECTING, now);
  }

  private void refuse(String sentence, int error, long now) {
    events.add(new L2tpEvent.Unacceptable(sentence));
    stopWith(ResultCode.of(ResultCode.GENERAL_ERROR, error, sentence), now);
  }

  private void stopWith(ResultCode result, long now) {
    switch (phase) {
      case IDLE -> enter(L2tpPhase.CLOSED, now);
      case STOPPING, CLOSED -> {}
      default -> {
        stopAt = now;
        replyBy = OptionalLong.empty();
        stop =
            send(
                ControlMessageType.STOP_CCN,
                List.of(
                    Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, settings.tunnelId()),
                    Avp.of(AvpType.RESULT_CODE, result)),
                now);
        enter(L2tpPhase.STOPPING, now);
      }
    }
  }

  private void noteAcknowledgments(ControlMessage message, long now) {
    if (hasArrived(request)) {
      request = OptionalLong.empty();
      if (message.isZlb()) {
        events.add(new L2tpEvent.RequestAcknowledged(now - startedAt));
        // Nothing of ours is left that could time out.
        replyBy = OptionalLong.of(now + settings.reliability().longestTimeoutNanos());
      }
    }
    if (hasArrived(connected)) {
      connected = OptionalLong.empty();
      if (phase == L2tpPhase.CONNECTING) {
        enter(L2tpPhase.ESTABLISHED, now);
      }
    }
    if (hasArrived(hello)) {
      hello = OptionalLong.empty();
      events.add(new L2tpEvent.HelloAnswered(now - helloAt));
    }
    if (hasArrived(stop)) {
      stop = OptionalLong.empty();
      end(new L2tpEvent.Stopped(now - stopAt), now);
    }
  }

  private boolean hasArrived(OptionalLong message) {
    return message.isPresent() && delivery.acknowledged() >= message.getAsLong();
  }

  private void noteRetransmissions() {
    if (phase == L2tpPhase.STARTING) {
      requestRetransmissions = Math.max(requestRetransmissions, delivery.retransmissions());
    }
  }

  private OptionalLong send(ControlMessageType type, List<Avp> avps, long now) {
    return OptionalLong.of(delivery.send(ControlMessage.of(type, peerTunnelId, 0, avps), now));
  }

  private void enter(L2tpPhase next, long now) {
    long sinceStart = phase == L2tpPhase.IDLE ? 0 : now - startedAt;
    phase = next;
    events.add(new L2tpEvent.PhaseEntered(next, sinceStart));
  }

  private void end(L2tpEvent.End end, long now) {
    delivery.close();
    replyBy = OptionalLong.empty();
    enter(L2tpPhase.CLOSED, now);
    events.add(end);
  }

  private void ignore(String sentence) {
    if (!hasEnded()) {
      events.add(new L2tpEvent.Ignored(sentence));
    }
  }

  private L2tpOutput output(long now) {
    L2tpOutput output = new L2tpOutput(delivery.takeOutgoing(now), events);
    events = new ArrayList<>();
    return output;
  }
}
