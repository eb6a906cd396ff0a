package io.github.pppvpn.checks.pool;

import io.github.pppvpn.host.AccelPoolFree;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.pool.ChangedPools;
import io.github.pppvpn.pool.Pool;
import io.github.pppvpn.pool.PoolConfig;
import io.github.pppvpn.pool.PoolDoubt;
import io.github.pppvpn.pool.PoolUse;
import io.github.pppvpn.session.AccelDaemon;
import io.github.pppvpn.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an accel-pppd whose file was changed has the pools that the file says. It reads them at
 * its start alone (accel-pppd/extra/ippool.c), whatever else a reload takes over; since 1.14 it
 * says how much of each is free.
 */
final class ChangedAccelPpp {
  /** Sessions that come and go between two questions, of a hundred addresses and at the least. */
  private static final int PERCENT_UNDER_WAY = 2;

  private static final int LEAST_UNDER_WAY = 2;

  private final Sessions sessions;
  private final List<ProcessInfo> processes;
  private final List<AccelDaemon> daemons;

  /**
   * @param processes the daemons whose pools these are
   * @param daemons how the accel-pppds are asked
   */
  ChangedAccelPpp(Sessions sessions, List<ProcessInfo> processes, List<AccelDaemon> daemons) {
    this.sessions = sessions;
    this.processes = processes;
    this.daemons = daemons;
  }

  /** Asks each that may have other pools; where it has, or does not say, that is a doubt. */
  List<PoolConfig> ask(List<PoolConfig> configs) {
    List<PoolConfig> asked = new ArrayList<>(configs.size());
    for (PoolConfig config : configs) {
      Optional<String> difference =
          config.changed().isPresent()
              ? difference(config, config.changed().get())
              : Optional.empty();
      asked.add(
          difference.isPresent()
              ? config.with(doubt(config.changed().get().file(), difference.get()))
              : config);
    }
    return asked;
  }

  private static PoolDoubt doubt(String file, String difference) {
    return new PoolDoubt(
        file
            + " was changed after it was started, it reads pools at its start alone, and "
            + difference,
        "Restart accel-ppp, which ends the sessions; until then name the pools to look at: --pool"
            + " NAME=RANGES.");
  }

  private Optional<String> difference(PoolConfig config, ChangedPools changed) {
    for (AccelDaemon daemon : daemons) {
      if (daemon.file().equals(config.path())) {
        if (daemon.cli().isEmpty()) {
          return Optional.of(daemon.why());
        }
        try {
          return difference(config.pools(), changed.names(), daemon.cli().get().pools());
        } catch (NotVisibleException e) {
          return Optional.of(e.getMessage());
        }
      }
    }
    return Optional.of("it is not known how to ask it for them");
  }

  private Optional<String> difference(
      List<Pool> pools, List<String> names, List<AccelPoolFree> said) {
    List<PoolUse> uses = PoolUse.of(pools, sessions, processes);
    for (AccelPoolFree free : said) {
      int at = names.indexOf(free.name());
      if (at < 0) {
        return Optional.of("it has a pool " + free.name() + ", which the file has not");
      }
      PoolUse use = uses.get(at);
      long underWay = Math.max(LEAST_UNDER_WAY, use.pool().size() * PERCENT_UNDER_WAY / 100);
      if (Math.abs(use.free() - free.available()) > underWay) {
        return Optional.of(
            "it has "
                + free.available()
                + " addresses free in the pool "
                + free.name()
                + ", of which the file leaves "
                + use.free());
      }
    }
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).size() > 0 && !isAmong(said, names.get(i))) {
        return Optional.of("it has no pool " + names.get(i) + ", which the file has");
      }
    }
    return Optional.empty();
  }

  private static boolean isAmong(List<AccelPoolFree> said, String name) {
    for (AccelPoolFree free : said) {
      if (free.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
