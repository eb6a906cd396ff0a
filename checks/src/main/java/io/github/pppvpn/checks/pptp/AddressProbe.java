package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.control.ConnectFailure;
import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Unit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One control connection to one address over a plain {@link Socket}. (commons-net's SocketClient
 * wraps the same class; nothing it adds is needed here, and loading it costs start-up time.)
 */
final class AddressProbe {
  /** How often a wait looks whether the run was told to end. */
  private static final int WAKE_UP_MILLIS = 100;

  /** How long the peer may take to confirm the end, while the deadline allows. */
  private static final long STOP_NANOS = 1_000_000_000;

  private static final int BUFFER_BYTES = 4096;

  private final PptpOptions options;
  private final Target target;
  private final Optional<InetAddress> source;
  private final Invocation invocation;
  private final Deadline connectDeadline;
  private final Deadline deadline;
  private long startNanos;

  /**
   * @param source the local address to connect from, if it matters
   * @param connectDeadline when the connection must be there; a server that accepts it has until
   *     the invocation's deadline to answer
   */
  AddressProbe(
      PptpOptions options,
      Target target,
      Optional<InetAddress> source,
      Invocation invocation,
      Deadline connectDeadline) {
    this.options = options;
    this.target = target;
    this.source = source;
    this.invocation = invocation;
    this.connectDeadline = connectDeadline;
    this.deadline = invocation.deadline();
  }

  /**
   * Makes the connection and ends it.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   * @throws InterruptedException if the run was told to end; the peer has been told so too
   */
  ProbeResult run() throws CannotCheckException, InterruptedException {
    invocation.phase().accept("connecting to " + target.shown());
    WireLog wire = new WireLog(invocation.verbosity() >= 3);
    ControlSession session = new ControlSession(options.echo(), invocation.nanoTime(), wire);
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.setTcpNoDelay(true);
      bind(socket);
      Optional<Failure> failure = connect(socket);
      if (failure.isPresent()) {
        return ProbeResult.unconnected(target, failure.get());
      }
      long connectNanos = elapsedNanos();
      return options.connectOnly()
          ? ProbeResult.connected(target, connectNanos)
          : exchange(socket, session, wire, connectNanos);
    } catch (IOException e) {
      throw new CannotCheckException("no connection can be made from here: " + e.getMessage());
    }
  }

  private void bind(Socket socket) throws CannotCheckException {
    if (source.isEmpty()) {
      return;
    }
    try {
      socket.bind(new InetSocketAddress(source.get(), 0));
    } catch (IOException e) {
      throw new CannotCheckException(
          "cannot connect from " + options.source() + ": " + e.getMessage(),
          "Name an address that ip address show lists on this host.");
    }
  }

  private Optional<Failure> connect(Socket socket) throws CannotCheckException {
    InetSocketAddress address = target.socketAddress();
    startNanos = now();
    try {
      // A timeout of 0 would wait for ever.
      socket.connect(address, Math.max(1, connectDeadline.remainingMillis()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ConnectFailure.of(e, target, waited()));
    }
  }

  private ProbeResult exchange(
      Socket socket, ControlSession session, WireLog wire, long connectNanos)
      throws InterruptedException {
    try {
      write(socket, session.open());
      converse(socket, session);
    } catch (IOException e) {
      session.broke(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    if (invocation.cancelled().getAsBoolean()) {
      throw new InterruptedException();
    }
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

  private void converse(Socket socket, ControlSession session) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    Deadline end = deadline;
    boolean ending = false;
    while (!session.isEnded()) {
      if (session.isEnding() && !ending) {
        ending = true;
        end = Deadline.after(invocation.nanoTime(), now(), stopNanos());
      }
      invocation.phase().accept(session.waitingFor() + " of " + target.shown());
      if (end.hasPassed() || invocation.cancelled().getAsBoolean()) {
        write(socket, session.giveUp(waited()));
        return;
      }
      socket.setSoTimeout(Math.min(WAKE_UP_MILLIS, Math.max(1, end.remainingMillis())));
      receive(socket, session, buffer);
    }
  }

  private void receive(Socket socket, ControlSession session, byte[] buffer) throws IOException {
    try {
      int length = socket.getInputStream().read(buffer);
      long arrived = now();
      if (length < 0) {
        session.closed();
      } else {
        write(socket, session.receive(ByteBuffer.wrap(buffer, 0, length), arrived));
      }
    } catch (SocketTimeoutException e) {
      // The caller looks at the deadline.
    }
  }

  /** A verdict reached at the last moment still leaves time to take leave. */
  private long stopNanos() {
    return Math.min(STOP_NANOS, deadline.remainingNanos() + Invocation.POLITE_END_NANOS / 2);
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      socket.getOutputStream().write(bytes);
    }
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }

  private long elapsedNanos() {
    return now() - startNanos;
  }

  private String waited() {
    return Unit.SECONDS.text(elapsedNanos() / 1e9);
  }
}
