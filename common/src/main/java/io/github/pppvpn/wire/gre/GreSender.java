package io.github.pppvpn.wire.gre;

import io.github.pppvpn.wire.Unsigned;

/**
 * The sequence numbers of the packets that are sent in one call, from 0 on, and what the peer
 * acknowledges of them.
 *
 * <p>An acknowledgment of a number that was never sent proves nothing and is counted apart. Numbers
 * are compared modulo 2^32. Not thread-safe.
 */
public final class GreSender {
  private final long start;
  private long sent;
  private long acknowledged;
  private long bogus;

  /** Starts at 0, as RFC 2637 has it. */
  public GreSender() {
    this(0);
  }

  /** Starts at {@code first}, 0 to 4294967295. */
  GreSender(long first) {
    Unsigned.check32("Sequence Number", first);
    this.start = first;
  }

  /** The number for the next packet; each call gives another one. */
  public long next() {
    return (start + sent++) & 0xFFFFFFFFL;
  }

  /**
   * Takes the Acknowledgment Number of an arrived packet.
   *
   * @return whether it proves that a packet arrived at the peer of which that was not known
   */
  public boolean acknowledge(long acknowledgment) {
    Unsigned.check32("Acknowledgment Number", acknowledgment);
    long last = start + sent - 1;
    int behindLast = (int) (last - acknowledgment);
    if (behindLast < 0 || behindLast >= sent) {
      bogus++;
      return false;
    }
    long upTo = sent - behindLast;
    if (upTo <= acknowledged) {
      return false;
    }
    acknowledged = upTo;
    return true;
  }

  /** Packets sent. */
  public long sent() {
    return sent;
  }

  /** Packets up to the highest acknowledged one; some of them may have been lost all the same. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Acknowledgments of what was never sent. */
  public long bogus() {
    return bogus;
  }
}
