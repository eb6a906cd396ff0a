package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.List;
import java.util.Optional;

/**
 * A line of chap-secrets or pap-secrets, without its secret.
 *
 * @param client the user; {@code *} stands for any
 * @param server the server's name; {@code *} stands for any
 * @param rules which addresses the user may have, the first that fits decides; none fits, none
 */
public record SecretsEntry(String client, String server, List<AddressRule> rules) {
  /** Copies the list. */
  public SecretsEntry {
    rules = List.copyOf(rules);
  }

  /** Whether the user may have this address (auth.c, auth_ip_addr). */
  public boolean permits(Ipv4 address) {
    for (AddressRule rule : rules) {
      if (rule.covers(address)) {
        return rule.permit();
      }
    }
    return false;
  }

  /**
   * The single address that pppd puts in place of the daemon's when that one is missing or not
   * permitted: the first rule of one host, even a denying one (auth.c, set_allowed_addrs).
   */
  public Optional<Ipv4> staticAddress() {
    for (AddressRule rule : rules) {
      if (rule.prefix() == 32 && !rule.perUnit()) {
        return Optional.of(rule.base());
      }
    }
    return Optional.empty();
  }

  /**
   * The address that the user gets when the daemon has this one in mind; empty where that is
   * refused ("Peer is not authorized to use remote address").
   */
  public Optional<Ipv4> given(Ipv4 byDaemon) {
    if (!byDaemon.isUnspecified() && permits(byDaemon)) {
      return Optional.of(byDaemon);
    }
    Optional<Ipv4> own = staticAddress();
    return own.isPresent() && permits(own.get()) ? own : Optional.empty();
  }
}
