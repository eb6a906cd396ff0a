package io.github.pppvpn.pool;

import io.github.pppvpn.host.EtcHosts;
import io.github.pppvpn.host.Golden;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.HostTree;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.session.SessionReader;
import io.github.pppvpn.session.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolUseTest {
  @TempDir Path folder;

  /** The daemons run with files of their own, which the recording has under /etc. */
  @Test
  void recorded() throws NotVisibleException {
    HostRoot root = HostRoot.of(Golden.resource("host/lab-two-sessions").toString());
    Golden.check("pool/use-recorded-own-files.txt", text(root, true));
    Golden.check("pool/use-recorded.txt", text(root, false));
  }

  @Test
  void everyDaemonAndEveryTrap() throws NotVisibleException {
    HostTree tree = new HostTree(folder);
    tree.file("/etc/hosts", "127.0.0.1 localhost # mine\n::1 localhost\n10.7.0.9\tlast\n");
    tree.file("/etc/pptpd.conf", "connections 20\nlocalip 10.8.0.1\nremoteip 10.8.0.10-12\n");
    tree.process(100, "pptpd", 1, "pptpd", "-C", "50");
    session(tree, 110, 0, "10.8.0.10", "10.8.0.10");
    session(tree, 120, 1, "10.8.0.11", "10.8.0.10");
    session(tree, 130, 2, "10.8.0.12", "172.16.0.1");
    tree.process(140, "pptpctrl", 100, "pptpd [203.0.113.4]");
    tree.file(
        "/etc/xl2tpd/xl2tpd.conf",
        "[lns default]\nip range = 10.7.0.1 - 10.7.0.8\nip range = last\n[lns two]\nassign ip = no\n[lns three]\n");
    tree.process(200, "xl2tpd", 1, "xl2tpd");
    tree.process(
        201, "pppd", 200, "pppd", "/dev/pts/1", "passive", "nodetach", "10.7.0.100:10.7.0.5");
    tree.file("/etc/accel-ppp.conf", "[ip-pool]\n10.0.0.0-10.0.0.1\n");
    Golden.check("pool/use-traps.txt", text(tree.root(), true));
  }

  private static void session(HostTree tree, int pid, int unit, String given, String has) {
    tree.process(pid, "pptpctrl", 100, "pptpd [203.0.113." + unit + ":1 - 2]");
    tree.process(
        pid + 1, "pppd", pid, "pppd", "local", "10.8.0.1:" + given, "remotenumber", "203.0.113.1");
    tree.device("ppp" + unit, 512, 1, 1);
    tree.record(pid + 1, "IFNAME=ppp" + unit + ";PEERNAME=u;IPREMOTE=" + has);
  }

  private static String text(HostRoot root, boolean withProcesses) throws NotVisibleException {
    List<ProcessInfo> processes =
        withProcesses ? Processes.list(root, name -> name.endsWith("tpd")) : List.of();
    List<PoolConfig> configs = PoolConfigs.find(root, processes, EtcHosts.read(root));
    Sessions sessions = SessionReader.read(root, running -> List.of());
    StringBuilder out = new StringBuilder();
    List<Pool> pools = new ArrayList<>();
    for (PoolConfig config : configs) {
      out.append(config.daemon()).append(' ').append(config.path()).append('\n');
      config.problem().ifPresent(problem -> out.append("  problem ").append(problem).append('\n'));
      config.doubts().forEach(doubt -> out.append("  doubt ").append(doubt.why()).append('\n'));
      config.notes().forEach(note -> out.append("  note ").append(note).append('\n'));
      pools.addAll(config.pools());
    }
    for (PoolUse use : PoolUse.of(pools, sessions, processes)) {
      out.append(use.pool().name()).append(" [").append(use.pool().addresses()).append("] used ");
      out.append(use.used()).append(" free ").append(use.free()).append(" size ");
      out.append(use.pool().size()).append("; up ").append(use.addressesUp()).append(" kept ");
      out.append(use.addressesKept());
      use.slotsUsed().ifPresent(slots -> out.append(" slots ").append(slots));
      out.append('\n');
    }
    for (Conflict conflict : PoolUse.conflicts(pools, sessions)) {
      out.append(conflict.twice() ? "twice " : "outside ").append(conflict.address());
      out.append(' ').append(conflict.interfaces()).append('\n');
    }
    return out.toString();
  }
}
