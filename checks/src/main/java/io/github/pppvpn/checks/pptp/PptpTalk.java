package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.Outcome;
import io.github.pppvpn.checks.hosts.Talk;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One control connection to one address among many: {@link AddressProbe} without waiting. */
final class PptpTalk implements Talk {
  private final PptpOptions options;
  private final Target target;
  private final Optional<InetAddress> source;
  private final Invocation invocation;
  private final Deadline connectDeadline;
  private final Exchange exchange;
  private SocketChannel channel;
  private boolean connected;
  private final Outcome<ProbeResult> outcome = new Outcome<>();

  /**
   * @param source the local address to connect from, if it matters
   * @param connectDeadline when the connection must be there
   */
  PptpTalk(
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

  @Override
  public void open(Selector selector) {
    try {
      channel = SocketChannel.open();
      outcome.closes(channel);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      bind();
      connect(selector);
    } catch (IOException e) {
      outcome.fail(AddressProbe.unconnectable(e));
    } catch (CannotCheckException e) {
      outcome.fail(e);
    }
  }

  private void bind() throws CannotCheckException {
    if (source.isEmpty()) {
      return;
    }
    try {
      channel.bind(new InetSocketAddress(source.get(), 0));
    } catch (IOException e) {
      throw AddressProbe.unbindable(options, e);
    }
  }

  private void connect(Selector selector) throws IOException, CannotCheckException {
    exchange.connecting();
    boolean there;
    try {
      there = channel.connect(target.socketAddress());
    } catch (IOException e) {
      outcome.give(exchange.failedToConnect(e));
      return;
    }
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    if (there) {
      begin(key);
    }
  }

  @Override
  public void ready(SelectionKey key, ByteBuffer buffer) {
    if (connected) {
      receive(buffer);
      return;
    }
    try {
      channel.finishConnect();
    } catch (IOException e) {
      failToConnect(e);
      return;
    }
    begin(key);
  }

  private void failToConnect(IOException e) {
    try {
      outcome.give(exchange.failedToConnect(e));
    } catch (CannotCheckException here) {
      outcome.fail(here);
    }
  }

  private void begin(SelectionKey key) {
    connected = true;
    exchange.connected();
    if (options.connectOnly()) {
      outcome.give(exchange.onlyConnected());
      return;
    }
    key.interestOps(SelectionKey.OP_READ);
    try {
      write(exchange.open());
      write(exchange.look());
    } catch (IOException e) {
      exchange.broke(e);
    }
    endIfOver();
  }

  private void receive(ByteBuffer buffer) {
    try {
      if (channel.read(buffer) < 0) {
        exchange.closed();
      } else {
        write(exchange.receive(buffer.flip()));
      }
      if (!exchange.isEnded()) {
        write(exchange.look());
      }
    } catch (IOException e) {
      exchange.broke(e);
    }
    endIfOver();
  }

  @Override
  public void look() {
    if (!connected) {
      if (connectDeadline.hasPassed() || invocation.cancelled().getAsBoolean()) {
        failToConnect(new SocketTimeoutException("Connect timed out"));
      }
      return;
    }
    try {
      write(exchange.look());
    } catch (IOException e) {
      exchange.broke(e);
    }
    endIfOver();
  }

  @Override
  public long waitNanos() {
    return connected ? exchange.end().remainingNanos() : connectDeadline.remainingNanos();
  }

  /** What is sent is far less than any send buffer holds. */
  private void write(byte[] bytes) throws IOException {
    if (bytes.length > 0 && channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
      throw new IOException("it takes no more");
    }
  }

  private void endIfOver() {
    if (exchange.isEnded()) {
      outcome.give(exchange.result());
    }
  }

  @Override
  public boolean isOver() {
    return outcome.isKnown();
  }

  /**
   * What came of it, once it is over.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   */
  ProbeResult result() throws CannotCheckException {
    return outcome.get();
  }
}
