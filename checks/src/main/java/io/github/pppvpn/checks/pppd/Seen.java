package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run saw.
 *
 * @param daemons those that are to run
 * @param doubts daemons that do not run, and of which nobody can say whether they are to
 * @param fleet the pppds
 * @param clock when the host booted; nothing if it does not say
 * @param noClock why not; nothing if it does
 * @param restarts by daemon, in the order of {@code daemons}
 * @param bootedWithin whether the host booted within the window
 * @param logs what the logs tell of the window
 * @param rates the comparison with an earlier run; nothing if there is none to compare with
 * @param errors how many errors were added since then; nothing if that is not known
 * @param errorTotals the errors of all runs with the same state; nothing if none is kept
 * @param systemd what systemd says of daemons that do not run, by name
 * @param notes what was left out and why, for {@code -v}
 * @param problems what was left out and somebody should mend
 */
record Seen(
    List<DaemonSeen> daemons,
    List<LogProblem> doubts,
    PppdFleet fleet,
    Optional<BootClock> clock,
    Optional<LogProblem> noClock,
    List<RestartCount> restarts,
    boolean bootedWithin,
    LogFacts logs,
    Optional<Rates> rates,
    Optional<Counters> errors,
    Optional<Counters> errorTotals,
    Map<String, String> systemd,
    List<String> notes,
    List<LogProblem> problems) {}
