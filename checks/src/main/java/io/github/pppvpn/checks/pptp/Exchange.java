package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.control.ConnectFailure;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * One control connection from its first packet to its last, without the socket: what to send at
 * which event, until when to wait, and what came of it.
 */
final class Exchange {
  /** How long the peer may take to confirm the end, while the deadline allows. */
  private static final long STOP_NANOS = 1_000_000_000;

  private static final byte[] NOTHING = new byte[0];

  private final Target target;
  private final Invocation invocation;
  private final WireLog wire;
  private final ControlSession session;
  private Deadline end;
  private boolean ending;
  private long startNanos;
  private long connectNanos;

  /**
   * @param echo whether to measure an Echo round trip
   */
  Exchange(boolean echo, Target target, Invocation invocation) {
    this.target = target;
    this.invocation = invocation;
    this.wire = new WireLog(invocation.verbosity() >= 3);
    this.session = new ControlSession(echo, invocation.nanoTime(), wire);
    this.end = invocation.deadline();
  }

  /** The connect begins now. */
  void connecting() {
    startNanos = now();
  }

  /**
   * There is no connection.
   *
   * @throws CannotCheckException if that says nothing of the server
   */
  ProbeResult failedToConnect(IOException e) throws CannotCheckException {
    return ProbeResult.unconnected(target, ConnectFailure.of(e, target, waited()));
  }

  /** The connection is there. */
  void connected() {
    connectNanos = now() - startNanos;
  }

  /** What a connection is that nothing is sent over. */
  ProbeResult onlyConnected() {
    return ProbeResult.connected(target, connectNanos);
  }

  /** The first bytes to send. */
  byte[] open() {
    return session.open();
  }

  /**
   * To be called before each wait, and at its end.
   *
   * @return what to send because nobody waits any longer
   */
  byte[] look() {
    if (session.isEnding() && !ending) {
      ending = true;
      end = Deadline.after(invocation.nanoTime(), now(), stopNanos());
    }
    return end.hasPassed() || invocation.cancelled().getAsBoolean()
        ? session.giveUp(waited())
        : NOTHING;
  }

  /** What is being waited for, for a person. */
  String doing() {
    return session.waitingFor() + " of " + target.shown();
  }

  /** A verdict reached at the last moment still leaves time to take leave. */
  private long stopNanos() {
    return Math.min(
        STOP_NANOS, invocation.deadline().remainingNanos() + Invocation.POLITE_END_NANOS / 2);
  }

  /** Until when to wait, as of the last {@link #look}. */
  Deadline end() {
    return end;
  }

  /** Bytes have come; gives those to send. */
  byte[] receive(ByteBuffer in) {
    return session.receive(in, now());
  }

  /** The peer has closed the connection. */
  void closed() {
    session.closed();
  }

  /** The connection broke. */
  void broke(IOException e) {
    session.broke(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /** Whether there is nothing left to wait for. */
  boolean isEnded() {
    return session.isEnded();
  }

  /** What came of a connection that was spoken over. */
  ProbeResult result() {
    OptionalLong repliedAt = session.repliedAtNanos();
    return new ProbeResult(
        target,
        session.failure(),
        OptionalLong.of(connectNanos),
        repliedAt.isPresent()
            ? OptionalLong.of(repliedAt.getAsLong() - startNanos)
            : OptionalLong.empty(),
        session.handshakeNanos(),
        session.echoNanos(),
        session.reply(),
        session.farewell(),
        wire.lines());
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }

  private String waited() {
    return Unit.SECONDS.text((now() - startNanos) / 1e9);
  }
}
