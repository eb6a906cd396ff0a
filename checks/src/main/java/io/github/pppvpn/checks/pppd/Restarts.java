package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.log.dialect.Daemon;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts restarts. Each source tells of some or all of the same restarts, never of more, so the
 * most that one tells is the number.
 */
final class Restarts {
  private final Optional<BootClock> clock;
  private final long windowMillis;
  private final long fromMillis;
  private final History history;
  private final LogFacts logs;

  /**
   * @param fromMillis where the window or, if later, this boot begins, milliseconds since 1970
   */
  Restarts(
      Optional<BootClock> clock,
      long windowMillis,
      long fromMillis,
      History history,
      LogFacts logs) {
    this.clock = clock;
    this.windowMillis = windowMillis;
    this.fromMillis = fromMillis;
    this.history = history;
    this.logs = logs;
  }

  /** Whether the host booted within the window, so that one start of each daemon is the boot's. */
  boolean bootedWithin() {
    return clock.isPresent() && clock.get().uptimeMillis() < windowMillis;
  }

  RestartCount of(DaemonSeen daemon) {
    OptionalLong uptime = daemon.uptimeMillis(clock);
    if (uptime.isPresent() && uptime.getAsLong() >= windowMillis) {
      return new RestartCount(daemon.name(), 0, "it runs for longer");
    }
    long count = 0;
    String source = "";
    if (uptime.isPresent() && !bootedWithin()) {
      count = 1;
      source = "its process started then; there may have been more";
    }
    long noticed = noticed(daemon.name());
    if (noticed >= Math.max(1, count)) {
      count = noticed;
      source = "as earlier runs saw";
    }
    // Of a host that was booted within the window all that systemd has counted is of the window.
    long counted = bootedWithin() ? counted(daemon.name()) : 0;
    if (counted > count) {
      count = counted;
      source = "by systemd's counter";
    }
    long logged = logged(daemon.name());
    if (logged >= Math.max(1, count)) {
      count = logged;
      source = "by the log";
    }
    return new RestartCount(daemon.name(), count, source);
  }

  private long counted(String daemon) {
    LastSeen seen = history.daemons.get(daemon);
    return seen == null ? 0 : seen.systemdRestarts().orElse(0);
  }

  private long noticed(String daemon) {
    long sum = 0;
    for (Restart restart : history.restarts) {
      boolean within =
          clock.isPresent() && clock.get().uptimeMillis() - restart.uptimeMillis() <= windowMillis;
      if (within && restart.daemon().equals(daemon)) {
        sum += restart.count();
      }
    }
    return sum;
  }

  private long logged(String daemon) {
    Optional<Daemon> log = KnownDaemon.logOf(daemon);
    if (log.isEmpty()) {
      return 0;
    }
    int starts = logs.starts(log.get(), fromMillis).size();
    return bootedWithin() ? Math.max(0, starts - 1) : starts;
  }
}
