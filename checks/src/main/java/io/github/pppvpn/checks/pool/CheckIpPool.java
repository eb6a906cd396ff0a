package io.github.pppvpn.checks.pool;

import io.github.pppvpn.checks.sessions.Ports;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Will the next user get an address? */
public final class CheckIpPool implements Check {
  static final String NAME = "check_ip_pool";

  private final Ports ports;

  /** The command as it is installed. */
  public CheckIpPool() {
    this(Ports.OF_HOST);
  }

  /** A command that reaches the ports of its host in another way. */
  CheckIpPool(Ports ports) {
    this.ports = ports;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        NAME,
        "POOL",
        "will the next user get an address?",
        PoolOptions.TABLE,
        PoolMetrics.TABLE,
        List.of(
            "Reads pptpd.conf, xl2tpd.conf and accel-ppp.conf as those daemons read them, and"
                + " counts what is taken of each pool: addresses that sessions have or that are kept"
                + " for calls, and pptpd's slots, whichever is more. A full pool shows nowhere else:"
                + " pptpd drops or hangs the next client and mostly logs nothing, xl2tpd logs at debug"
                + " level only. A configuration that its daemon refuses is CRITICAL.",
            "A conflict is an address that several sessions have, or one outside every pool: a static"
                + " one of chap-secrets or RADIUS, or a session that has outlived a change of the"
                + " configuration. It has no range by default.",
            "It needs to read those files and to see other users' processes: with /proc mounted"
                + " hidepid it has to run as root or in the group that the mount names (gid=).",
            "time_to_full comes from the growth of the last hour. That is kept in the state folder if"
                + " there is one that this user may write, else the metric is left out; so it is"
                + " before five minutes have been seen and after a reboot, when a range on it is"
                + " UNKNOWN. While nothing grows it has no value, and no range alerts on it."),
        List.of(
            new CommandSpec.Example(
                "", "WARNING above 80 % of any pool of this host's daemons, CRITICAL above 90 %"),
            new CommandSpec.Example(
                "--pool staff=10.8.0.10-99 --pool guests=10.9.0.0/24 -c 95 -w conflicts=0",
                "pools that RADIUS hands out, and WARNING for an address used twice or outside"
                    + " them")));
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    return new PoolMeasurement(PoolOptions.of(arguments), ports);
  }
}
