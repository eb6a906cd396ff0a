package io.github.pppvpn.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one configuration file says of pools.
 *
 * @param daemon pptpd, xl2tpd or accel-ppp
 * @param path the file
 * @param pools in the file's order; none where the daemon leaves addresses to pppd or RADIUS, or
 *     where the file cannot be used
 * @param problem a sentence if the file cannot be read, or if its daemon refuses it
 * @param refusal the daemon's refusal, if that is the problem
 * @param doubts why the daemon may hand out something else, or more
 * @param changed that it may, and can be asked; empty if it does not, or cannot
 * @param notes sentences about what the file says in vain
 */
public record PoolConfig(
    String daemon,
    String path,
    List<Pool> pools,
    Optional<String> problem,
    Optional<RefusedConfigException> refusal,
    List<PoolDoubt> doubts,
    Optional<ChangedPools> changed,
    List<String> notes) {
  /** Copies the lists. */
  public PoolConfig {
    pools = List.copyOf(pools);
    doubts = List.copyOf(doubts);
    notes = List.copyOf(notes);
  }

  /** One whose daemon is not to be asked. */
  PoolConfig(
      String daemon,
      String path,
      List<Pool> pools,
      Optional<String> problem,
      Optional<RefusedConfigException> refusal,
      List<PoolDoubt> doubts,
      List<String> notes) {
    this(daemon, path, pools, problem, refusal, doubts, Optional.empty(), notes);
  }

  /** The same with one doubt more. */
  public PoolConfig with(PoolDoubt doubt) {
    List<PoolDoubt> all = new ArrayList<>(doubts);
    all.add(doubt);
    return new PoolConfig(daemon, path, pools, problem, refusal, all, changed, notes);
  }
}
