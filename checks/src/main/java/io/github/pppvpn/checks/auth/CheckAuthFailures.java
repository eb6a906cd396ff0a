package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Is someone failing to log in, or trying to break in? */
public final class CheckAuthFailures implements Check {
  static final String NAME = "check_auth_failures";

  private final List<String> journalctl;

  public CheckAuthFailures() {
    this(Journal.PLACES);
  }

  /**
   * @param journalctl where it may be
   */
  CheckAuthFailures(List<String> journalctl) {
    this.journalctl = journalctl;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        NAME,
        "AUTH",
        "is someone failing to log in, or trying to break in?",
        AuthOptions.TABLE,
        AuthMetrics.TABLE,
        List.of(
            "Reads what pppd, pptpd, xl2tpd, accel-ppp, FreeRADIUS, strongSwan, Libreswan and"
                + " SoftEther logged. One login attempt is one failure, however many lines and"
                + " files it is in; this host's own outgoing calls do not count. A login that"
                + " failed because RADIUS did not answer is a failure too, and told apart in the"
                + " text.",
            "The same window gives the same result to whoever asks and however often. With"
                + " --since-last a run counts what came since the last one that could store its"
                + " place; a log that is new to the key counts from that run's time on.",
            "It needs to read the logs: on Debian the group adm, for the journal adm or"
                + " systemd-journal. A log that may not be read is UNKNOWN, never OK."),
        List.of(
            new CommandSpec.Example(
                "-w 10 -c 50,source_failures=30",
                "WARNING above 10 failed logins in the worst minute of the last 5, CRITICAL above"
                    + " 50, or above 30 from one address"),
            new CommandSpec.Example(
                "--window 1h --until \"2026-11-21 03:00\" -v",
                "what happened in the hour before 3 o'clock that night"),
            new CommandSpec.Example(
                "--since-last vpn1 -c failures=100,users_per_source=20",
                "what is new since the last run of this service")));
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    return new AuthMeasurement(AuthOptions.of(arguments), journalctl);
  }
}
