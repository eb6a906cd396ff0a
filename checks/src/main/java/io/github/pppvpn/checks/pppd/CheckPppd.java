package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.CommandRunner;
import io.github.pppvpn.host.ProcessRunner;
import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Do the VPN daemons run, and do they stay up? */
public final class CheckPppd implements Check {
  static final String NAME = "check_pppd";

  private final CommandRunner programs;
  private final List<String> journalctl;

  private final boolean anyRoot;

  public CheckPppd() {
    this(new ProcessRunner(), Journal.PLACES, false);
  }

  /**
   * @param programs runs systemctl
   * @param journalctl where journalctl may be
   * @param anyRoot whether systemctl is asked for a root other than the running host too
   */
  CheckPppd(CommandRunner programs, List<String> journalctl, boolean anyRoot) {
    this.programs = programs;
    this.journalctl = journalctl;
    this.anyRoot = anyRoot;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        NAME,
        "PPPD",
        "do the daemons run, and do they stay up?",
        PppdOptions.TABLE,
        PppdMetrics.TABLE,
        List.of(
            "A daemon that is configured and does not run is CRITICAL without any option; all else"
                + " is what the ranges make of it. NAME in a metric is the daemon's program:"
                + " xl2tpd_uptime.",
            "Restarts are counted from systemd's counter, the log and what earlier runs saw: the"
                + " most that one of them tells, so that none counts twice. A reboot is no"
                + " restart. Processor time and interface errors are compared with an earlier run"
                + " (--state-dir); the first run leaves them out.",
            "Processes, memory and interfaces need no privilege, unless /proc hides other users'"
                + " processes (hidepid). Crashes need the right to read the log (on Debian the"
                + " group adm)."),
        List.of(
            new CommandSpec.Example(
                "-w 0 -c 3,crashes=0,pppd_orphans=0",
                "WARNING if a daemon was restarted in the last hour, CRITICAL above 3 restarts, or"
                    + " if anything crashed or a pppd is an orphan"),
            new CommandSpec.Example(
                "--daemon pptpd --daemon xl2tpd=1:1 -i eth0 -w rx_errors=10,NAME_rss=200M",
                "these two must run, xl2tpd once; errors of eth0 count too; memory of each")),
        List.of(PppdMetrics.REQUIRED));
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    return new PppdMeasurement(PppdOptions.of(arguments), programs, journalctl, anyRoot);
  }
}
