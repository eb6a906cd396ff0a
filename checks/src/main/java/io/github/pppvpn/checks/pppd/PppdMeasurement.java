package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.CommandRunner;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.state.StateException;
import io.github.pppvpn.state.StateFile;
import io.github.pppvpn.state.StateFolder;
import io.github.pppvpn.state.StateKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks at the host once.
 *
 * @param options what was asked for
 * @param programs runs systemctl
 * @param journalctl where journalctl may be
 * @param anyRoot whether systemctl is asked for a root other than the running host too, as in a
 *     test
 */
record PppdMeasurement(
    PppdOptions options, CommandRunner programs, List<String> journalctl, boolean anyRoot)
    implements Check.Measurement {
  private static final long STATE_WAIT_NANOS = 1_000_000_000;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException {
    String user = RunningUser.name();
    Path folder = path(invocation.root());
    HostRoot root = HostRoot.of(folder.toString());
    invocation.phase().accept("reading the processes");
    List<ProcessInfo> processes = processes(root, user);
    HostLook look = new HostLook(options, invocation, root, folder, user, processes);
    look.findDaemons();
    look.readInterfaces();
    Systemd systemd = new Systemd(programs, root, anyRoot, invocation.deadline());
    if (look.clock().isEmpty()) {
      look.withoutHistory("the time since boot is not known");
      return report(invocation, look, systemd);
    }
    invocation.phase().accept("waiting for the state of an earlier run");
    StateKey key = new StateKey(CheckPppd.NAME, options.key() + "\n" + user + "\n" + folder);
    long wait = Math.min(STATE_WAIT_NANOS, invocation.deadline().remainingNanos() / 4);
    try (StateFile state =
        StateFile.open(
            new StateFolder(path(invocation.stateDir()), user), key, invocation.nanoTime(), wait)) {
      long now = invocation.currentMillis().getAsLong();
      look.remember(state.read(now));
      Report report = report(invocation, look, systemd);
      invocation.phase().accept("keeping the state for the next run");
      try {
        state.commit(look.content(now));
        return report;
      } catch (StateException e) {
        // What was read is still true; the next run will have less to go by.
        look.problem(e.getMessage(), e.nextStep());
        look.notKept();
        return look.report();
      }
    } catch (StateException e) {
      look.problem(e.getMessage() + ", so there are no rates and no processor time", e.nextStep());
      look.withoutHistory("");
      return report(invocation, look, systemd);
    }
  }

  private Report report(Invocation invocation, HostLook look, Systemd systemd) {
    look.findOrphans();
    look.noticeRestarts(systemd);
    invocation.phase().accept("reading the logs");
    Deadline logs = invocation.deadline().before(invocation.deadline().remainingNanos() / 4);
    look.readLogs(journalctl, () -> logs.hasPassed() || invocation.cancelled().getAsBoolean());
    return look.report();
  }

  private List<ProcessInfo> processes(HostRoot root, String user) throws CannotCheckException {
    try {
      return Processes.list(root, new OfInterest(options.daemons()));
    } catch (NotVisibleException e) {
      if (e.why() == NotVisibleException.Why.HIDDEN) {
        throw new CannotCheckException(
            "the user " + user + " does not see other users' processes: /proc has hidepid",
            "Mount /proc with gid=GROUP for a group that the user "
                + user
                + " is in (mount -o remount,gid=GROUP /proc), or run the command through sudo.");
      }
      throw new CannotCheckException(e.getMessage());
    }
  }

  private record OfInterest(List<WantedDaemon> daemons) implements Predicate<String> {
    @Override
    public boolean test(String command) {
      if (command.equals("pppd")
          || command.equals("pptpctrl")
          || command.equals("pptpd")
          || command.equals("xl2tpd")) {
        return true;
      }
      for (WantedDaemon daemon : daemons) {
        if (daemon.command().equals(command)) {
          return true;
        }
      }
      return daemons.isEmpty() && KnownDaemon.of(command).isPresent();
    }
  }

  private static Path path(String text) throws CannotCheckException {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new CannotCheckException("\"" + text + "\" is not a folder's name");
    }
  }
}
