package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.l2tp.Failure.Kind;
import io.github.pppvpn.checks.net.ForeignBytes;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpHiding;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import io.github.pppvpn.wire.l2tp.L2tpControlConnection;
import io.github.pppvpn.wire.l2tp.L2tpEvent;
import io.github.pppvpn.wire.l2tp.L2tpMessage;
import io.github.pppvpn.wire.l2tp.L2tpOutput;
import io.github.pppvpn.wire.l2tp.L2tpPhase;
import io.github.pppvpn.wire.l2tp.MalformedL2tpException;
import io.github.pppvpn.wire.l2tp.ReliabilitySettings;
import io.github.pppvpn.wire.l2tp.ResultCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A tunnel that is asked for, perhaps set up and greeted, and ended politely: what is done at each
 * event of an {@link L2tpControlConnection}, and what each end of it means. Without a socket.
 *
 * <p>Every method that takes an event gives the datagrams to send next.
 */
final class TunnelSession {
  /** What the check calls itself; servers look secrets up by it. */
  static final String HOST_NAME = "ppp-vpn-checks";

  /** A peer that floods gets no more than so many datagrams back. */
  private static final int MAX_SENT = 200;

  private static final int RESULT_CLEAR = 1;
  private static final int RESULT_NOT_AUTHORIZED = 4;
  private static final int RECEIVE_WINDOW = 4;

  private final Optional<Authentication> authentication;
  private final LongSupplier nanoTime;
  private final WireLog wire;
  private final boolean establish;
  private final L2tpControlConnection connection;
  private ByteBuffer arrived = ByteBuffer.allocate(0);
  private long arrivedNanos;
  private long startNanos;
  private int requests;
  private int sent;
  private boolean acknowledged;
  private boolean givenUp;
  private boolean abandoned;
  private Optional<Failure> failure = Optional.empty();
  private Optional<Failure> oddity = Optional.empty();
  private OptionalLong replyNanos = OptionalLong.empty();
  private OptionalLong establishNanos = OptionalLong.empty();
  private OptionalLong helloNanos = OptionalLong.empty();
  private Optional<ControlMessage> reply = Optional.empty();
  private Optional<ResultCode> refusal = Optional.empty();
  private String farewell = "";

  /**
   * @param establish whether to go on to SCCCN and a HELLO
   * @param tunnelId our end's, 1 to 65535, random
   * @param authentication the tunnel's secret and a random challenge, if the peer must prove itself
   * @param nanoTime a clock that never goes back
   * @param wire takes every message sent and all bytes received
   */
  TunnelSession(
      boolean establish,
      int tunnelId,
      Optional<Authentication> authentication,
      LongSupplier nanoTime,
      WireLog wire) {
    this.establish = establish;
    this.authentication = authentication;
    this.nanoTime = nanoTime;
    this.wire = wire;
    this.connection =
        new L2tpControlConnection(
            new L2tpClientSettings(
                tunnelId,
                HOST_NAME,
                Optional.of(HOST_NAME),
                RECEIVE_WINDOW,
                establish,
                authentication,
                ReliabilitySettings.recommended()));
  }

  /** The first datagram to send. */
  List<byte[]> open() {
    List<byte[]> out = step(connection.start(nanoTime.getAsLong()));
    // Encoding loads classes, which is not the peer's time.
    startNanos = nanoTime.getAsLong();
    return out;
  }

  /**
   * A datagram has come.
   *
   * @param now when, on a clock that never goes back
   */
  List<byte[]> receive(ByteBuffer datagram, long now) {
    wire.received(datagram);
    arrived = datagram;
    arrivedNanos = now;
    return step(connection.receive(datagram, now));
  }

  /** Time has passed. */
  List<byte[]> tick(long now) {
    arrivedNanos = now;
    // Whoever never answered is not asked once more behind the StopCCN.
    return givenUp && !isAnswered() ? List.of() : step(connection.tick(now));
  }

  /** When to call {@link #tick}, if nothing arrives before. */
  OptionalLong nextDeadline() {
    return connection.nextDeadline();
  }

  private List<byte[]> step(L2tpOutput first) {
    List<byte[]> out = new ArrayList<>();
    Optional<L2tpOutput> output = Optional.of(first);
    while (output.isPresent()) {
      for (ControlMessage message : output.get().messages()) {
        put(message, out);
      }
      Optional<L2tpOutput> next = Optional.empty();
      for (L2tpEvent event : output.get().events()) {
        Optional<L2tpOutput> reaction = take(event);
        next = reaction.isPresent() ? reaction : next;
      }
      output = next;
    }
    return out;
  }

  private void put(ControlMessage message, List<byte[]> out) {
    if (message.type().orElse(null) == ControlMessageType.SCCRQ) {
      requests++;
    }
    sent++;
    if (sent <= MAX_SENT) {
      byte[] bytes = L2tpCodec.encode(message);
      wire.sent(message.name(), bytes);
      out.add(bytes);
    }
  }

  /** What is done because of it, if anything is. */
  private Optional<L2tpOutput> take(L2tpEvent event) {
    if (event instanceof L2tpEvent.Replied replied) {
      takeReply(replied.reply());
      return establish ? Optional.empty() : Optional.of(stop("done"));
    }
    if (event instanceof L2tpEvent.PhaseEntered entered) {
      return enter(entered.phase());
    }
    if (event instanceof L2tpEvent.HelloAnswered hello) {
      helloNanos = OptionalLong.of(hello.roundTripNanos());
      return Optional.of(stop("done"));
    }
    if (event instanceof L2tpEvent.RequestAcknowledged) {
      acknowledged = true;
    } else if (event instanceof L2tpEvent.AuthenticationFailed) {
      message().ifPresent(this::takeReply);
      fail(distrust());
    } else if (event instanceof L2tpEvent.Unacceptable unacceptable) {
      takeUnacceptable(unacceptable.sentence());
    } else if (event instanceof L2tpEvent.NotL2tp foreign) {
      note(foreign(foreign));
    } else if (event instanceof L2tpEvent.Ignored ignored) {
      note(new Failure(Kind.UNEXPECTED_MESSAGE, "sent no SCCRP but " + ignored.sentence()));
    } else if (event instanceof L2tpEvent.End end) {
      takeEnd(end);
    }
    return Optional.empty();
  }

  private void takeReply(ControlMessage message) {
    reply = Optional.of(message);
    replyNanos = OptionalLong.of(arrivedNanos - startNanos);
  }

  private Optional<L2tpOutput> enter(L2tpPhase phase) {
    // The same datagram may end what it sets up.
    if (phase != L2tpPhase.ESTABLISHED || connection.phase() != L2tpPhase.ESTABLISHED) {
      return Optional.empty();
    }
    establishNanos = OptionalLong.of(arrivedNanos - startNanos);
    return Optional.of(connection.hello(nanoTime.getAsLong()));
  }

  private L2tpOutput stop(String why) {
    return connection.stop(RESULT_CLEAR, HOST_NAME + " " + why, nanoTime.getAsLong());
  }

  /** The message that has just come, hidden AVPs revealed. */
  private Optional<ControlMessage> message() {
    try {
      L2tpMessage message = L2tpCodec.decode(arrived);
      if (message instanceof ControlMessage control) {
        return Optional.of(
            authentication.isPresent()
                ? AvpHiding.revealAll(control, authentication.get().secret())
                : control);
      }
    } catch (MalformedL2tpException e) {
      // Then it is none.
    }
    return Optional.empty();
  }

  private Failure distrust() {
    if (authentication.isEmpty()) {
      return new Failure(
          Kind.NO_SECRET, "demands tunnel authentication, and no secret was given (--secret-file)");
    }
    if (reply.isPresent() && reply.get().octets(AvpType.CHALLENGE_RESPONSE).isEmpty()) {
      return new Failure(
          Kind.NO_PROOF,
          "did not prove that it knows the tunnel secret: its SCCRP has no Challenge Response");
    }
    return new Failure(
        Kind.WRONG_SECRET,
        "has another tunnel secret than the secret file, or none: the Challenge Response of its SCCRP is"
            + " wrong");
  }

  private void takeUnacceptable(String sentence) {
    Optional<ControlMessage> message = message();
    boolean isReply =
        message.isPresent() && message.get().type().orElse(null) == ControlMessageType.SCCRP;
    if (isReply) {
      takeReply(message.get());
    }
    fail(
        isReply && hidesFromUs(message.get())
            ? hidden()
            : new Failure(Kind.BAD_REPLY, "gave an answer that is not RFC 2661's: " + sentence));
  }

  /** Whether a value is hidden (RFC 2661 section 4.3) otherwise than with our secret. */
  private static boolean hidesFromUs(ControlMessage message) {
    boolean any = false;
    for (Avp avp : message.avps()) {
      any |= avp.hidden();
    }
    return any && message.octets(AvpType.RANDOM_VECTOR).isPresent();
  }

  private Failure hidden() {
    return authentication.isEmpty()
        ? new Failure(
            Kind.HIDDEN,
            "hides parts of its SCCRP with a tunnel secret, and none was given (--secret-file)")
        : new Failure(
            Kind.WRONG_SECRET,
            "hides parts of its SCCRP with another tunnel secret than the secret file's");
  }

  private Failure foreign(L2tpEvent.NotL2tp event) {
    return switch (event.reason()) {
      case NOT_L2TP ->
          new Failure(Kind.NOT_L2TP, "does not speak L2TP: it sent " + ForeignBytes.shown(bytes()));
      case L2F, VERSION_3 ->
          new Failure(
              Kind.OTHER_VERSION,
              "does not speak L2TP version 2: it sent "
                  + (event.reason() == MalformedL2tpException.Reason.L2F
                      ? "L2F (RFC 2341)"
                      : "L2TP version 3 (RFC 3931)"));
      case TRUNCATED, BAD_LENGTH, BAD_AVP ->
          arrived.remaining() == 0
              ? new Failure(Kind.NOT_L2TP, "does not speak L2TP: it sent an empty datagram")
              : new Failure(Kind.MALFORMED, "sent a malformed answer: " + event.sentence());
    };
  }

  private byte[] bytes() {
    return Octets.copyOf(arrived).toArray();
  }

  /** It may be a stray; it counts if nothing better comes. */
  private void note(Failure what) {
    if (oddity.isEmpty()) {
      oddity = Optional.of(what);
    }
  }

  private void takeEnd(L2tpEvent.End end) {
    if (end instanceof L2tpEvent.Stopped) {
      farewell = "the peer confirmed the end";
    } else if (end instanceof L2tpEvent.StoppedByPeer stopped) {
      takeStop(stopped);
    } else if (end instanceof L2tpEvent.GaveUp gaveUp) {
      tooLate(gaveUp.during());
    }
  }

  private void takeStop(L2tpEvent.StoppedByPeer stopped) {
    Optional<ResultCode> result = stopped.notification().resultCode();
    String outcome =
        ": StopCCN"
            + (result.isPresent() ? " with result " + result.get().result() : "")
            + ", "
            + stopped.outcome();
    switch (stopped.during()) {
      case IDLE, STARTING -> {
        refusal = result;
        fail(new Failure(Kind.REJECTED, "refused the tunnel" + outcome));
      }
      case STOPPING, CLOSED -> farewell = "the peer ended the tunnel as well" + outcome;
      default -> {
        refusal = result;
        fail(
            secretWasRefused(result)
                ? new Failure(
                    Kind.SECRET_REFUSED,
                    "did not take our Challenge Response, though its own was right" + outcome)
                : new Failure(
                    Kind.ENDED,
                    "answered, then ended the tunnel"
                        + (stopped.during() == L2tpPhase.ESTABLISHED
                            ? " instead of acknowledging the HELLO"
                            : " instead of acknowledging the SCCCN")
                        + outcome));
      }
    }
  }

  /** xl2tpd says that in a general error (control.c), accel-ppp with the result made for it. */
  private boolean secretWasRefused(Optional<ResultCode> result) {
    OptionalInt code =
        result.isPresent() ? OptionalInt.of(result.get().result()) : OptionalInt.empty();
    return authentication.isPresent()
        && isChallenged()
        && (code.orElse(0) == RESULT_NOT_AUTHORIZED || code.orElse(0) == ResultCode.GENERAL_ERROR);
  }

  private boolean isChallenged() {
    return reply.isPresent() && reply.get().octets(AvpType.CHALLENGE).isPresent();
  }

  /** Nobody listens at that port any more, or never did. */
  List<byte[]> unreachable() {
    switch (connection.phase()) {
      case IDLE, STARTING ->
          fail(
              new Failure(
                  Kind.PORT_UNREACHABLE, "has nothing on that UDP port: ICMP port unreachable"));
      case STOPPING, CLOSED -> farewell = "the peer's port became unreachable before the end";
      default ->
          fail(
              new Failure(
                  Kind.GONE,
                  "answered, but its port became unreachable while "
                      + connection.phase().text()
                      + ": ICMP port unreachable"));
    }
    abandoned = true;
    return List.of();
  }

  /** Nobody waits any longer; what is to be sent all the same is the polite end. */
  List<byte[]> giveUp() {
    if (isEnding()) {
      tooLate(L2tpPhase.STOPPING);
      abandoned = true;
      return List.of();
    }
    givenUp = true;
    tooLate(connection.phase());
    return step(stop("gave up"));
  }

  private void tooLate(L2tpPhase during) {
    String within = " within " + Unit.SECONDS.text((nanoTime.getAsLong() - startNanos) / 1e9);
    switch (during) {
      case IDLE, STARTING -> fail(noReply(within));
      case CONNECTING, REPLIED ->
          fail(
              new Failure(
                  Kind.NOT_ESTABLISHED, "answered, but did not acknowledge the SCCCN" + within));
      case ESTABLISHED ->
          fail(
              new Failure(
                  Kind.NO_HELLO, "set up the tunnel, but did not acknowledge the HELLO" + within));
      case STOPPING, CLOSED -> {
        if (farewell.isEmpty()) {
          farewell = "the peer did not confirm the end";
        }
      }
    }
  }

  private Failure noReply(String within) {
    if (acknowledged) {
      return new Failure(Kind.NO_REPLY, "acknowledged the SCCRQ, but sent no SCCRP" + within);
    }
    return oddity.orElseGet(
        () ->
            new Failure(
                Kind.SILENT,
                "did not answer the SCCRQ"
                    + (requests > 1 ? ", sent " + requests + " times," : "")
                    + within));
  }

  private void fail(Failure why) {
    if (failure.isEmpty()) {
      failure = Optional.of(why);
    }
  }

  /** Whether there is nothing left to wait for. */
  boolean isEnded() {
    return abandoned || connection.hasEnded();
  }

  /** Whether only the peer's confirmation of the end is missing. */
  boolean isEnding() {
    return connection.phase() == L2tpPhase.STOPPING;
  }

  /** Whether the peer has said anything that was meant for this tunnel. */
  boolean isAnswered() {
    return acknowledged || reply.isPresent() || refusal.isPresent();
  }

  /** What is being waited for, for a person. */
  String waitingFor() {
    return connection.phase().text();
  }

  /** Why the server counts as down; empty if it does not. */
  Optional<Failure> failure() {
    return failure;
  }

  /** From the first SCCRQ to the SCCRP. */
  OptionalLong replyNanos() {
    return replyNanos;
  }

  /** From the first SCCRQ to the acknowledgment of the SCCCN. */
  OptionalLong establishNanos() {
    return establishNanos;
  }

  /** From the HELLO to its acknowledgment. */
  OptionalLong helloNanos() {
    return helloNanos;
  }

  /** How often the SCCRQ was sent. */
  int requests() {
    return requests;
  }

  /** The SCCRP, whatever it says. */
  Optional<ControlMessage> reply() {
    return reply;
  }

  /** The result of the peer's StopCCN, if it refused. */
  Optional<ResultCode> refusal() {
    return refusal;
  }

  /** How the tunnel came to its end; empty if there was none. */
  String farewell() {
    return farewell;
  }
}
