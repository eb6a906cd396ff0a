package io.github.pppvpn.plugin;

import java.util.function.LongSupplier;

/** A point in time that a run must not outlast. */
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long endNanos;

  private Deadline(LongSupplier nanoTime, long endNanos) {
    this.nanoTime = nanoTime;
    this.endNanos = endNanos;
  }

  /** The point {@code limitNanos} after {@code startNanos} on the clock {@code nanoTime}. */
  public static Deadline after(LongSupplier nanoTime, long startNanos, long limitNanos) {
    return new Deadline(nanoTime, startNanos + limitNanos);
  }

  /** The time left in nanoseconds, never negative. */
  public long remainingNanos() {
    return Math.max(0, endNanos - nanoTime.getAsLong());
  }

  /** The time left in milliseconds, rounded up, so that 0 means none is left. */
  public int remainingMillis() {
    return (int) Math.min(Integer.MAX_VALUE, (remainingNanos() + 999_999) / 1_000_000);
  }

  public boolean hasPassed() {
    return remainingNanos() == 0;
  }

  /** The point {@code nanos} before this one. */
  public Deadline before(long nanos) {
    return new Deadline(nanoTime, endNanos - nanos);
  }

  /** The point {@code nanos} from now, or this one if that is earlier. */
  public Deadline orWithin(long nanos) {
    long now = nanoTime.getAsLong();
    return new Deadline(nanoTime, now + Math.min(nanos, endNanos - now));
  }
}
