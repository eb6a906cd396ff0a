package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** One tunnel with one address, over UDP. */
final class AddressProbe {
  /** How often a wait looks whether the run was told to end. */
  private static final int WAKE_UP_MILLIS = 100;

  private final Target target;
  private final Optional<InetAddress> source;
  private final Invocation invocation;
  private final Exchange exchange;

  /**
   * @param source the local address to send from, if it matters
   */
  AddressProbe(
      Target target, Optional<InetAddress> source, Invocation invocation, Exchange exchange) {
    this.target = target;
    this.source = source;
    this.invocation = invocation;
    this.exchange = exchange;
  }

  /**
   * Has the conversation, and ends it.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   * @throws InterruptedException if the run was told to end; the peer has been told so too
   */
  ProbeResult run() throws CannotCheckException, InterruptedException {
    invocation.phase().accept("opening a socket for " + target.shown());
    try (PeerSocket socket = PeerSocket.open(target, source)) {
      converse(socket);
    } catch (IOException e) {
      return exchange.failed(e);
    }
    if (invocation.cancelled().getAsBoolean()) {
      throw new InterruptedException();
    }
    return exchange.result();
  }

  private void converse(PeerSocket socket) throws IOException {
    send(socket, exchange.open());
    while (!exchange.isEnded()) {
      if (!exchange.isHurried()) {
        // The leave-taking of a run that is told to end is not what that interrupted.
        invocation.phase().accept(exchange.doing());
      }
      List<byte[]> late = exchange.look();
      if (exchange.isOverdue()) {
        send(socket, late);
      } else {
        exchange(socket);
      }
    }
  }

  private void exchange(PeerSocket socket) throws IOException {
    try {
      Optional<ByteBuffer> datagram = socket.receive(waitMillis());
      if (datagram.isPresent()) {
        boolean answered = exchange.isAnswered();
        List<byte[]> out = exchange.receive(datagram.get());
        if (exchange.isAnswered() && !answered) {
          socket.follow();
        }
        send(socket, out);
      }
    } catch (PortUnreachableException e) {
      exchange.unreachable();
    }
    send(socket, exchange.tick());
  }

  private int waitMillis() {
    long left = (exchange.waitNanos() + 999_999) / 1_000_000;
    return (int) Math.max(1, Math.min(WAKE_UP_MILLIS, left));
  }

  private void send(PeerSocket socket, List<byte[]> datagrams) throws IOException {
    try {
      for (byte[] datagram : datagrams) {
        socket.send(datagram);
      }
    } catch (PortUnreachableException e) {
      exchange.unreachable();
    }
  }
}
