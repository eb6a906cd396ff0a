package io.github.pppvpn.checks.pool;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of the daemons that have pools. Their own pid files lead to them; all processes are
 * gone through only where one does not, since a host may have very many.
 */
final class Daemons {
  private static final List<Daemon> KNOWN =
      List.of(
          new Daemon("pptpd", List.of("/run/pptpd.pid"), "/etc/pptpd.conf"),
          new Daemon(
              "xl2tpd",
              List.of("/run/xl2tpd.pid", "/run/xl2tpd/xl2tpd.pid"),
              "/etc/xl2tpd/xl2tpd.conf"),
          new Daemon(
              "accel-pppd",
              List.of("/run/accel-pppd.pid", "/run/accel-ppp.pid"),
              "/etc/accel-ppp.conf"));

  private record Daemon(String command, List<String> pidFiles, String conf) {}

  private Daemons() {}

  static List<ProcessInfo> of(HostRoot root) {
    List<ProcessInfo> found = new ArrayList<>();
    boolean missing = false;
    for (Daemon daemon : KNOWN) {
      Optional<ProcessInfo> process = process(root, daemon);
      if (process.isPresent()) {
        found.add(process.get());
      }
      missing |= process.isEmpty() && root.exists(daemon.conf());
    }
    if (!missing && !found.isEmpty()) {
      return found;
    }
    try {
      for (ProcessInfo process : Processes.list(root, Daemons::isKnown)) {
        if (!contains(found, process) && isOfThisHost(root, process)) {
          found.add(process);
        }
      }
      return found;
    } catch (NotVisibleException e) {
      return found;
    }
  }

  private static boolean contains(List<ProcessInfo> found, ProcessInfo process) {
    for (ProcessInfo there : found) {
      if (there.command().equals(process.command())) {
        return true;
      }
    }
    return false;
  }

  /** A container's daemon shows here, too, with a file that only the container has. */
  private static boolean isOfThisHost(HostRoot root, ProcessInfo process) {
    String path = process.argumentAfter("-c");
    try {
      return !path.startsWith("/") || !root.text(path).isEmpty();
    } catch (NotVisibleException e) {
      return e.why() != Why.ABSENT;
    }
  }

  private static boolean isKnown(String command) {
    return switch (command) {
      case "pptpd", "xl2tpd", "accel-pppd" -> true;
      default -> false;
    };
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
