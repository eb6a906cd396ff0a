package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host's addresses one after the other: the first that accepts a connection is the server. */
final class AddressesInTurn {
  private final List<Target> targets;
  private final Deadline deadline;
  private final PptpReport report;
  private final List<ProbeResult> unconnected = new ArrayList<>();
  private Optional<ProbeResult> connected = Optional.empty();
  private Optional<CannotCheckException> unasked = Optional.empty();
  private int next;

  AddressesInTurn(PptpOptions options, List<Target> targets, Invocation invocation) {
    this.targets = targets;
    this.deadline = invocation.deadline();
    this.report = new PptpReport(options, invocation);
  }

  boolean hasNext() {
    return connected.isEmpty() && next < targets.size();
  }

  Target next() {
    return targets.get(next++);
  }

  /** Until when the one that {@link #next} gave may take to accept a connection. */
  Deadline share() {
    return deadline.orWithin(deadline.remainingNanos() / (targets.size() - next + 1));
  }

  /** What that one gave. */
  void take(ProbeResult result) {
    if (result.isConnected()) {
      connected = Optional.of(result);
    } else {
      unconnected.add(result);
    }
  }

  /** That one could not be asked, through no fault of its own. */
  void unasked(CannotCheckException e) {
    unasked = unasked.or(() -> Optional.of(e));
    report.unasked(e.getMessage());
  }

  /** Whether the server, or the place where one could be, was left for want of time. */
  boolean isOutOfTime() {
    if (connected.isPresent()) {
      return connected.get().isOutOfTime();
    }
    for (ProbeResult result : unconnected) {
      if (result.isOutOfTime()) {
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
    if (connected.isPresent()) {
      report.passedOver(unconnected);
      return report.build(List.of(connected.get()));
    }
    if (unasked.isPresent() && unconnected.isEmpty()) {
      throw unasked.get();
    }
    return report.build(unconnected);
  }
}
