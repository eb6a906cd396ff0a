package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A probe, a peer and the network between them on a clock that jumps from event to event. The
 * network can delay, lose, refuse or double packets.
 */
final class Simulation {
  static final long MS = 1_000_000;
  static final long SECOND = 1000 * MS;
  static final int CALL_ID = 0x4321;

  /** Nobody sends more than this, whatever comes. */
  private static final int MAX_STEPS = 200_000;

  /** What becomes of a GRE packet. */
  interface Path {
    /**
     * How often it arrives: 0 if it is lost.
     *
     * @param size with the IP header
     */
    int copies(int size, SplittableRandom random);
  }

  static final Path OPEN = (size, random) -> 1;
  static final Path CLOSED = (size, random) -> 0;

  private record Event(long at, long order, Runnable what) {}

  final Peer peer;
  final List<ControlMessage> controlSent = new ArrayList<>();
  final List<Octets> packetsSent = new ArrayList<>();
  final SplittableRandom random = new SplittableRandom(47);
  GreOptions options = options(5, 200 * MS, false);
  long end = 10 * SECOND;
  long delay = 5 * MS;
  long jitter;
  Path toServer = OPEN;
  Path toProbe = OPEN;

  /** Above this size a router complains, naming this MTU; 0 for a silent one. */
  int mtu = Integer.MAX_VALUE;

  boolean routerComplains = true;

  /**
   * Somebody claims this MTU for every packet above it, which passes all the same; 0 for nobody.
   */
  int liar;

  long cancelAt = -1;
  boolean closedByProbe;
  long now;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final ControlMessageFramer framer = new ControlMessageFramer();
  private GreProbe probe;
  private long order;
  private boolean cancelled;

  Simulation(Peer peer) {
    this.peer = peer;
  }

  static GreOptions options(int count, long intervalNanos, boolean pathMtu) {
    return new GreOptions(
        "192.0.2.1", 1723, "", count, intervalNanos, 84, pathMtu, "", false, "", 0);
  }

  /** Runs the probe to its end, which must come in time. */
  ProbeOutcome run() {
    probe =
        new GreProbe(options, CALL_ID, random::nextLong, new ProbeTimes(end), new WireLog(true));
    probe.start(0);
    send();
    long last = end;
    for (int steps = 0; !probe.hasEnded(); steps++) {
      assertTrue(steps < MAX_STEPS, "the probe does not come to an end");
      long tick = Math.max(now, probe.nextDeadline(now));
      if (cancelAt >= 0
          && !cancelled
          && cancelAt <= tick
          && (events.isEmpty() || cancelAt <= events.peek().at())) {
        now = Math.max(now, cancelAt);
        cancelled = true;
        last = now + 200 * MS;
        probe.cancel(now, last);
      } else if (!events.isEmpty() && events.peek().at() <= tick) {
        Event event = events.poll();
        now = Math.max(now, event.at());
        event.what().run();
      } else {
        now = tick;
        probe.tick(now);
      }
      assertTrue(now <= last, () -> "still running at " + now / MS + " ms");
      send();
      if (probe.controlIsOver()) {
        closedByProbe = true;
      }
    }
    send();
    return probe.outcome();
  }

  private void send() {
    for (byte[] bytes : probe.controlToSend()) {
      ControlMessage message = framed(bytes);
      controlSent.add(message);
      after(delay, () -> peer.control(message, this));
    }
    for (GreProbe.Packet packet : probe.packetsToSend()) {
      packetsSent.add(packet.bytes());
      if (packet.size() > mtu) {
        if (routerComplains) {
          after(delay, () -> complain(packet, mtu));
        }
        continue;
      }
      if (liar > 0 && packet.size() > liar) {
        after(delay, () -> complain(packet, liar));
      }
      for (int i = toServer.copies(packet.size(), random); i > 0; i--) {
        after(late(), () -> peer.gre(packet.bytes().asBuffer(), this));
      }
    }
  }

  private void complain(GreProbe.Packet packet, int claimed) {
    IcmpError error =
        new IcmpError(
            false, 3, 4, claimed, Optional.<InetAddress>empty(), packet.bytes().slice(0, 8));
    probe.complaint(error, "198.51.100.1", now);
  }

  private ControlMessage framed(byte[] bytes) {
    try {
      return framer.read(ByteBuffer.wrap(bytes)).orElseThrow();
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }

  private long late() {
    return delay + (jitter == 0 ? 0 : random.nextLong(jitter));
  }

  /** Has the peer do something later. */
  void after(long nanos, Runnable what) {
    events.add(new Event(now + nanos, order++, what));
  }

  /** The peer sends control messages. */
  void answer(ControlMessage message) {
    answerBytes(ControlMessageCodec.encode(message));
  }

  /** The peer sends bytes on the control connection. */
  void answerBytes(byte[] bytes) {
    after(delay, () -> probe.receiveControl(ByteBuffer.wrap(bytes), now));
  }

  /** The peer closes the control connection. */
  void hangUp() {
    after(delay, () -> probe.controlLost(Failure.Kind.CLOSED, "closed the connection", now));
  }

  /** The peer sends a GRE packet, which the probe's socket gets, or only the host's interface. */
  void packet(byte[] bytes) {
    int copies = toProbe.copies(20 + bytes.length, random);
    for (int i = 0; i < copies; i++) {
      after(late(), () -> probe.receivePacket(ByteBuffer.wrap(bytes), now));
    }
  }

  /** The peer's packet arrives at the host, whose firewall drops it. */
  void droppedByFirewall(byte[] bytes) {
    after(
        delay,
        () -> {
          if (probe.wantsWitness(now)) {
            probe.witness(ByteBuffer.wrap(bytes));
          }
        });
  }

  List<String> controlNames() {
    List<String> names = new ArrayList<>();
    for (ControlMessage message : controlSent) {
      names.add(message.type().rfcName());
    }
    return names;
  }
}
