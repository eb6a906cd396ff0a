package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Is the L2TP daemon answering? */
public final class CheckL2tpUdp1701 implements Check {
  private final Randomness randomness;

  /** With the system's randomness. */
  public CheckL2tpUdp1701() {
    this(Randomness.SYSTEM);
  }

  CheckL2tpUdp1701(Randomness randomness) {
    this.randomness = randomness;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "check_l2tp_udp1701",
        "L2TP-CONTROL",
        "is the L2TP daemon answering?",
        L2tpOptions.TABLE,
        L2tpMetrics.TABLE,
        List.of(
            "Sends an SCCRQ (RFC 2661), reads the SCCRP, and ends with a StopCCN whose"
                + " acknowledgment it waits for, so that xl2tpd logs one info line and keeps no"
                + " tunnel. No session is opened and nobody logs in. Every failure to answer is"
                + " CRITICAL, silence what --no-answer says; a slow answer is what the ranges make"
                + " of it.",
            "A server that speaks L2TP only inside IPsec is silent outside of it: --no-answer OK"
                + " then, and watch IKE.",
            "The check calls itself "
                + TunnelSession.HOST_NAME
                + "; the server looks the tunnel secret up by that name. The secret file holds the"
                + " secret alone, in one line; every user of this host being able to read it is a"
                + " WARNING. With --secret-file the server has to prove that it knows the secret,"
                + " with --establish this check does so too.",
            "It needs no privilege. It says nothing of the sessions inside of a tunnel.",
            HostChoice.NOTE),
        List.of(
            new CommandSpec.Example(
                "-H vpn.example.org -w 1 -c 5",
                "CRITICAL if there is no right answer or it takes more than 5 s, WARNING above 1 s"),
            new CommandSpec.Example(
                "-H 192.0.2.1 --establish --secret-file /etc/nagios/l2tp-secret",
                "the whole tunnel, both ends proving the secret"),
            new CommandSpec.Example(
                "-H 192.0.2.1 --no-answer OK", "a server behind IPsec, which must not be refused"),
            new CommandSpec.Example(
                "--hosts-file /etc/nagios/gateways -w 1,gw7.example.org_time=3 --host-perfdata all",
                "hundreds of gateways in one run, WARNING if any takes more than 1 s, gw7 3 s")));
  }

  @Override
  public List<MetricSpec> metrics(Arguments arguments) {
    return HostChoice.metrics(arguments, L2tpMetrics.SINGLE, L2tpMetrics.TABLE);
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    L2tpOptions options = L2tpOptions.of(arguments);
    return HostChoice.isMany(arguments)
        ? new ManyL2tpMeasurement(options, HostChoice.of(arguments, L2tpOptions.PORT), randomness)
        : new L2tpMeasurement(options, randomness);
  }
}
