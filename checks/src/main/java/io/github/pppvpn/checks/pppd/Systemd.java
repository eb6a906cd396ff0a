package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.CommandRunner;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.SystemdUnit;
import io.github.pppvpn.plugin.Deadline;
import java.util.Optional;

/** systemd, asked only where it runs the host and only for what needs it: it costs a process. */
final class Systemd {
  /**
   * A bus that hangs must not take the whole run with it: the part of the time left that it has.
   */
  private static final int PART = 3;

  private final CommandRunner programs;
  private final boolean runs;
  private final Deadline deadline;
  private boolean answers = true;

  Systemd(CommandRunner programs, HostRoot root, boolean anyRoot, Deadline deadline) {
    this.programs = programs;
    this.runs = (root.isLive() || anyRoot) && root.exists("/run/systemd/system");
    this.deadline = deadline;
  }

  /** What it says of a daemon's unit; nothing if it has none of that name, or does not answer. */
  Optional<SystemdUnit> unit(String daemon) {
    if (!runs || !answers) {
      return Optional.empty();
    }
    try {
      Deadline end = deadline.orWithin(deadline.remainingNanos() / PART);
      return Optional.of(
          SystemdUnit.read(programs, KnownDaemon.unitOf(daemon), end::remainingNanos));
    } catch (NotVisibleException e) {
      // Whoever is silent once is not waited for again.
      answers = !e.getMessage().contains("cannot be asked");
      return Optional.empty();
    }
  }
}
