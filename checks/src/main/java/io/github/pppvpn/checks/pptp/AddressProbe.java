package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One control connection to one address over a plain {@link Socket}. (commons-net's SocketClient
 * wraps the same class; nothing it adds is needed here, and loading it costs start-up time.)
 */
final class AddressProbe {
  /** How often a wait looks whether the run was told to end. */
  private static final int WAKE_UP_MILLIS = 100;

  private static final int BUFFER_BYTES = 4096;

  private final PptpOptions options;
  private final Target target;
  private final Optional<InetAddress> source;
  private final Invocation invocation;
  private final Deadline connectDeadline;
  private final Exchange exchange;

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
    this.exchange = new Exchange(options.echo(), target, invocation);
  }

  /**
   * Makes the connection and ends it.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   * @throws InterruptedException if the run was told to end; the peer has been told so too
   */
  ProbeResult run() throws CannotCheckException, InterruptedException {
    invocation.phase().accept("connecting to " + target.shown());
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.setTcpNoDelay(true);
      bind(socket);
      Optional<ProbeResult> failure = connect(socket);
      if (failure.isPresent()) {
        return failure.get();
      }
      exchange.connected();
      return options.connectOnly() ? exchange.onlyConnected() : converse(socket);
    } catch (IOException e) {
      throw unconnectable(e);
    }
  }

  private void bind(Socket socket) throws CannotCheckException {
    if (source.isEmpty()) {
      return;
    }
    try {
      socket.bind(new InetSocketAddress(source.get(), 0));
    } catch (IOException e) {
      throw unbindable(options, e);
    }
  }

  /** This host has no socket for it. */
  static CannotCheckException unconnectable(IOException e) {
    return new CannotCheckException("no connection can be made from here: " + e.getMessage());
  }

  /** This host has not that source. */
  static CannotCheckException unbindable(PptpOptions options, IOException e) {
    return new CannotCheckException(
        "cannot connect from " + options.source() + ": " + e.getMessage(),
        "Name an address that ip address show lists on this host.");
  }

  private Optional<ProbeResult> connect(Socket socket) throws CannotCheckException {
    InetSocketAddress address = target.socketAddress();
    exchange.connecting();
    try {
      // A timeout of 0 would wait for ever.
      socket.connect(address, Math.max(1, connectDeadline.remainingMillis()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(exchange.failedToConnect(e));
    }
  }

  private ProbeResult converse(Socket socket) throws InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      write(socket, exchange.open());
      while (!exchange.isEnded()) {
        invocation.phase().accept(exchange.doing());
        write(socket, exchange.look());
        if (!exchange.isEnded()) {
          int left = exchange.end().remainingMillis();
          socket.setSoTimeout(Math.min(WAKE_UP_MILLIS, Math.max(1, left)));
          receive(socket, buffer);
        }
      }
    } catch (IOException e) {
      exchange.broke(e);
    }
    if (invocation.cancelled().getAsBoolean()) {
      throw new InterruptedException();
    }
    return exchange.result();
  }

  private void receive(Socket socket, byte[] buffer) throws IOException {
    try {
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        exchange.closed();
      } else {
        write(socket, exchange.receive(ByteBuffer.wrap(buffer, 0, length)));
      }
    } catch (SocketTimeoutException e) {
      // The caller looks at the deadline.
    }
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      socket.getOutputStream().write(bytes);
    }
  }
}
