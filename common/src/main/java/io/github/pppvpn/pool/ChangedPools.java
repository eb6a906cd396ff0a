package io.github.pppvpn.pool;

import java.util.List;

/**
 * That the pools of a configuration may be other than its daemon's, which read them at its start,
 * and can be asked what it has.
 *
 * @param file the file that was changed since
 * @param names what the daemon calls the configuration's pools, in their order
 */
public record ChangedPools(String file, List<String> names) {
  /** Copies the list. */
  public ChangedPools {
    names = List.copyOf(names);
  }
}
