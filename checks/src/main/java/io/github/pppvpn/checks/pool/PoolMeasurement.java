package io.github.pppvpn.checks.pool;

import io.github.pppvpn.checks.sessions.HostSessions;
import io.github.pppvpn.checks.sessions.Moment;
import io.github.pppvpn.checks.sessions.Ports;
import io.github.pppvpn.host.EtcHosts;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.pool.Pool;
import io.github.pppvpn.pool.PoolConfig;
import io.github.pppvpn.pool.PoolConfigs;
import io.github.pppvpn.pool.PoolUse;
import io.github.pppvpn.session.AccelDaemon;
import io.github.pppvpn.session.AccelDaemons;
import io.github.pppvpn.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the pools and who is in them. */
record PoolMeasurement(PoolOptions options, Ports ports) implements Check.Measurement {

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException {
    HostRoot root = HostRoot.of(invocation.root());
    if (Processes.command(root, 1).isEmpty()) {
      throw hidden(root);
    }
    invocation.phase().accept("counting sessions");
    Sessions sessions = HostSessions.read(root, invocation.deadline(), ports);
    invocation.phase().accept("reading the daemons' configurations");
    List<PoolConfig> configs = List.of();
    List<ProcessInfo> daemons = Daemons.of(root, sessions.daemons());
    if (options.pools().isEmpty()) {
      configs = PoolConfigs.find(root, daemons, EtcHosts.read(root));
      if (isAnyChanged(configs)) {
        AccelDaemons accel = HostSessions.accelPppds(root, invocation.deadline(), ports);
        configs =
            new ChangedAccelPpp(sessions, daemons, accel.among(sessions.daemons())).ask(configs);
      }
    }
    List<Pool> pools = new ArrayList<>(options.pools());
    for (PoolConfig config : configs) {
      pools.addAll(config.pools());
    }
    PoolReport report = new PoolReport(invocation.privacy(), configs);
    if (pools.isEmpty()) {
      return report.withoutPools();
    }
    if (leaveOutUnknown(pools, configs, sessions, report) && pools.isEmpty()) {
      return report.withoutPools();
    }
    List<PoolUse> uses = PoolUse.of(pools, sessions, daemons);
    GrowthMemory growth = GrowthMemory.of(invocation, key(), Moment.now(root), uses);
    return report.build(uses, sessions, growth, options.wantsTimeToFull());
  }

  private static boolean isAnyChanged(List<PoolConfig> configs) {
    for (PoolConfig config : configs) {
      if (config.changed().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Where an accel-pppd has not said its sessions, what is taken of its pools is not known. */
  private boolean leaveOutUnknown(
      List<Pool> pools, List<PoolConfig> configs, Sessions sessions, PoolReport report) {
    boolean any = false;
    for (AccelDaemon.Silent silent : sessions.silent()) {
      if (silent.daemon().serves() == AccelDaemon.Serves.UNKNOWN) {
        continue;
      }
      // What RADIUS hands out may be in its sessions, too.
      List<Pool> unknown = new ArrayList<>(options.pools());
      for (PoolConfig config : configs) {
        if (config.path().equals(silent.daemon().file())) {
          unknown.addAll(config.pools());
        }
      }
      if (!unknown.isEmpty()) {
        pools.removeAll(unknown);
        report.silentAccelPpp(sessions.unattributed().size(), Optional.of(silent));
        any = true;
      }
    }
    if (!any && !sessions.unattributed().isEmpty()) {
      pools.removeIf(pool -> pool.daemon().isEmpty() || pool.daemon().equals("accel-ppp"));
      report.silentAccelPpp(
          sessions.unattributed().size(),
          sessions.silent().isEmpty() ? Optional.empty() : Optional.of(sessions.silent().get(0)));
      any = true;
    }
    return any;
  }

  private String key() {
    StringBuilder key = new StringBuilder();
    for (Pool pool : options.pools()) {
      key.append(pool.name()).append('=').append(pool.addresses()).append(' ');
    }
    return key.toString();
  }

  private static CannotCheckException hidden(HostRoot root) {
    String sentence = "/proc cannot be read";
    try {
      Processes.list(root, name -> false);
    } catch (NotVisibleException e) {
      sentence = e.getMessage();
    }
    return new CannotCheckException(
        "what is taken of the pools cannot be told: " + sentence,
        "Run it as root, or put its user into the group that /proc is mounted with (gid=).");
  }
}
