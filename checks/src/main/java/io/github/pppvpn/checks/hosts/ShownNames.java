package io.github.pppvpn.checks.hosts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names of which no two are the same: several hosts may look alike as far as privacy lets them be
 * seen, and would be one series.
 */
final class ShownNames {
  private final AskedServers servers;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  ShownNames(AskedServers servers) {
    this.servers = servers;
  }

  /** {@code 192.0.x.x}, and {@code 192.0.x.x_2} for the next that would be called that. */
  String of(AskedHost host) {
    String plain = servers.name(host);
    String name = plain;
    // From where the last one ended: thousands may look alike.
    int count = counts.getOrDefault(plain, 1);
    while (!taken.add(name)) {
      count++;
      name = plain + "_" + count;
    }
    counts.put(plain, count);
    return name;
  }
}
