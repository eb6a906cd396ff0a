package io.github.pppvpn.wire.l2tp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reliable delivery of a tunnel's control messages (RFC 2661 section 5.8), on the caller's clock:
 * numbers, the peer's window, retransmission with growing waits, acknowledgments.
 *
 * <p>Times are nanoseconds of any clock that does not jump. It holds {@link #MAX_QUEUE} messages at
 * most. A message that comes too early is dropped; the peer will send it again. Not thread-safe.
 */
public final class ReliableDelivery {
  /** How many messages may wait for their acknowledgment or their turn. */
  public static final int MAX_QUEUE = 32;

  /** What an arriving message is. */
  public enum Arrival {
    /** The next: to be taken. */
    NEW,
    /** A ZLB: nothing to be taken. */
    ACKNOWLEDGMENT,
    /** Was there before; it is acknowledged again. */
    DUPLICATE,
    /** Ahead of the next: dropped. */
    EARLY
  }

  private final ReliabilitySettings settings;
  private final ArrayDeque<ControlMessage> queue = new ArrayDeque<>();
  private List<ControlMessage> outgoing = new ArrayList<>();
  private int peerTunnelId;
  private int peerWindow = L2tp.DEFAULT_RECEIVE_WINDOW;

  /** Messages acknowledged, and so the number (modulo 2^16) of the first in the queue. */
  private long acknowledged;

  private int inFlight;
  private int expected;
  private int retransmissions;
  private long timeout;
  private OptionalLong retransmitAt = OptionalLong.empty();
  private OptionalLong ackAt = OptionalLong.empty();
  private boolean givenUp;
  private boolean closed;

  public ReliableDelivery(ReliabilitySettings settings) {
    this.settings = settings;
  }

  /** Whom ZLBs are for; 0 until this is called. */
  public void setPeerTunnelId(int tunnelId) {
    peerTunnelId = tunnelId;
  }

  /** The peer's Receive Window Size; 4 until this is called. */
  public void setPeerWindow(int size) {
    // 0 is against RFC 2661 section 4.4.3, and would stop everything.
    peerWindow = Math.max(1, size);
  }

  /**
   * Sends a message as soon as the peer's window allows it.
   *
   * @return how many {@link #acknowledged()} must reach for this one to have arrived
   * @throws IllegalStateException if too many wait already
   */
  public long send(ControlMessage message, long now) {
    if (message.isZlb()) {
      throw new IllegalArgumentException("a ZLB is sent by the delivery itself");
    }
    if (queue.size() >= MAX_QUEUE) {
      throw new IllegalStateException(MAX_QUEUE + " control messages wait already");
    }
    queue.add(message);
    transmit(now);
    return acknowledged + queue.size();
  }

  /** Takes the numbers of a message of the peer. */
  public Arrival receive(ControlMessage message, long now) {
    takeAcknowledgment(message.nr(), now);
    if (message.isZlb()) {
      return Arrival.ACKNOWLEDGMENT;
    }
    int ahead = (message.ns() - expected) & 0xFFFF;
    if (ahead == 0) {
      expected = (expected + 1) & 0xFFFF;
      if (ackAt.isEmpty()) {
        ackAt = OptionalLong.of(now + settings.ackDelayNanos());
      }
      return Arrival.NEW;
    }
    if (ahead < 0x8000) {
      return Arrival.EARLY;
    }
    acknowledgeNow(now);
    return Arrival.DUPLICATE;
  }

  /** Lets the acknowledgment that is owed go with the next {@link #takeOutgoing}. */
  public void acknowledgeNow(long now) {
    ackAt = OptionalLong.of(now);
  }

  /** Retransmits what is due. */
  public void tick(long now) {
    if (retransmitAt.isEmpty() || now - retransmitAt.getAsLong() < 0) {
      return;
    }
    if (retransmissions >= settings.maxRetransmissions()) {
      givenUp = true;
      retransmitAt = OptionalLong.empty();
      ackAt = OptionalLong.empty();
      return;
    }
    retransmissions++;
    timeout = Math.min(2 * timeout, settings.longestTimeoutNanos());
    int sent = inFlight;
    inFlight = 0;
    for (ControlMessage message : queue) {
      if (inFlight < sent) {
        put(message);
      }
    }
    retransmitAt = OptionalLong.of(now + timeout);
  }

  /** What is to be sent now, in this order. */
  public List<ControlMessage> takeOutgoing(long now) {
    if (ackAt.isPresent() && now - ackAt.getAsLong() >= 0) {
      ackAt = OptionalLong.empty();
      outgoing.add(ControlMessage.zlb(peerTunnelId, 0, number(inFlight), expected));
    }
    List<ControlMessage> taken = outgoing;
    outgoing = new ArrayList<>();
    return taken;
  }

  /** When to call {@link #tick} and {@link #takeOutgoing}, if nothing happens before. */
  public OptionalLong nextDeadline() {
    if (ackAt.isEmpty() || retransmitAt.isEmpty()) {
      return ackAt.isPresent() ? ackAt : retransmitAt;
    }
    return ackAt.getAsLong() - retransmitAt.getAsLong() < 0 ? ackAt : retransmitAt;
  }

  /** How many of our messages the peer has acknowledged. */
  public long acknowledged() {
    return acknowledged;
  }

  /** How often the oldest message without an acknowledgment was sent again. */
  public int retransmissions() {
    return retransmissions;
  }

  /** Whether a message stayed without an acknowledgment for too long. */
  public boolean hasGivenUp() {
    return givenUp;
  }

  /** Sends nothing but acknowledgments any more. */
  public void close() {
    closed = true;
    retransmitAt = OptionalLong.empty();
  }

  private void takeAcknowledgment(int nr, long now) {
    int count = (nr - number(0)) & 0xFFFF;
    // One of the past, or of what was never sent.
    if (count == 0 || count > inFlight) {
      return;
    }
    for (int i = 0; i < count; i++) {
      queue.remove();
    }
    acknowledged += count;
    inFlight -= count;
    retransmissions = 0;
    retransmitAt = OptionalLong.empty();
    if (inFlight > 0 && !closed) {
      startTimer(now);
    }
    transmit(now);
  }

  private void transmit(long now) {
    int place = 0;
    for (ControlMessage message : queue) {
      if (place >= inFlight && inFlight < peerWindow && !givenUp && !closed) {
        if (inFlight == 0) {
          startTimer(now);
        }
        put(message);
      }
      place++;
    }
  }

  private void put(ControlMessage message) {
    outgoing.add(message.withNumbers(number(inFlight), expected));
    inFlight++;
    // It carries the acknowledgment.
    ackAt = OptionalLong.empty();
  }

  private void startTimer(long now) {
    timeout = settings.firstTimeoutNanos();
    retransmitAt = OptionalLong.of(now + timeout);
  }

  /** The Ns of the message at this place of the queue. */
  private int number(int place) {
    return (int) (acknowledged + place) & 0xFFFF;
  }
}
