package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host's addresses one after the other: the first that answers is the server. */
final class AddressesInTurn {
  private final L2tpOptions options;
  private final TunnelSessions sessions;
  private final List<Target> targets;
  private final Invocation invocation;
  private final L2tpReport report;
  private final List<ProbeResult> results = new ArrayList<>();
  private Optional<CannotCheckException> unasked = Optional.empty();
  private boolean answered;
  private int next;

  AddressesInTurn(
      L2tpOptions options,
      TunnelSessions sessions,
      List<Target> targets,
      Invocation invocation,
      L2tpReport report) {
    this.options = options;
    this.sessions = sessions;
    this.targets = targets;
    this.invocation = invocation;
    this.report = report;
  }

  boolean hasNext() {
    return !answered && next < targets.size();
  }

  Target next() {
    return targets.get(next++);
  }

  /** What to say to the one that {@link #next} gave. */
  Exchange exchange() throws CannotCheckException {
    Deadline deadline = invocation.deadline();
    Deadline share = deadline.orWithin(deadline.remainingNanos() / (targets.size() - next + 1));
    WireLog wire = new WireLog(invocation.verbosity() >= 3);
    return new Exchange(
        options, targets.get(next - 1), invocation, share, sessions.next(invocation, wire), wire);
  }

  /** What that one gave. */
  void take(ProbeResult result) {
    results.add(result);
    answered = result.isAnswered();
  }

  /** That one could not be asked, through no fault of its own. */
  void unasked(CannotCheckException e) {
    unasked = unasked.or(() -> Optional.of(e));
    report.unasked(e.getMessage());
  }

  /** Whether the server, or the place where one could be, was left for want of time. */
  boolean isOutOfTime() {
    for (ProbeResult result : results) {
      if (result.isOutOfTime() && (!answered || result.isAnswered())) {
        return true;
      }
    }
    return false;
  }

  /**
   * What all gave.
   *
   * @throws CannotCheckException if none could be asked
   */
  Report report() throws CannotCheckException {
    if (results.isEmpty()) {
      throw unasked.orElseThrow();
    }
    return report.build(results);
  }
}
