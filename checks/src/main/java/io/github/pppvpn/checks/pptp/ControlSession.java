package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.control.Opening;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.MalformedControlMessageException;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The client's side of a PPTP control connection that is set up, perhaps echoed through, and ended
 * politely (RFC 2637 sections 2.1 to 2.6): the protocol alone, without a socket.
 *
 * <p>Every method that takes an event gives the bytes to send next, which go out in one write:
 * pptpd drops a request that comes in pieces (pptpmanager.c).
 */
final class ControlSession {
  /** Only one Echo-Request is ever under way. */
  private static final int ECHO_IDENTIFIER = 1;

  private static final int RESULT_OK = 1;
  private static final int REASON_NONE = 1;
  private static final byte[] NOTHING = new byte[0];

  private enum Step {
    AWAITING_REPLY,
    AWAITING_ECHO,
    AWAITING_STOP,
    ENDED
  }

  private final boolean echo;
  private final LongSupplier nanoTime;
  private final WireLog wire;
  private final ControlMessageFramer framer = new ControlMessageFramer();
  private final Opening opening = new Opening(framer);
  private Step step = Step.AWAITING_REPLY;
  private long awaitedSinceNanos;
  private long arrived;
  private StartControlConnectionReply reply;
  private OptionalLong repliedAtNanos = OptionalLong.empty();
  private OptionalLong handshakeNanos = OptionalLong.empty();
  private OptionalLong echoNanos = OptionalLong.empty();
  private Failure failure;
  private String farewell = "";
  private int echoRequests;

  /**
   * @param echo whether to measure an Echo round trip
   * @param nanoTime a clock that never goes back
   * @param wire takes every message sent and all bytes received
   */
  ControlSession(boolean echo, LongSupplier nanoTime, WireLog wire) {
    this.echo = echo;
    this.nanoTime = nanoTime;
    this.wire = wire;
  }

  /** The first bytes to send once the connection is there. */
  byte[] open() {
    return request(Opening.REQUEST, Opening.requestBytes());
  }

  /**
   * Bytes have come.
   *
   * @param arrivedNanos when, on a clock that never goes back
   */
  byte[] receive(ByteBuffer in, long arrivedNanos) {
    arrived = arrivedNanos;
    wire.received(in);
    byte[] out = NOTHING;
    try {
      while (step != Step.ENDED && in.hasRemaining()) {
        Optional<ControlMessage> message = framer.read(in);
        if (message.isPresent()) {
          out = concat(out, answer(message.get()));
        }
      }
    } catch (MalformedControlMessageException e) {
      if (step == Step.AWAITING_STOP) {
        end("the peer sent something malformed instead: " + e.getMessage());
      } else {
        fail(reply == null ? opening.malformed(e) : Opening.malformedAfterReply(e));
      }
    }
    return out;
  }

  private byte[] answer(ControlMessage message) {
    if (message instanceof EchoRequest request) {
      return answerTo(request);
    }
    return switch (step) {
      case AWAITING_REPLY -> afterReply(message);
      case AWAITING_ECHO -> afterEcho(message);
      case AWAITING_STOP -> afterStop(message);
      case ENDED -> NOTHING;
    };
  }

  private byte[] afterReply(ControlMessage message) {
    if (!(message instanceof StartControlConnectionReply received)) {
      fail(Opening.unexpected(message));
      return NOTHING;
    }
    reply = received;
    repliedAtNanos = OptionalLong.of(arrived);
    handshakeNanos = OptionalLong.of(repliedAtNanos.getAsLong() - awaitedSinceNanos);
    Optional<Failure> refusal = Opening.refusal(received);
    if (refusal.isPresent()) {
      fail(refusal.get());
      return refusal.get().kind() == Failure.Kind.VERSION ? stop() : NOTHING;
    }
    if (echo) {
      step = Step.AWAITING_ECHO;
      return request(new EchoRequest(ECHO_IDENTIFIER));
    }
    return stop();
  }

  private byte[] afterEcho(ControlMessage message) {
    if (message instanceof StopControlConnectionRequest stop) {
      fail(
          new Failure(
              Failure.Kind.LOST,
              "asked for the end instead of answering the Echo-Request: " + stop.reasonText()));
      return NOTHING;
    }
    if (!(message instanceof EchoReply received) || received.identifier() != ECHO_IDENTIFIER) {
      // A second Start-Control-Connection-Reply, a Set-Link-Info: not what is waited for.
      return NOTHING;
    }
    if (received.resultCode() == RESULT_OK) {
      echoNanos = OptionalLong.of(arrived - awaitedSinceNanos);
    } else {
      failure =
          new Failure(
              Failure.Kind.NO_ECHO,
              "refused the Echo-Request: result "
                  + received.resultCode()
                  + ", "
                  + received.outcomeText());
    }
    return stop();
  }

  private byte[] afterStop(ControlMessage message) {
    if (message instanceof StopControlConnectionReply) {
      end("the peer confirmed the end");
    } else if (message instanceof StopControlConnectionRequest) {
      end("the peer asked for the end as well");
    }
    return NOTHING;
  }

  private byte[] stop() {
    step = Step.AWAITING_STOP;
    return request(new StopControlConnectionRequest(REASON_NONE));
  }

  /** The peer has closed the connection. */
  void closed() {
    lost(Failure.Kind.CLOSED, "closed the connection");
  }

  /**
   * The connection broke.
   *
   * @param why the system's words for it
   */
  void broke(String why) {
    boolean reset = why.contains("reset") || why.contains("Broken pipe");
    lost(
        reset ? Failure.Kind.RESET : Failure.Kind.LOST,
        reset ? "reset the connection" : "lost the connection (" + why + ")");
  }

  private void lost(Failure.Kind kind, String what) {
    switch (step) {
      case AWAITING_REPLY -> fail(opening.lost(kind, what));
      case AWAITING_ECHO ->
          fail(new Failure(Failure.Kind.LOST, what + " instead of answering the Echo-Request"));
      case AWAITING_STOP -> end("the peer " + what + " without a Stop-Control-Connection-Reply");
      case ENDED -> {}
    }
  }

  /**
   * Nobody waits any longer.
   *
   * @param waited how long was waited, in words
   * @return what to send all the same, so that a busy server finds a polite end when it gets to us
   */
  byte[] giveUp(String waited) {
    switch (step) {
      case AWAITING_REPLY -> {
        fail(opening.tooLate(waited));
        return framer.pendingLength() == 0 ? stopWithoutWaiting() : NOTHING;
      }
      case AWAITING_ECHO -> {
        fail(new Failure(Failure.Kind.NO_ECHO, "did not answer the Echo-Request within " + waited));
        return stopWithoutWaiting();
      }
      case AWAITING_STOP -> {
        end("the peer did not confirm the end");
        return NOTHING;
      }
      default -> {
        return NOTHING;
      }
    }
  }

  private byte[] stopWithoutWaiting() {
    byte[] request = stop();
    step = Step.ENDED;
    return request;
  }

  private byte[] request(ControlMessage message) {
    return request(message, ControlMessageCodec.encode(message));
  }

  /** Sends a message whose answer is waited for from now on. */
  private byte[] request(ControlMessage message, byte[] encoded) {
    wire.sent(message.type().rfcName(), encoded);
    awaitedSinceNanos = nanoTime.getAsLong();
    return encoded;
  }

  private byte[] answerTo(EchoRequest request) {
    echoRequests++;
    if (echoRequests > Opening.MAX_ECHO_REQUESTS) {
      flooded();
      return NOTHING;
    }
    if (step == Step.AWAITING_STOP) {
      // Nobody may be left to read an answer; pptpd would answer it with a RST.
      return NOTHING;
    }
    ControlMessage reply = new EchoReply(request.identifier(), RESULT_OK, 0);
    byte[] encoded = ControlMessageCodec.encode(reply);
    wire.sent(reply.type().rfcName(), encoded);
    return encoded;
  }

  private void flooded() {
    String flood = "sent more than " + Opening.MAX_ECHO_REQUESTS + " Echo-Requests instead of ";
    switch (step) {
      case AWAITING_REPLY -> fail(Opening.flooded());
      case AWAITING_ECHO -> fail(new Failure(Failure.Kind.NO_ECHO, flood + "Echo-Reply"));
      case AWAITING_STOP -> end("the peer " + flood + "Stop-Control-Connection-Reply");
      case ENDED -> {}
    }
  }

  private void fail(Failure why) {
    if (failure == null) {
      failure = why;
    }
    step = Step.ENDED;
  }

  private void end(String how) {
    farewell = how;
    step = Step.ENDED;
  }

  /** Whether there is nothing left to wait for. */
  boolean isEnded() {
    return step == Step.ENDED;
  }

  /** Whether only the peer's confirmation of the end is missing. */
  boolean isEnding() {
    return step == Step.AWAITING_STOP;
  }

  /** What is being waited for, for a person. */
  String waitingFor() {
    return switch (step) {
      case AWAITING_REPLY -> "waiting for the Start-Control-Connection-Reply";
      case AWAITING_ECHO -> "waiting for the Echo-Reply";
      default -> "ending the control connection";
    };
  }

  /** Why the control channel counts as down; empty if it does not. */
  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The reply, whatever it says, once it is whole. */
  Optional<StartControlConnectionReply> reply() {
    return Optional.ofNullable(reply);
  }

  /** When the reply was whole, on the clock given. */
  OptionalLong repliedAtNanos() {
    return repliedAtNanos;
  }

  /** From sending the request to the whole reply, in nanoseconds. */
  OptionalLong handshakeNanos() {
    return handshakeNanos;
  }

  /** From sending the Echo-Request to its reply, in nanoseconds. */
  OptionalLong echoNanos() {
    return echoNanos;
  }

  /** How the connection came to its end; empty if it failed before. */
  String farewell() {
    return farewell;
  }

  private static byte[] concat(byte[] one, byte[] other) {
    if (one.length == 0) {
      return other;
    }
    byte[] both = new byte[one.length + other.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
