package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.OptionalLong;

/**
 * When the host booted and how long ago that is.
 *
 * <p>In a container whose /proc is lxcfs's, /proc/uptime is the age of the container's first
 * process, while btime and the start of each process count from the boot of the machine below
 * (lxcfs, proc_fuse.c: proc_uptime_read; proc_stat_read passes btime on). The reading process's own
 * start, which is a moment ago, then tells how long the machine has been up.
 *
 * @param bootSeconds seconds since 1970 at which ticks count from 0 (/proc/stat, btime)
 * @param uptimeMillis milliseconds since boot, suspended time included; since the start of a
 *     container that has a time of its own (/proc/uptime)
 * @param aheadMillis by how much the ticks are ahead of that, in milliseconds: 0 but in such a
 *     container
 */
public record BootClock(long bootSeconds, long uptimeMillis, long aheadMillis) {
  /** How many of the clock ticks that /proc shows make a second, on every architecture of today. */
  public static final int TICKS_PER_SECOND = 100;

  /** What started so much later than now did not: the two are of different clocks. */
  private static final long SLACK_MILLIS = 2_000;

  /**
   * Reads both files, and this process's own start where the root shows it.
   *
   * @throws NotVisibleException if one of the two cannot be read or is something else
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
    long up = seconds * 1000 + hundredths * 10;
    long ahead = millis(Processes.ownStartTicks(root).orElse(0)) - up;
    return new BootClock(boot, up, ahead > SLACK_MILLIS ? ahead : 0);
  }

  /** Milliseconds since 1970 at which something started that /proc dates in ticks since boot. */
  public long atTicks(long ticks) {
    return bootSeconds * 1000 + millis(ticks);
  }

  /** When that was, on the clock of {@link #uptimeMillis}; negative for what was before it. */
  public long uptimeAtTicks(long ticks) {
    return millis(ticks) - aheadMillis;
  }

  /** How many milliseconds ago that was, never negative; nothing if {@link #isBehind}. */
  public OptionalLong sinceTicks(long ticks) {
    return isBehind(atTicks(ticks))
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, uptimeMillis - uptimeAtTicks(ticks)));
  }

  /**
   * Whether something has started later than now, in milliseconds since 1970. Then /proc/uptime is
   * that of a container, and nothing tells how long ago anything was.
   */
  public boolean isBehind(long startMillis) {
    return aheadMillis == 0 && startMillis - nowMillis() > SLACK_MILLIS;
  }

  /** Now, in milliseconds since 1970, as the files have it. */
  public long nowMillis() {
    return bootSeconds * 1000 + uptimeMillis + aheadMillis;
  }

  private static long millis(long ticks) {
    return Math.min(ticks, Long.MAX_VALUE / 2000) * (1000 / TICKS_PER_SECOND);
  }
}
