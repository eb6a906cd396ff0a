package io.github.pppvpn.checks.gre;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Does GRE pass, both ways, how well and how large? */
public final class CheckGreProbe implements Check {

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "check_gre_probe",
        "GRE",
        "does GRE (IP protocol 47) pass between here and a PPTP server, both ways?",
        GreOptions.TABLE,
        GreMetrics.TABLE,
        List.of(
            "Opens a call over TCP 1723, negotiates LCP inside of GRE, sends echoes, and ends with"
                + " an LCP Terminate-Request and a Call-Clear-Request. It never authenticates: the"
                + " server logs a connection that starts and ends, and no failed login. For some"
                + " seconds it occupies a slot and an address of the server. IPv4 only, as PPTP's"
                + " GRE is.",
            "GRE that does not pass, or passes one way only, is CRITICAL without any range; so is a"
                + " control channel that is down. It needs the capability CAP_NET_RAW. It refuses"
                + " to run where this host has a live PPTP session with the server, which it could"
                + " end. --passive and --capture need libpcap (package libpcap0.8)."),
        List.of(
            new CommandSpec.Example(
                "-H vpn.example.org", "five echoes; WARNING above 20 % loss, CRITICAL above 60 %"),
            new CommandSpec.Example(
                "-H vpn.example.org --path-mtu -w path_mtu=1400: -c rta=500ms",
                "WARNING if packets of 1400 bytes do not pass, CRITICAL above half a second"),
            new CommandSpec.Example(
                "--passive -i eth0 --duration 5s",
                "on the server: whether its clients' GRE is seen both ways")),
        List.of(GreMetrics.PATH));
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    GreOptions options = GreOptions.of(arguments);
    return options.passive() ? new PassiveMeasurement(options) : new GreMeasurement(options);
  }
}
