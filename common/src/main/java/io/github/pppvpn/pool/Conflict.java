package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.List;

/**
 * An address that should not be in use as it is.
 *
 * @param address the client's address inside the tunnel
 * @param twice whether several sessions have it; else it lies outside every pool
 * @param interfaces the sessions' interfaces
 */
public record Conflict(Ipv4 address, boolean twice, List<String> interfaces) {
  /** Copies the list. */
  public Conflict {
    interfaces = List.copyOf(interfaces);
  }
}
