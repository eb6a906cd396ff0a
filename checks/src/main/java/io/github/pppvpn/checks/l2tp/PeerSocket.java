package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * UDP with one peer. The socket is connected, so that the kernel tells of an ICMP "port
 * unreachable" and keeps strangers out.
 *
 * <p>RFC 2661 section 8.1 lets the peer answer from another port than the one that was asked, which
 * a connected socket does not take. A second socket on the same local port, which is not connected,
 * takes that answer; {@link #follow()} then makes it the peer's port.
 */
final class PeerSocket implements AutoCloseable {
  /** How often the second socket is looked at, and so the error of a time measured through it. */
  private static final int GLANCE_MILLIS = 20;

  /** No datagram is longer. */
  private static final int BUFFER_BYTES = 65_536;

  private final InetAddress address;
  private final DatagramSocket socket;
  private final DatagramChannel others;
  private final DatagramPacket packet = new DatagramPacket(new byte[BUFFER_BYTES], BUFFER_BYTES);
  private Optional<InetSocketAddress> otherPort = Optional.empty();

  private PeerSocket(InetAddress address, DatagramSocket socket, DatagramChannel others) {
    this.address = address;
    this.socket = socket;
    this.others = others;
  }

  /** Thrown where not the peer but the local address is at fault. */
  static final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Opens both sockets.
   *
   * @param source the local address to send from, if it matters
   * @throws SourceException if {@code source} cannot be used
   */
  static PeerSocket open(Target target, Optional<InetAddress> source) throws IOException {
    DatagramSocket socket = new DatagramSocket(null);
    DatagramChannel others = null;
    try {
      bind(socket, source);
      // Java sets it by itself; a mistyped address must not ask a whole network.
      socket.setBroadcast(false);
      // Not before: the port must be nobody else's.
      socket.setReuseAddress(true);
      others = DatagramChannel.open();
      others.socket().setReuseAddress(true);
      others.bind(socket.getLocalSocketAddress());
      others.configureBlocking(false);
      socket.connect(target.socketAddress());
      PeerSocket opened = new PeerSocket(target.address(), socket, others);
      socket = null;
      others = null;
      return opened;
    } finally {
      if (socket != null) {
        socket.close();
      }
      if (others != null) {
        others.close();
      }
    }
  }

  private static void bind(DatagramSocket socket, Optional<InetAddress> source) throws IOException {
    try {
      socket.bind(
          source.isPresent() ? new InetSocketAddress(source.get(), 0) : new InetSocketAddress(0));
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length));
  }

  /**
   * Waits for a datagram of the peer, {@code millis} or a little less.
   *
   * @throws java.net.PortUnreachableException if nothing listens there
   */
  Optional<ByteBuffer> receive(int millis) throws IOException {
    otherPort = Optional.empty();
    packet.setLength(BUFFER_BYTES);
    socket.setSoTimeout(Math.max(1, Math.min(millis, GLANCE_MILLIS)));
    try {
      socket.receive(packet);
      return Optional.of(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
    } catch (SocketTimeoutException e) {
      return receiveFromOthers();
    }
  }

  private Optional<ByteBuffer> receiveFromOthers() throws IOException {
    if (!others.isOpen()) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(packet.getData());
    InetSocketAddress from = (InetSocketAddress) others.receive(buffer);
    if (from == null || !from.getAddress().equals(address)) {
      return Optional.empty();
    }
    otherPort = Optional.of(from);
    return Optional.of(buffer.flip());
  }

  /**
   * The datagram last received was the peer's: what port it came from is the peer's from now on.
   */
  void follow() throws IOException {
    if (otherPort.isPresent()) {
      socket.disconnect();
      socket.connect(otherPort.get());
    }
    others.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    others.close();
  }
}
