package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;

/**
 * When the host booted and how long ago that is.
 *
 * @param bootSeconds seconds since 1970 (/proc/stat, btime)
 * @param uptimeMillis milliseconds since boot, suspended time included (/proc/uptime)
 */
public record BootClock(long bootSeconds, long uptimeMillis) {
  /** How many of the clock ticks that /proc shows make a second, on every architecture of today. */
  public static final int TICKS_PER_SECOND = 100;

  /**
   * Reads both files.
   *
   * @throws NotVisibleException if one cannot be read or is something else
   */
  public static BootClock read(HostRoot root) throws NotVisibleException {
    Scan stat = new Scan(root.read("/proc/stat"));
    long boot = -1;
    while (boot < 0 && stat.line()) {
      boot = stat.word() && stat.is("btime") ? stat.number() : -1;
    }
    if (boot < 0 || boot > Integer.MAX_VALUE * 2L) {
      throw new NotVisibleException(Why.MALFORMED, "/proc/stat does not say when the host booted");
    }
    Scan uptime = new Scan(root.read("/proc/uptime"));
    long seconds = uptime.line() ? uptime.numberThen(10) : -1;
    long hundredths = uptime.numberThen(10);
    if (seconds < 0 || seconds > Integer.MAX_VALUE * 2L || hundredths < 0 || hundredths > 99) {
      throw new NotVisibleException(Why.MALFORMED, "/proc/uptime is no time");
    }
    return new BootClock(boot, seconds * 1000 + hundredths * 10);
  }

  /** Milliseconds since 1970 at which something started that /proc dates in ticks since boot. */
  public long atTicks(long ticks) {
    return bootSeconds * 1000 + millis(ticks);
  }

  /** How many milliseconds ago that was, never negative. */
  public long sinceTicks(long ticks) {
    return Math.max(0, uptimeMillis - millis(ticks));
  }

  /** Now, in milliseconds since 1970, as the two files have it. */
  public long nowMillis() {
    return bootSeconds * 1000 + uptimeMillis;
  }

  private static long millis(long ticks) {
    return Math.min(ticks, Long.MAX_VALUE / 2000) * (1000 / TICKS_PER_SECOND);
  }
}
