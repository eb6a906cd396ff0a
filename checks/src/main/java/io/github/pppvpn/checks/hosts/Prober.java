package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;

/** A command's way to ask a host. */
public interface Prober {
  /**
   * What is asked of that host.
   *
   * @param server the host's addresses
   * @param invocation with the deadline of this host
   */
  HostProbe probe(AskedHost host, ServerAddresses server, Invocation invocation)
      throws CannotCheckException;
}
