package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/**
 * UDP with one peer among many: the two sockets of {@link PeerSocket}, for the same reasons, none
 * of which ever blocks.
 */
final class PeerChannel implements Closeable {
  private final InetAddress address;
  private final DatagramChannel channel;
  private final DatagramChannel others;
  private Optional<InetSocketAddress> otherPort = Optional.empty();

  private PeerChannel(InetAddress address, DatagramChannel channel, DatagramChannel others) {
    this.address = address;
    this.channel = channel;
    this.others = others;
  }

  /**
   * Opens both sockets.
   *
   * @param source the local address to send from, if it matters
   * @throws PeerSocket.SourceException if {@code source} cannot be used
   */
  static PeerChannel open(Target target, Optional<InetAddress> source) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    DatagramChannel others = null;
    try {
      channel.configureBlocking(false);
      bind(channel, source);
      // Not before: the port must be nobody else's.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      others = DatagramChannel.open();
      others.configureBlocking(false);
      others.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      others.bind(channel.getLocalAddress());
      channel.connect(target.socketAddress());
      PeerChannel opened = new PeerChannel(target.address(), channel, others);
      channel = null;
      others = null;
      return opened;
    } finally {
      if (channel != null) {
        channel.close();
      }
      if (others != null) {
        others.close();
      }
    }
  }

  private static void bind(DatagramChannel channel, Optional<InetAddress> source)
      throws IOException {
    try {
      channel.bind(
          source.isPresent() ? new InetSocketAddress(source.get(), 0) : new InetSocketAddress(0));
    } catch (IOException e) {
      throw new PeerSocket.SourceException(e);
    }
  }

  /** Has {@code selector} tell of both, with that attachment. */
  void register(Selector selector, Object attachment) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, attachment);
    others.register(selector, SelectionKey.OP_READ, attachment);
  }

  void send(byte[] datagram) throws IOException {
    channel.write(ByteBuffer.wrap(datagram));
  }

  /**
   * Takes a datagram of the peer.
   *
   * @return whether there was one
   * @throws java.net.PortUnreachableException if nothing listens there
   */
  boolean receive(SelectionKey key, ByteBuffer buffer) throws IOException {
    otherPort = Optional.empty();
    if (key.channel() == channel) {
      // Its length may be 0.
      return channel.receive(buffer) != null;
    }
    InetSocketAddress from = others.isOpen() ? (InetSocketAddress) others.receive(buffer) : null;
    if (from == null || !from.getAddress().equals(address)) {
      return false;
    }
    otherPort = Optional.of(from);
    return true;
  }

  /**
   * The datagram last received was the peer's: what port it came from is the peer's from now on.
   */
  void follow() throws IOException {
    if (otherPort.isPresent()) {
      channel.disconnect();
      channel.connect(otherPort.get());
    }
    others.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    others.close();
  }
}
