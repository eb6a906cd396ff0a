package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.pool.PoolConfigs;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of a server that this host's configuration is meant for: neither a container's, of
 * which the kernel shows all, nor clients of the same name, as NetworkManager runs them.
 */
final class OwnProcesses {
  private OwnProcesses() {}

  /**
   * Those of {@code processes} without the others that are called {@code command}.
   *
   * @param processes of the host, as they are listed
   */
  static List<ProcessInfo> of(HostRoot root, List<ProcessInfo> processes, String command) {
    List<ProcessInfo> own = new ArrayList<>(processes.size());
    for (ProcessInfo process : processes) {
      if (!process.command().equals(command)
          || !(Processes.isInContainer(root, process.pid())
              || PoolConfigs.isClient(root, process))) {
        own.add(process);
      }
    }
    return own;
  }
}
