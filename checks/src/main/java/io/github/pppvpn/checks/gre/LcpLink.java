package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpEvent;
import io.github.pppvpn.wire.ppp.LcpNegotiation;
import io.github.pppvpn.wire.ppp.LcpOutput;
import io.github.pppvpn.wire.ppp.LcpPacket;
import io.github.pppvpn.wire.ppp.PppFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** LCP inside of one call's GRE: what it sends, and what is known of both ends' state. */
final class LcpLink {
  private final GreLink link;
  private final LcpNegotiation lcp;
  private final Predicate<LcpEvent.EchoAnswered> echoes;
  private final List<Octets> packets = new ArrayList<>();
  private Optional<LcpEvent.End> end = Optional.empty();
  private Optional<PppFrame> lastAck = Optional.empty();
  private String terminated = "";
  private boolean wasOpen;
  private boolean serverOpen;

  /**
   * @param echoes takes each Echo-Reply; whether it answers a request of ours
   */
  LcpLink(GreLink link, LcpNegotiation lcp, Predicate<LcpEvent.EchoAnswered> echoes) {
    this.link = link;
    this.lcp = lcp;
    this.echoes = echoes;
  }

  /** Sends the first Configure-Request. */
  void start(long now) {
    take(lcp.start(now));
  }

  /**
   * A GRE packet has come.
   *
   * @param answering whether somebody is left at the other end; else it is only noted
   */
  void receive(ByteBuffer bytes, long now, boolean answering) {
    Optional<PppFrame> frame = link.receive(bytes, now);
    if (answering && frame.isPresent()) {
      take(lcp.receive(frame.get(), now));
    }
  }

  /** Repeats what has not been answered in time. */
  void tick(long now) {
    take(lcp.tick(now));
  }

  /** Sends an acknowledgment alone, if it is time for that. */
  void acknowledge(long now) {
    link.acknowledgment(now).ifPresent(bytes -> packets.add(Octets.of(bytes)));
  }

  /**
   * Sends an Echo-Request.
   *
   * @return its Identifier; empty if LCP is not open
   */
  OptionalInt echo(Octets data, long now) {
    LcpOutput output = lcp.echo(data, now);
    OptionalInt identifier = OptionalInt.empty();
    for (LcpPacket packet : output.packets()) {
      if (packet.code() == LcpCode.ECHO_REQUEST) {
        identifier = OptionalInt.of(packet.identifier());
      }
    }
    take(output);
    return identifier;
  }

  /** Sends our last Configure-Ack once more, which an open LCP ignores. */
  void repeatAck() {
    lastAck.ifPresent(frame -> send(LcpCode.name(LcpCode.CONFIGURE_ACK), frame));
  }

  /** Sends a Terminate-Request, if LCP is open. */
  void close(String text, long now) {
    if (isOpen()) {
      take(lcp.close(text, now));
    }
  }

  private void take(LcpOutput output) {
    for (LcpPacket packet : output.packets()) {
      PppFrame frame = packet.frame();
      if (packet.code() == LcpCode.CONFIGURE_ACK) {
        lastAck = Optional.of(frame);
      }
      send(LcpCode.name(packet.code()), frame);
    }
    for (LcpEvent event : output.events()) {
      take(event);
    }
  }

  private void take(LcpEvent event) {
    if (event instanceof LcpEvent.PacketProvenReceived) {
      link.prove();
    } else if (event instanceof LcpEvent.Opened) {
      wasOpen = true;
      // An answer from before says nothing: the request that opens our end takes the server's down.
      serverOpen = false;
    } else if (event instanceof LcpEvent.Down) {
      serverOpen = false;
    } else if (event instanceof LcpEvent.OtherProtocol) {
      serverOpen = true;
    } else if (event instanceof LcpEvent.EchoAnswered answer) {
      serverOpen |= echoes.test(answer);
    } else if (event instanceof LcpEvent.TerminatedByPeer byPeer) {
      terminated = byPeer.text();
    } else if (event instanceof LcpEvent.End ended) {
      end = Optional.of(ended);
    }
  }

  private void send(String what, PppFrame frame) {
    packets.add(Octets.of(link.data(what, frame)));
  }

  /** Packets to be sent now, GRE header first, in this order; once. */
  List<Octets> toSend() {
    List<Octets> now = List.copyOf(packets);
    packets.clear();
    return now;
  }

  /** When to look again: something is to be repeated or acknowledged. */
  long nextDeadline(long otherwise) {
    return earlier(lcp.nextDeadline(), earlier(link.acknowledgeAt(), otherwise));
  }

  private static long earlier(OptionalLong one, long other) {
    return one.isPresent() && one.getAsLong() - other < 0 ? one.getAsLong() : other;
  }

  /** Whether our end is open. */
  boolean isOpen() {
    return lcp.state() == LcpNegotiation.State.OPENED;
  }

  /** Whether our end has been open. */
  boolean wasOpen() {
    return wasOpen;
  }

  /** Whether the server has shown that its end is open: only then it answers echoes. */
  boolean isServerOpen() {
    return serverOpen;
  }

  /** Whether nothing more is to be sent or waited for. */
  boolean hasEnded() {
    return lcp.hasEnded();
  }

  /** How LCP ended; empty as long as it has not. */
  Optional<LcpEvent.End> end() {
    return end;
  }

  /** The server's words when it ended LCP; empty if it did not, or without a word. */
  String terminated() {
    return terminated;
  }

  /** The largest packet that the server wants to receive, bytes of PPP. */
  int theirMru() {
    return new LcpEvent.PeerAsks(lcp.theirOptions()).mru();
  }
}
