package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.checks.hosts.HostsMeasuring;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;

/** Asks many hosts at once. */
record ManyPptpMeasurement(PptpOptions options, HostChoice choice) implements Check.Measurement {

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    return new HostsMeasuring(
            choice, options.family(), options.source(), PptpMetrics.HOSTS, PptpMetrics.SINGLE, 1)
        .measure(
            Report.builder(),
            (host, server, share) -> new PptpHostProbe(options.of(host), server, share),
            invocation);
  }
}
