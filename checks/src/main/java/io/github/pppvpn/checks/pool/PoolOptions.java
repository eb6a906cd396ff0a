package io.github.pppvpn.checks.pool;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.UsageException;
import io.github.pppvpn.pool.GivenPool;
import io.github.pppvpn.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What check_ip_pool was asked to do.
 *
 * @param pools those that the operator names; none for those of the daemons
 * @param wantsTimeToFull whether a range speaks of time_to_full
 */
record PoolOptions(List<Pool> pools, boolean wantsTimeToFull) {
  static final OptionSpec POOL =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "pool",
              "NAME=RANGES",
              "a pool to look at instead of the daemons' own: 10.0.0.10-99, 10.0.0.1-10.0.3.254,"
                  + " 10.0.0.0/24, single addresses, with commas between")
          .asRepeatable();

  static final List<OptionSpec> TABLE = List.of(POOL);

  PoolOptions {
    pools = List.copyOf(pools);
  }

  static PoolOptions of(Arguments arguments) throws UsageException {
    List<Pool> pools = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String text : arguments.all(POOL)) {
      GivenPool given;
      try {
        given = GivenPool.parse(text);
      } catch (IllegalArgumentException e) {
        throw new UsageException("option " + POOL.shown() + ": " + e.getMessage());
      }
      if (names.contains(given.name())) {
        throw new UsageException(
            "option " + POOL.shown() + ": the pool \"" + given.name() + "\" is given twice");
      }
      names.add(given.name());
      pools.add(
          new Pool(
              given.name(), "", given.addresses(), given.addresses().size(), OptionalLong.empty()));
    }
    return new PoolOptions(pools, arguments.judges(PoolMetrics.TIME_TO_FULL));
  }
}
