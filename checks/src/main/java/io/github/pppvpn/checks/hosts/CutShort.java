package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.Unit;
import java.util.Map;

/**
 * Hosts that were silent for so short a time that it says nothing of them: with all of the run's
 * time they might have answered.
 */
final class CutShort {
  private static final String WORD = "cut short";

  private final Room room;
  private final long wholeNanos;
  private final boolean isCrowded;

  /**
   * @param wholeNanos what a host has that is asked alone
   * @param hosts how many are asked
   */
  CutShort(Room room, long wholeNanos, int hosts) {
    this.room = room;
    this.wholeNanos = wholeNanos;
    this.isCrowded = hosts > room.hosts();
  }

  /** Whether the silence of a host that was given so long means nothing. */
  boolean isTooShort(Asking asking) {
    long given = asking.givenNanos();
    // Where all fit at once, who is begun late is so because this process itself is behind, and may
    // have answered. Time that its name took counts for less: a slow name service must not hide
    // that a host is dead.
    long sinceResolved = wholeNanos - asking.resolvedAfterNanos();
    return given < wholeNanos * 2 / 5 || (!isCrowded && given < sinceResolved * 2 / 3);
  }

  /**
   * What is said of such a host instead, whatever silence gives: that it was not heard to the end.
   *
   * @param name as it is shown
   * @param silent what would be said had it been given all of the time
   */
  Report report(Asking asking, String name, Report silent) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : silent.findings()) {
      text.append(text.length() == 0 ? "" : "; ").append(finding.text());
    }
    if (text.length() == 0) {
      text.append(name).append(" did not answer within ");
      text.append(Unit.SECONDS.text(asking.givenNanos() / 1e9));
    }
    String nextStep = "Give it more time (-t), or fewer hosts.";
    long lacked = wholeNanos - asking.givenNanos();
    if (asking.resolvedAfterNanos() > lacked / 2) {
      text.append("; no more time was left once its name had resolved");
      nextStep = "Look at getent ahosts " + name + " and /etc/resolv.conf on this host.";
    } else if (isCrowded) {
      text.append("; it was given no longer, since at most ");
      text.append(room.hosts()).append(" hosts can be asked at a time");
      nextStep =
          "This process may have "
              + room.files()
              + " files open: let it have more (ulimit -n, LimitNOFILE=), give it more time (-t), or"
              + " fewer hosts.";
    } else {
      text.append("; no more time was left, with so many hosts before it");
    }
    Report.Builder report =
        Report.builder().finding(Finding.unknown(text.toString(), nextStep).inAWord(WORD));
    for (Metric metric : silent.metrics()) {
      report.metric(metric);
    }
    for (Detail detail : silent.details()) {
      report.detail(detail.verbosity(), detail.text());
    }
    for (Map.Entry<String, Object> entry : silent.data().entrySet()) {
      report.data(entry.getKey(), entry.getValue());
    }
    return report.build();
  }
}
