package io.github.pppvpn.pool;

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
 * @param remedy what to do about the problem where that is special, a sentence
 * @param notes sentences about what the file says in vain
 */
public record PoolConfig(
    String daemon,
    String path,
    List<Pool> pools,
    Optional<String> problem,
    Optional<RefusedConfigException> refusal,
    Optional<String> remedy,
    List<String> notes) {
  /** Copies the lists. */
  public PoolConfig {
    pools = List.copyOf(pools);
    notes = List.copyOf(notes);
  }

  /** One whose problem is to be mended as usual. */
  public PoolConfig(
      String daemon,
      String path,
      List<Pool> pools,
      Optional<String> problem,
      Optional<RefusedConfigException> refusal,
      List<String> notes) {
    this(daemon, path, pools, problem, refusal, Optional.empty(), notes);
  }
}
