package io.github.pppvpn.wire.gre;

import io.github.pppvpn.wire.Unsigned;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The sequence numbers of the packets that arrive in one call: which are new, late, doubled, lost.
 *
 * <p>Numbers are compared modulo 2^32. The memory is one bit for each of the last {@link #WINDOW}
 * numbers. A number that is further away than that does not move the window, unless its successor
 * follows it at once: one forged or damaged packet cannot make all true ones look old. Not
 * thread-safe.
 */
public final class GreReceiver {
  /** How far behind the highest number a late packet is still told from a doubled one. */
  public static final int WINDOW = 1024;

  /** What an arriving number is. */
  public enum Arrival {
    /** The first of the call, or the one after the highest so far. */
    IN_ORDER,
    /** Higher than the next: those between are missing, until they come late. */
    AFTER_GAP,
    /** One of the missing. */
    LATE,
    /** Was there before. */
    DUPLICATE,
    /** Too far behind to be told. */
    STALE,
    /** Too far ahead to be believed yet. */
    FAR_AHEAD;

    /** Whether the payload is to be taken, for the first time. */
    public boolean isNew() {
      return this == IN_ORDER || this == AFTER_GAP || this == LATE;
    }
  }

  private final long[] seen = new long[WINDOW / Long.SIZE];
  private boolean started;
  // Counted on beyond 2^32, so that they can be compared; their lower 32 bits are the numbers.
  private long lowest;
  private long highest;
  private boolean suspecting;
  private int suspect;
  private long received;
  private long late;
  private long duplicates;
  private long outside;
  private long missing;

  /** Notes that a packet with this sequence number, 0 to 4294967295, has arrived. */
  public Arrival accept(long sequence) {
    Unsigned.check32("Sequence Number", sequence);
    if (!started) {
      start(sequence);
      return Arrival.IN_ORDER;
    }
    int distance = (int) (sequence - highest);
    if (distance > 0 && distance <= WINDOW) {
      return ahead(distance);
    }
    if (distance > -WINDOW && distance <= 0) {
      return behind(highest + distance);
    }
    return outside(sequence, distance);
  }

  private void start(long number) {
    started = true;
    lowest = number;
    highest = number;
    suspecting = false;
    mark(number);
    received++;
  }

  private Arrival ahead(int distance) {
    for (int i = 1; i < distance; i++) {
      clear(highest + i);
    }
    highest += distance;
    mark(highest);
    suspecting = false;
    received++;
    missing += distance - 1;
    return distance == 1 ? Arrival.IN_ORDER : Arrival.AFTER_GAP;
  }

  private Arrival behind(long number) {
    if (isMarked(number)) {
      duplicates++;
      return Arrival.DUPLICATE;
    }
    mark(number);
    suspecting = false;
    received++;
    late++;
    if (number > lowest) {
      missing--;
    } else {
      missing += lowest - number - 1;
      lowest = number;
    }
    return Arrival.LATE;
  }

  private Arrival outside(long sequence, int distance) {
    if (suspecting && (int) sequence == suspect + 1) {
      Arrays.fill(seen, 0);
      start(sequence);
      return Arrival.AFTER_GAP;
    }
    outside++;
    suspecting = true;
    suspect = (int) sequence;
    return distance > 0 ? Arrival.FAR_AHEAD : Arrival.STALE;
  }

  private boolean isMarked(long number) {
    return (seen[slot(number)] & 1L << number) != 0;
  }

  private void mark(long number) {
    seen[slot(number)] |= 1L << number;
  }

  private void clear(long number) {
    seen[slot(number)] &= ~(1L << number);
  }

  private static int slot(long number) {
    return (int) (number & WINDOW - 1) / Long.SIZE;
  }

  /** What to acknowledge: the highest number received, 0 to 4294967295. */
  public OptionalLong highest() {
    return started ? OptionalLong.of(highest & 0xFFFFFFFFL) : OptionalLong.empty();
  }

  /** Packets taken, each number once. */
  public long received() {
    return received;
  }

  /** Packets taken after a higher number. */
  public long late() {
    return late;
  }

  /** Packets whose number was there before. */
  public long duplicates() {
    return duplicates;
  }

  /** Packets too far behind or ahead, not taken. */
  public long outside() {
    return outside;
  }

  /** Numbers between the lowest and the highest that have not come; a jump too far counts none. */
  public long missing() {
    return missing;
  }
}
