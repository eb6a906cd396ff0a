package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.checks.hosts.HostsMeasuring;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.util.Optional;

/** Asks many hosts at once, all with the same secret if there is one. */
record ManyL2tpMeasurement(L2tpOptions options, HostChoice choice, Randomness randomness)
    implements Check.Measurement {
  /** See {@link L2tpTalk}. */
  private static final int SOCKETS_EACH = 2;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    Optional<SecretFile> secret = L2tpMeasurement.secret(options, invocation);
    TunnelSessions sessions =
        new TunnelSessions(options.establish(), secret, new RandomBlocks(randomness));
    Report.Builder report = Report.builder();
    // Once, and not of each host.
    SecretFile.tellExposed(secret, options.secretFile(), report);
    return new HostsMeasuring(
            choice,
            options.family(),
            options.source(),
            L2tpMetrics.HOSTS,
            L2tpMetrics.SINGLE,
            SOCKETS_EACH)
        .measure(
            report,
            (host, server, share) ->
                new L2tpHostProbe(
                    new AddressesInTurn(
                        options,
                        sessions,
                        server.targets(),
                        share,
                        new L2tpReport(options, secret, false, invocation)),
                    server.source()),
            invocation);
  }
}
