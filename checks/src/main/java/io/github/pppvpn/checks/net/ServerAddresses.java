package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Privacy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of the server that a run asks, and the one of this host that it asks from.
 *
 * @param targets at least one, in the name service's order
 * @param source the local address, if it matters; of the same family as the targets
 */
public record ServerAddresses(List<Target> targets, Optional<InetAddress> source) {

  /**
   * Resolves the names.
   *
   * @param host a name or an address in text form
   * @param port 1 to 65535
   * @param family which addresses of the host count
   * @param source the local address in text form; empty for the kernel's choice
   * @throws CannotCheckException if there is nobody to ask
   * @throws InterruptedException if that took all the time
   */
  public static ServerAddresses of(
      String host, int port, Family family, String source, Invocation invocation)
      throws CannotCheckException, InterruptedException {
    String shown = Target.shownHost(host, invocation.privacy());
    if (!Target.isAddress(host) && !invocation.deadline().hasPassed()) {
      invocation.phase().accept("resolving the name " + shown);
    }
    Optional<InetAddress> local =
        source.isEmpty() ? Optional.empty() : Optional.of(Resolver.source(source));
    ServerAddresses server = of(host, port, family, source, local, invocation.privacy());
    if (invocation.deadline().hasPassed()) {
      awaitEnd(invocation);
    }
    return server;
  }

  /**
   * Resolves the name of the server alone, in whatever time that takes.
   *
   * @param local what {@code source} stands for
   * @throws CannotCheckException if there is nobody to ask
   */
  public static ServerAddresses of(
      String host,
      int port,
      Family family,
      String source,
      Optional<InetAddress> local,
      Privacy privacy)
      throws CannotCheckException {
    String shown = Target.shownHost(host, privacy);
    List<Target> targets = new ArrayList<>();
    for (InetAddress address : Resolver.addresses(host, shown, family)) {
      if (local.isEmpty() || Family.of(local.get()) == Family.of(address)) {
        targets.add(Target.of(host, address, port, privacy));
      }
    }
    if (targets.isEmpty()) {
      throw new CannotCheckException(
          shown + " has no address that can be reached from " + source,
          "Its addresses are of the other family.");
    }
    return new ServerAddresses(targets, local);
  }

  /**
   * The name service, or the start of this process, took all the time: that is the run not
   * finishing. The server has not been asked anything, so nothing may be said of it.
   */
  public static void awaitEnd(Invocation invocation) throws InterruptedException {
    while (!invocation.cancelled().getAsBoolean()) {
      Thread.sleep(10);
    }
    throw new InterruptedException();
  }
}
