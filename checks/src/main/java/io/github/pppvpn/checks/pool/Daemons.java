package io.github.pppvpn.checks.pool;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.pool.AccelPppFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of the daemons that have pools. A pid file tells a server from a client of the same
 * name, as of an xl2tpd that dials out; it may lack, or be of a run before.
 */
final class Daemons {
  private static final List<Daemon> KNOWN =
      List.of(
          new Daemon("pptpd", List.of("/run/pptpd.pid")),
          new Daemon("xl2tpd", List.of("/run/xl2tpd.pid", "/run/xl2tpd/xl2tpd.pid")),
          new Daemon("accel-pppd", List.of("/run/accel-pppd.pid", "/run/accel-ppp.pid")));

  private record Daemon(String command, List<String> pidFiles) {}

  private Daemons() {}

  /**
   * Of the daemons that run here, first those that their pid files name.
   *
   * @param running all that were seen, those of containers too
   */
  static List<ProcessInfo> of(HostRoot root, List<ProcessInfo> running) {
    List<ProcessInfo> found = new ArrayList<>();
    for (Daemon daemon : KNOWN) {
      Optional<ProcessInfo> process = process(root, daemon);
      if (process.isPresent()) {
        found.add(process.get());
      }
    }
    for (ProcessInfo process : running) {
      if (!contains(found, process) && isOfThisHost(root, process)) {
        found.add(process);
      }
    }
    return found;
  }

  private static boolean contains(List<ProcessInfo> found, ProcessInfo process) {
    for (ProcessInfo there : found) {
      if (there.pid() == process.pid()) {
        return true;
      }
    }
    return false;
  }

  /** A container's daemon shows here, too, with a file that only the container has. */
  private static boolean isOfThisHost(HostRoot root, ProcessInfo process) {
    String path =
        process.command().equals("accel-pppd")
            ? AccelPppFiles.named(process).orElse("")
            : process.argumentAfter("-c");
    try {
      return !path.startsWith("/") || !root.text(path).isEmpty();
    } catch (NotVisibleException e) {
      return e.why() != Why.ABSENT;
    }
  }

  private static Optional<ProcessInfo> process(HostRoot root, Daemon daemon) {
    for (String path : daemon.pidFiles()) {
      try {
        Optional<ProcessInfo> process = Processes.read(root, PidFile.pidIn(root, path));
        if (process.isPresent() && process.get().command().equals(daemon.command())) {
          return process;
        }
      } catch (NotVisibleException e) {
        // The next one then.
      }
    }
    return Optional.empty();
  }
}
