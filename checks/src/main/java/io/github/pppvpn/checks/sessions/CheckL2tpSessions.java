package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** Who is connected? */
public final class CheckL2tpSessions implements Check {
  static final String NAME = "check_l2tp_sessions";

  private final Ports ports;
  private final List<String> journalctl;

  /** The command as it is installed. */
  public CheckL2tpSessions() {
    this(Ports.OF_HOST, Journal.PLACES);
  }

  /**
   * A command that reaches its host in another way.
   *
   * @param journalctl where journalctl may be
   */
  CheckL2tpSessions(Ports ports, List<String> journalctl) {
    this.ports = ports;
    this.journalctl = journalctl;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        NAME,
        "L2TP",
        "who is connected?",
        SessionOptions.TABLE,
        SessionMetrics.TABLE,
        List.of(
            "Puts the sessions together from the kernel's L2TP, the PPP interfaces, pppd's command"
                + " lines, pid files and database, pptpd's children and accel-ppp's command line"
                + " interface. A session is a client of this server whose PPP link is up; clients that"
                + " dial out from this host, PPPoE, and calls that have not logged in are none. It"
                + " is no error that nobody is connected: -w 1: says otherwise.",
            "mismatch counts what one source shows and another does not, each with its likely cause:"
                + " a killed pppd, a session that has outlived its daemon, a call that was never"
                + " cleared.",
            "It needs no privilege, but to see other users' processes: with /proc mounted hidepid it"
                + " has to run as root or in the group that the mount names (gid=). Peers of L2TP behind"
                + " \"pass peer = no\" are shown to root only.",
            "opened and closed are what the log says since the last run (pppd's lines, with those of"
                + " pptpd and xl2tpd that tell whose they are), so a session that came and went"
                + " between two runs counts, and what comparing with the last run shows beside that:"
                + " a killed pppd, accel-ppp, a log that this user may not read. -v names the source,"
                + " and how long the sessions that went had lasted.",
            "opened, closed and deviation need earlier runs, which the state folder keeps if"
                + " there is one that this user may write; without it they are left out, and rx_bytes"
                + " and tx_bytes are those of the present sessions alone instead of a counter that"
                + " only grows. Rates are of the last 30 seconds at least. After a reboot they start"
                + " anew. deviation knows the usual count after a week; hours are of UTC. A range on what"
                + " is left out is UNKNOWN."),
        List.of(
            new CommandSpec.Example(
                "-w 400 -c 500", "WARNING above 400 L2TP sessions, CRITICAL above 500"),
            new CommandSpec.Example(
                "--protocol all --per-user 2 -w closed=20,mismatch=0",
                "L2TP and PPTP; CRITICAL if a user holds three sessions, WARNING if more than 20 a"
                    + " minute are lost or the sources contradict each other")));
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    return new SessionMeasurement(SessionOptions.of(arguments), ports, journalctl);
  }
}
