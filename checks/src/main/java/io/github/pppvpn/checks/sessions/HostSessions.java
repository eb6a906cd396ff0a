package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.AccelCli;
import io.github.pppvpn.host.Connector;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.pool.AccelPppConf;
import io.github.pppvpn.pool.RefusedConfigException;
import io.github.pppvpn.session.SessionReader;
import io.github.pppvpn.session.Sessions;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a host's sessions, with accel-ppp asked the way its configuration says. */
public final class HostSessions {
  private static final String ACCEL_CONF = "/etc/accel-ppp.conf";

  private HostSessions() {}

  /**
   * Who is connected now.
   *
   * @param connectors how a TCP port of this host is reached; accel-ppp's is asked on the running
   *     host alone, a recorded one has no ports
   */
  public static Sessions read(HostRoot root, Deadline deadline, IntFunction<Connector> connectors) {
    return SessionReader.read(
        root, root.isLive() ? cli(root, deadline, connectors) : Optional.empty());
  }

  private static Optional<AccelCli> cli(
      HostRoot root, Deadline deadline, IntFunction<Connector> connectors) {
    int port = AccelCli.PORT;
    Optional<String> password = Optional.empty();
    try {
      AccelPppConf conf = AccelPppConf.parse(root.text(ACCEL_CONF));
      port = conf.cliPort().orElse(port);
      password = conf.cliPassword();
    } catch (NotVisibleException | RefusedConfigException e) {
      // It may run with another file, on the usual port.
      port = AccelCli.PORT;
    }
    return Optional.of(
        new AccelCli(connectors.apply(port), password, deadline.before(0)::remainingNanos));
  }
}
