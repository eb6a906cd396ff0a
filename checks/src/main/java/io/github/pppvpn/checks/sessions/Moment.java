package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import java.util.Optional;

/**
 * A point in a host's life. Time that passes between two is told from the time since boot, which no
 * one sets, so that a clock that jumps changes no rate.
 *
 * @param bootId the kernel's name for this boot; empty where it cannot be read
 * @param clock when the host booted and how long ago
 */
public record Moment(String bootId, BootClock clock) {

  /** Now; nothing where /proc does not tell the time. */
  public static Optional<Moment> now(HostRoot root) {
    try {
      return Optional.of(new Moment(bootId(root), BootClock.read(root)));
    } catch (NotVisibleException e) {
      return Optional.empty();
    }
  }

  private static String bootId(HostRoot root) {
    try {
      return root.text("/proc/sys/kernel/random/boot_id").trim();
    } catch (NotVisibleException e) {
      return "";
    }
  }

  /** Seconds since boot. */
  public long upSeconds() {
    return clock.uptimeMillis() / 1000;
  }

  /** Whether a moment with that name, so many seconds after its boot, may be of this same boot. */
  public boolean isSameBoot(String earlierId, long earlierSeconds) {
    return bootId.equals(earlierId) && earlierSeconds >= 0 && earlierSeconds <= upSeconds();
  }
}
