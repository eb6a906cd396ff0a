package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * One tunnel from its first datagram to its last, without the socket: what to send at which event,
 * until when to wait, and what came of it.
 */
final class Exchange {
  /** How long the peer may take to confirm the end, while the deadline allows: three StopCCN. */
  private static final long STOP_NANOS = 3_500_000_000L;

  /** The same for a peer that never said a word. */
  private static final long SILENT_STOP_NANOS = Invocation.POLITE_END_NANOS / 6;

  /** The same beyond the deadline; a run of one second is told to end soon after that. */
  private static final long LATE_STOP_NANOS = Invocation.POLITE_END_NANOS / 3;

  /** The same for a run that is told to end. */
  private static final long HURRIED_STOP_NANOS = Invocation.POLITE_END_NANOS / 2;

  private final L2tpOptions options;
  private final Target target;
  private final Invocation invocation;
  private final TunnelSession session;
  private final WireLog wire;
  private Deadline end;
  private boolean answered;
  private boolean ending;
  private boolean hurried;

  /**
   * @param answerDeadline until when silence is borne; a server that answers has until the
   *     invocation's deadline for the rest
   * @param wire what {@code session} writes to
   */
  Exchange(
      L2tpOptions options,
      Target target,
      Invocation invocation,
      Deadline answerDeadline,
      TunnelSession session,
      WireLog wire) {
    this.options = options;
    this.target = target;
    this.invocation = invocation;
    this.session = session;
    this.wire = wire;
    this.end = answerDeadline;
  }

  /** The first datagrams to send. */
  List<byte[]> open() {
    return session.open();
  }

  /**
   * To be called before each wait, and at its end.
   *
   * @return what to send because nobody waits any longer
   */
  List<byte[]> look() {
    if (session.isAnswered() && !answered) {
      answered = true;
      end = invocation.deadline();
    }
    if (session.isEnding() && !ending) {
      ending = true;
      long most = hurried ? HURRIED_STOP_NANOS : stopNanos();
      end = Deadline.after(invocation.nanoTime(), now(), most);
    }
    if (invocation.cancelled().getAsBoolean() && !hurried) {
      hurried = true;
      end = end.orWithin(ending ? HURRIED_STOP_NANOS : 0);
    }
    return end.hasPassed() ? session.giveUp() : List.of();
  }

  /** What is being waited for, for a person. */
  String doing() {
    return session.waitingFor() + ", " + target.shown();
  }

  /** Whether it only takes leave, the run having been told to end. */
  boolean isHurried() {
    return hurried;
  }

  /** A verdict reached at the last moment still leaves time to take leave. */
  private long stopNanos() {
    return answered
        ? Math.min(STOP_NANOS, invocation.deadline().remainingNanos() + LATE_STOP_NANOS)
        : SILENT_STOP_NANOS;
  }

  /** Whether, as of the last {@link #look}, there is nothing to wait for any more. */
  boolean isOverdue() {
    return end.hasPassed();
  }

  /** How long to wait at most, as of the last {@link #look}. */
  long waitNanos() {
    OptionalLong next = session.nextDeadline();
    long left = end.remainingNanos();
    return next.isPresent() ? Math.min(left, next.getAsLong() - now()) : left;
  }

  /** A datagram has come; gives those to send. */
  List<byte[]> receive(ByteBuffer datagram) {
    return session.receive(datagram, now());
  }

  /** Whether the peer has said anything that was meant for this tunnel. */
  boolean isAnswered() {
    return session.isAnswered();
  }

  /** To be called behind each wait, also one that a datagram ended: a flood must not hold it up. */
  List<byte[]> tick() {
    return session.tick(now());
  }

  /** Nobody listens at that port any more, or never did. */
  void unreachable() {
    session.unreachable();
  }

  /** Whether there is nothing left to wait for. */
  boolean isEnded() {
    return session.isEnded();
  }

  /** What came of it. */
  ProbeResult result() {
    return new ProbeResult(
        target,
        session.failure(),
        session.replyNanos(),
        session.establishNanos(),
        session.helloNanos(),
        session.requests(),
        session.reply(),
        session.refusal(),
        session.farewell(),
        wire.lines());
  }

  /**
   * Nothing could be sent, or nothing more.
   *
   * @throws CannotCheckException if the reason lies on this host
   */
  ProbeResult failed(IOException e) throws CannotCheckException {
    if (e instanceof PeerSocket.SourceException) {
      throw new CannotCheckException(
          "cannot send from " + options.source() + ": " + e.getMessage(),
          "Name an address that ip address show lists on this host.");
    }
    return ProbeResult.unsent(target, SendFailure.of(e, target));
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }
}
