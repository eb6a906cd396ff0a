package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.util.Optional;

/** Resolves the host and asks its addresses in turn, until one answers. */
record L2tpMeasurement(L2tpOptions options, Randomness randomness) implements Check.Measurement {

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    Optional<SecretFile> secret = secret(options, invocation);
    ServerAddresses server =
        ServerAddresses.of(
            options.host(), options.port(), options.family(), options.source(), invocation);
    TunnelSessions sessions = new TunnelSessions(options.establish(), secret, randomness);
    L2tpReport report = new L2tpReport(options, secret, true, invocation);
    AddressesInTurn turn =
        new AddressesInTurn(options, sessions, server.targets(), invocation, report);
    while (turn.hasNext()) {
      Target target = turn.next();
      Exchange exchange = turn.exchange();
      try {
        turn.take(new AddressProbe(target, server.source(), invocation, exchange).run());
      } catch (CannotCheckException e) {
        turn.unasked(e);
      }
    }
    return turn.report();
  }

  /** The tunnel's secret, if there is one. */
  static Optional<SecretFile> secret(L2tpOptions options, Invocation invocation)
      throws CannotCheckException {
    if (options.secretFile().isEmpty()) {
      return Optional.empty();
    }
    invocation.phase().accept("reading the secret file " + options.secretFile());
    return Optional.of(SecretFile.read(options.secretFile()));
  }
}
