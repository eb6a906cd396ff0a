package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.control.Opening;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.pptp.CallClearRequest;
import io.github.pppvpn.wire.pptp.CallDisconnectNotify;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.MalformedControlMessageException;
import io.github.pppvpn.wire.pptp.OutgoingCallReply;
import io.github.pppvpn.wire.pptp.OutgoingCallRequest;
import io.github.pppvpn.wire.pptp.Pptp;
import io.github.pppvpn.wire.pptp.SetLinkInfo;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A control connection with one outgoing call, the client's side (RFC 2637 sections 2.1 to 2.16):
 * the protocol alone, without a socket and on the caller's clock.
 *
 * <p>The polite end is a Call-Clear-Request; pptpd closes the connection upon it, without a
 * Call-Disconnect-Notify. Messages to be sent are taken with {@link #toSend()}, each for one write.
 */
final class ControlCall {
  private static final int RESULT_OK = 1;
  private static final int REASON_NONE = 1;
  private static final int WINDOW = 64;

  /** What is waited for. */
  enum Step {
    AWAITING_REPLY,
    AWAITING_CALL,
    IN_CALL,
    CLEARING,
    STOPPING,
    ENDED
  }

  private final int callId;
  private final WireLog wire;
  private final ControlMessageFramer framer = new ControlMessageFramer();
  private final Opening opening = new Opening(framer);
  private final List<byte[]> toSend = new ArrayList<>();
  private Step step = Step.AWAITING_REPLY;
  private StartControlConnectionReply reply;
  private OutgoingCallReply call;
  private OptionalLong callRepliedAt = OptionalLong.empty();
  private OptionalLong handshakeNanos = OptionalLong.empty();
  private long requestedAt;
  private Obstacle obstacle;
  private String farewell = "";
  private boolean lost;
  private boolean gone;
  private int echoRequests;

  /**
   * @param callId ours: what stands in the GRE packets of the server
   */
  ControlCall(int callId, WireLog wire) {
    this.callId = callId;
    this.wire = wire;
  }

  /** The connection is there. */
  void open(long now) {
    requestedAt = now;
    send(Opening.REQUEST, Opening.requestBytes());
  }

  /** Bytes have come. */
  void receive(ByteBuffer in, long now) {
    wire.received(in);
    try {
      while (step != Step.ENDED && in.hasRemaining()) {
        Optional<ControlMessage> message = framer.read(in);
        if (message.isPresent()) {
          take(message.get(), now);
        }
      }
    } catch (MalformedControlMessageException e) {
      if (isEnding()) {
        end("the server sent something malformed instead: " + e.getMessage());
      } else {
        fail(reply == null ? opening.malformed(e) : Opening.malformedAfterReply(e));
      }
    }
  }

  private void take(ControlMessage message, long now) {
    if (message instanceof EchoRequest request) {
      answer(request);
      return;
    }
    switch (step) {
      case AWAITING_REPLY -> takeReply(message, now);
      case AWAITING_CALL -> takeCall(message, now);
      case IN_CALL -> {
        if (isOurDisconnect(message)) {
          obstacle =
              Obstacle.callEnded(
                  "ended the call: result "
                      + ((CallDisconnectNotify) message).resultCode()
                      + ", "
                      + ((CallDisconnectNotify) message).outcomeText());
          lost = true;
          stop();
        }
      }
      case CLEARING -> {
        if (isOurDisconnect(message)) {
          stop();
        }
      }
      case STOPPING -> {
        if (message instanceof StopControlConnectionReply
            || message instanceof StopControlConnectionRequest) {
          end("the server confirmed the end");
        }
      }
      case ENDED -> {}
    }
  }

  private boolean isOurDisconnect(ControlMessage message) {
    return message instanceof CallDisconnectNotify notify && notify.callId() == call.callId();
  }

  private void takeReply(ControlMessage message, long now) {
    if (!(message instanceof StartControlConnectionReply received)) {
      fail(Opening.unexpected(message));
      return;
    }
    reply = received;
    handshakeNanos = OptionalLong.of(now - requestedAt);
    Optional<Failure> refusal = Opening.refusal(received);
    if (refusal.isPresent()) {
      fail(refusal.get());
      if (refusal.get().kind() == Failure.Kind.VERSION) {
        stop();
      }
      return;
    }
    step = Step.AWAITING_CALL;
    send(
        new OutgoingCallRequest(
            callId,
            0,
            300,
            100_000_000,
            Pptp.BEARER_ANY,
            Pptp.FRAMING_EITHER,
            WINDOW,
            0,
            0,
            "",
            ""));
  }

  private void takeCall(ControlMessage message, long now) {
    if (!(message instanceof OutgoingCallReply received) || received.peersCallId() != callId) {
      // A Set-Link-Info, a reply to a call that is not ours.
      return;
    }
    callRepliedAt = OptionalLong.of(now);
    call = received;
    if (received.resultCode() != RESULT_OK) {
      obstacle =
          Obstacle.callRefused(
              "refused the call: result " + received.resultCode() + ", " + received.outcomeText());
      stop();
      return;
    }
    step = Step.IN_CALL;
    send(new SetLinkInfo(received.callId(), Pptp.ACCM_ALL, Pptp.ACCM_ALL));
  }

  private void answer(EchoRequest request) {
    echoRequests++;
    if (echoRequests > Opening.MAX_ECHO_REQUESTS) {
      if (step == Step.AWAITING_REPLY) {
        fail(Opening.flooded());
      }
    } else if (!isEnding()) {
      send(new EchoReply(request.identifier(), RESULT_OK, 0));
    }
  }

  /** Asks for the end of the call, if there is one; else for that of the connection. */
  void clear() {
    switch (step) {
      case IN_CALL, AWAITING_CALL -> {
        step = Step.CLEARING;
        send(new CallClearRequest(callId));
      }
      case AWAITING_REPLY -> stop();
      default -> {}
    }
  }

  /** Asks for the end of the connection, if it is still there. */
  void stop() {
    if (step != Step.STOPPING && !gone) {
      step = Step.STOPPING;
      send(new StopControlConnectionRequest(REASON_NONE));
    }
  }

  /** Nobody waits any longer for an answer; {@code waited} says how long. */
  void giveUp(String waited) {
    switch (step) {
      case AWAITING_REPLY -> {
        boolean nothingCame = framer.pendingLength() == 0;
        fail(opening.tooLate(waited));
        if (nothingCame) {
          // A busy server finds a polite end when it gets to us.
          send(new StopControlConnectionRequest(REASON_NONE));
        }
      }
      case AWAITING_CALL -> {
        obstacle = Obstacle.callSilent("did not answer the Outgoing-Call-Request within " + waited);
        clear();
      }
      case CLEARING, STOPPING -> end("the server did not confirm the end");
      case IN_CALL, ENDED -> {}
    }
  }

  /** The server has closed the connection, or it was reset. */
  void lost(Failure.Kind kind, String what) {
    boolean expected = isEnding();
    switch (step) {
      case AWAITING_REPLY -> obstacle = Obstacle.control(opening.lost(kind, what));
      case AWAITING_CALL ->
          obstacle = Obstacle.callSilent(what + " instead of answering the Outgoing-Call-Request");
      case IN_CALL -> obstacle = Obstacle.callEnded(what + " in the middle of the call");
      default -> {}
    }
    lost |= step == Step.IN_CALL;
    gone = true;
    if (expected) {
      end("the server " + what);
    } else {
      step = Step.ENDED;
    }
  }

  private void fail(Failure why) {
    if (obstacle == null) {
      obstacle = Obstacle.control(why);
    }
    step = Step.ENDED;
  }

  private void end(String how) {
    farewell = how;
    step = Step.ENDED;
  }

  private void send(ControlMessage message) {
    send(message, ControlMessageCodec.encode(message));
  }

  private void send(ControlMessage message, byte[] bytes) {
    wire.sent(message.type().rfcName(), bytes);
    toSend.add(bytes);
  }

  /** What is to be sent now, a message each; once. */
  List<byte[]> toSend() {
    List<byte[]> messages = List.copyOf(toSend);
    toSend.clear();
    return messages;
  }

  Step step() {
    return step;
  }

  private boolean isEnding() {
    return step == Step.CLEARING || step == Step.STOPPING;
  }

  /** Why there is no call, or none any more; empty as long as all went well. */
  Optional<Obstacle> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /** Whether the server ended the call or the connection while the call was needed. */
  boolean isLost() {
    return lost;
  }

  Optional<StartControlConnectionReply> reply() {
    return Optional.ofNullable(reply);
  }

  /** The reply that opened the call, or refused it. */
  Optional<OutgoingCallReply> call() {
    return Optional.ofNullable(call);
  }

  /** When that came. */
  OptionalLong callRepliedAt() {
    return callRepliedAt;
  }

  /** From the Start-Control-Connection-Request to its reply. */
  OptionalLong handshakeNanos() {
    return handshakeNanos;
  }

  /** How the connection ended; empty if it failed. */
  String farewell() {
    return farewell;
  }
}
