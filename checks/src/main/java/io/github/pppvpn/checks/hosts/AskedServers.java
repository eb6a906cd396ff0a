package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.Resolver;
import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Unit;
import java.net.InetAddress;
import java.util.Optional;

/** How the hosts of a run are found and named. */
final class AskedServers {
  private final Family family;
  private final String source;
  private final Optional<InetAddress> local;
  private final Invocation invocation;
  private final long startNanos;

  /**
   * @param source the local address to ask from in text form; empty for the kernel's choice
   */
  AskedServers(Family family, String source, Invocation invocation) throws CannotCheckException {
    this.family = family;
    this.source = source;
    this.local = source.isEmpty() ? Optional.empty() : Optional.of(Resolver.source(source));
    this.invocation = invocation;
    this.startNanos = invocation.nanoTime().getAsLong();
  }

  ServerAddresses addresses(AskedHost host) throws CannotCheckException {
    return ServerAddresses.of(
        host.host(), host.port(), family, source, local, invocation.privacy());
  }

  String name(AskedHost host) {
    return host.name(invocation.privacy());
  }

  /** Since the run began with them, in words. */
  String waited() {
    return Unit.SECONDS.text(waitedNanos() / 1e9);
  }

  long waitedNanos() {
    return invocation.nanoTime().getAsLong() - startNanos;
  }

  /** The run for one host of many: no phase of it is the run's. */
  Invocation within(Deadline deadline) {
    return new Invocation(
        deadline,
        invocation.nanoTime(),
        invocation.currentMillis(),
        invocation.root(),
        invocation.stateDir(),
        invocation.privacy(),
        invocation.verbosity(),
        phase -> {},
        invocation.cancelled());
  }
}
