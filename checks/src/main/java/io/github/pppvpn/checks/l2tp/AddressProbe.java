package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One tunnel with one address, over UDP. */
final class AddressProbe {
  /** How often a wait looks whether the run was told to end. */
  private static final int WAKE_UP_MILLIS = 100;

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
  private final Optional<InetAddress> source;
  private final Invocation invocation;
  private final Deadline answerDeadline;

  /**
   * @param source the local address to send from, if it matters
   * @param answerDeadline until when silence is borne; a server that answers has until the
   *     invocation's deadline for the rest
   */
  AddressProbe(
      L2tpOptions options,
      Target target,
      Optional<InetAddress> source,
      Invocation invocation,
      Deadline answerDeadline) {
    this.options = options;
    this.target = target;
    this.source = source;
    this.invocation = invocation;
    this.answerDeadline = answerDeadline;
  }

  /**
   * Has the session's conversation, and ends it.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   * @throws InterruptedException if the run was told to end; the peer has been told so too
   */
  ProbeResult run(TunnelSession session, WireLog wire)
      throws CannotCheckException, InterruptedException {
    invocation.phase().accept("opening a socket for " + target.shown());
    try (PeerSocket socket = PeerSocket.open(target, source)) {
      converse(socket, session);
    } catch (PeerSocket.SourceException e) {
      throw new CannotCheckException(
          "cannot send from " + options.source() + ": " + e.getMessage(),
          "Name an address that ip address show lists on this host.");
    } catch (IOException e) {
      return ProbeResult.unsent(target, SendFailure.of(e, target));
    }
    if (invocation.cancelled().getAsBoolean()) {
      throw new InterruptedException();
    }
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

  private void converse(PeerSocket socket, TunnelSession session) throws IOException {
    send(socket, session, session.open());
    Deadline end = answerDeadline;
    boolean answered = false;
    boolean ending = false;
    boolean hurried = false;
    while (!session.isEnded()) {
      if (session.isAnswered() && !answered) {
        answered = true;
        end = invocation.deadline();
      }
      if (session.isEnding() && !ending) {
        ending = true;
        long most = hurried ? HURRIED_STOP_NANOS : stopNanos(answered);
        end = Deadline.after(invocation.nanoTime(), now(), most);
      }
      if (!hurried) {
        // The leave-taking of a run that is told to end is not what that interrupted.
        invocation.phase().accept(session.waitingFor() + ", " + target.shown());
      }
      if (invocation.cancelled().getAsBoolean() && !hurried) {
        hurried = true;
        end = end.orWithin(ending ? HURRIED_STOP_NANOS : 0);
      }
      if (end.hasPassed()) {
        send(socket, session, session.giveUp());
      } else {
        exchange(socket, session, end);
      }
    }
  }

  private void exchange(PeerSocket socket, TunnelSession session, Deadline end) throws IOException {
    try {
      Optional<ByteBuffer> datagram = socket.receive(waitMillis(session, end));
      long arrived = now();
      if (datagram.isPresent()) {
        boolean answered = session.isAnswered();
        List<byte[]> out = session.receive(datagram.get(), arrived);
        if (session.isAnswered() && !answered) {
          socket.follow();
        }
        send(socket, session, out);
      }
    } catch (PortUnreachableException e) {
      session.unreachable();
    }
    // Not only in silence: a flood must not hold up what is due.
    send(socket, session, session.tick(now()));
  }

  private int waitMillis(TunnelSession session, Deadline end) {
    int millis = Math.min(WAKE_UP_MILLIS, end.remainingMillis());
    OptionalLong next = session.nextDeadline();
    if (next.isPresent()) {
      long left = (next.getAsLong() - now() + 999_999) / 1_000_000;
      millis = (int) Math.min(millis, left);
    }
    return Math.max(1, millis);
  }

  private static void send(PeerSocket socket, TunnelSession session, List<byte[]> datagrams)
      throws IOException {
    try {
      for (byte[] datagram : datagrams) {
        socket.send(datagram);
      }
    } catch (PortUnreachableException e) {
      session.unreachable();
    }
  }

  /** A verdict reached at the last moment still leaves time to take leave. */
  private long stopNanos(boolean answered) {
    return answered
        ? Math.min(STOP_NANOS, invocation.deadline().remainingNanos() + LATE_STOP_NANOS)
        : SILENT_STOP_NANOS;
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }
}
