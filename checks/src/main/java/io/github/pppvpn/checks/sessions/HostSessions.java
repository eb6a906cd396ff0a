package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.AccelCli;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.pool.AccelPppConf;
import io.github.pppvpn.pool.RefusedConfigException;
import io.github.pppvpn.session.SessionReader;
import io.github.pppvpn.session.Sessions;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads a host's sessions, with accel-ppp asked the way its configuration says. */
public final class HostSessions {
  private static final String ACCEL_CONF = "/etc/accel-ppp.conf";

  private HostSessions() {}

  /** Who is connected now; accel-ppp is asked where it runs. */
  public static Sessions read(HostRoot root, Deadline deadline, Ports ports) {
    int port = AccelCli.PORT;
    Optional<String> password = Optional.empty();
    try {
      AccelPppConf conf = AccelPppConf.read(root, ACCEL_CONF);
      port = conf.cliPort().orElse(port);
      password = conf.cliPassword();
    } catch (NotVisibleException | RefusedConfigException e) {
      // It may run with another file, on the usual port.
      port = AccelCli.PORT;
    }
    AccelCli cli = new AccelCli(ports.to(root, port), password, new Remaining(deadline));
    return SessionReader.read(root, Optional.of(cli));
  }

  private record Remaining(Deadline deadline) implements LongSupplier {
    @Override
    public long getAsLong() {
      return deadline.remainingNanos();
    }
  }
}
