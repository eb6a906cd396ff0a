package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Is the PPTP control channel really answering? */
public final class CheckPptpTcp1723 implements Check {

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "check_pptp_tcp1723",
        "PPTP",
        "is the PPTP control channel really answering?",
        PptpOptions.TABLE,
        PptpMetrics.TABLE,
        List.of(
            "Connects, sends a Start-Control-Connection-Request, reads the reply, and ends with a"
                + " Stop-Control-Connection-Request, so that pptpd logs nothing but start and"
                + " finish. For a moment it occupies one of pptpd's slots. Every failure to answer"
                + " is CRITICAL; a slow answer is what the ranges make of it.",
            "It needs no privilege. It says nothing of GRE, which PPTP needs as well.",
            HostChoice.NOTE),
        List.of(
            new CommandSpec.Example(
                "-H vpn.example.org -w 1 -c 5",
                "CRITICAL if there is no right answer or it takes more than 5 s, WARNING above 1 s"),
            new CommandSpec.Example(
                "-H 192.0.2.1 --echo -w time=500ms,echo_time=200ms -t 5:CRITICAL",
                "an Echo round trip as well; a run that cannot finish in 5 s is CRITICAL"),
            new CommandSpec.Example(
                "--hosts-file /etc/nagios/gateways -w 1,gw7.example.org_time=3 --host-perfdata all",
                "hundreds of gateways in one run, WARNING if any takes more than 1 s, gw7 3 s")));
  }

  @Override
  public List<MetricSpec> metrics(Arguments arguments) {
    return HostChoice.metrics(arguments, PptpMetrics.SINGLE, PptpMetrics.TABLE);
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    PptpOptions options = PptpOptions.of(arguments);
    return HostChoice.isMany(arguments)
        ? new ManyPptpMeasurement(options, HostChoice.of(arguments, PptpOptions.PORT))
        : new PptpMeasurement(options);
  }
}
