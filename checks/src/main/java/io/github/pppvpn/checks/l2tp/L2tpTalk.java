package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.Outcome;
import io.github.pppvpn.checks.hosts.Talk;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Optional;

/** One tunnel with one address among many: {@link AddressProbe} without waiting. */
final class L2tpTalk implements Talk {
  private final Target target;
  private final Optional<InetAddress> source;
  private final Exchange exchange;
  private Optional<PeerChannel> peer = Optional.empty();
  private final Outcome<ProbeResult> outcome = new Outcome<>();

  /**
   * @param source the local address to send from, if it matters
   */
  L2tpTalk(Target target, Optional<InetAddress> source, Exchange exchange) {
    this.target = target;
    this.source = source;
    this.exchange = exchange;
  }

  @Override
  public void open(Selector selector) {
    try {
      PeerChannel opened = PeerChannel.open(target, source);
      peer = Optional.of(opened);
      outcome.closes(opened);
      opened.register(selector, this);
      send(exchange.open());
      send(exchange.look());
    } catch (IOException e) {
      fail(e);
      return;
    }
    endIfOver();
  }

  @Override
  public void ready(SelectionKey key, ByteBuffer buffer) {
    try {
      take(key, buffer);
      send(exchange.tick());
      lookOn();
    } catch (IOException e) {
      fail(e);
      return;
    }
    endIfOver();
  }

  private void take(SelectionKey key, ByteBuffer buffer) throws IOException {
    try {
      if (peer.orElseThrow().receive(key, buffer)) {
        boolean answered = exchange.isAnswered();
        List<byte[]> out = exchange.receive(buffer.flip());
        if (exchange.isAnswered() && !answered) {
          peer.orElseThrow().follow();
        }
        send(out);
      }
    } catch (PortUnreachableException e) {
      exchange.unreachable();
    }
  }

  @Override
  public void look() {
    try {
      send(exchange.tick());
      lookOn();
    } catch (IOException e) {
      fail(e);
      return;
    }
    endIfOver();
  }

  private void lookOn() throws IOException {
    if (!exchange.isEnded()) {
      send(exchange.look());
    }
  }

  @Override
  public long waitNanos() {
    return exchange.waitNanos();
  }

  private void send(List<byte[]> datagrams) throws IOException {
    try {
      for (byte[] datagram : datagrams) {
        peer.orElseThrow().send(datagram);
      }
    } catch (PortUnreachableException e) {
      exchange.unreachable();
    }
  }

  private void endIfOver() {
    if (exchange.isEnded()) {
      outcome.give(exchange.result());
    }
  }

  private void fail(IOException e) {
    try {
      outcome.give(exchange.failed(e));
    } catch (CannotCheckException here) {
      outcome.fail(here);
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
