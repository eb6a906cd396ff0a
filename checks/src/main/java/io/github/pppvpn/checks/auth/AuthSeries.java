package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.dialect.Method;
import io.github.pppvpn.log.event.FailureReason;
import io.github.pppvpn.log.event.IkeReason;
import io.github.pppvpn.log.event.NegotiationPhase;
import io.github.pppvpn.plugin.Capped;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.SeriesSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was counted, by the parts that Prometheus tells apart. */
final class AuthSeries {
  private final List<Part> parts = new ArrayList<>();
  private final Tally tally;

  /** A count: what it is with state, what without, and its labels. */
  private record Part(SeriesSpec counter, SeriesSpec window, List<String> labels, long count) {
    String key() {
      StringBuilder key = new StringBuilder(counter.name());
      for (String label : labels) {
        key.append(' ').append(label);
      }
      return key.toString();
    }
  }

  AuthSeries(Tally tally) {
    this.tally = tally;
    for (Method method : Method.values()) {
      for (FailureReason reason : FailureReason.values()) {
        part(
            AuthMetrics.FAILED,
            AuthMetrics.FAILED_NOW,
            tally.failures(method, reason),
            Counts.lowerCase(method.name()),
            Counts.lowerCase(reason.name()));
      }
    }
    part(AuthMetrics.SUCCEEDED, AuthMetrics.SUCCEEDED_NOW, tally.successes);
    part(AuthMetrics.RADIUS_SILENT, AuthMetrics.RADIUS_SILENT_NOW, tally.radiusTimeouts);
    part(AuthMetrics.RADIUS_WRONG, AuthMetrics.RADIUS_WRONG_NOW, tally.radiusErrors);
    for (IkeReason reason : IkeReason.values()) {
      part(
          AuthMetrics.IKE,
          AuthMetrics.IKE_NOW,
          tally.byIkeReason.of(reason),
          Counts.lowerCase(reason.name()));
    }
    for (NegotiationPhase phase : NegotiationPhase.values()) {
      part(
          AuthMetrics.PHASE,
          AuthMetrics.PHASE_NOW,
          tally.phase(phase),
          Counts.lowerCase(phase.name()));
    }
  }

  private void part(SeriesSpec counter, SeriesSpec window, long count, String... labels) {
    parts.add(new Part(counter, window, List.of(labels), count));
  }

  /** The counts of this run, by themselves. */
  void addWindow(Report.Builder report) {
    for (Part part : parts) {
      report.value(part.window(), (double) part.count(), part.labels().toArray(new String[0]));
    }
  }

  /** The counts of all runs. */
  void addTotals(Report.Builder report, Map<String, Long> totals) {
    for (Part part : parts) {
      report.value(
          part.counter(),
          (double) totals.getOrDefault(part.key(), 0L),
          part.labels().toArray(new String[0]));
    }
  }

  /** The worst address and user, and the worst several where the options ask for them. */
  void addParties(Report.Builder report, AuthOptions options, Privacy privacy) {
    report.value(AuthMetrics.WORST_SOURCE, (double) tally.sources.mostFailures());
    report.value(AuthMetrics.WORST_USER, (double) tally.users.mostFailures());
    if (options.perSource() > 0) {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Party source : tally.sources.worst()) {
        if (source.failures > 0) {
          counts.merge(privacy.address(source.name), source.failures, Long::sum);
        }
      }
      Capped.add(report, AuthMetrics.BY_SOURCE, counts, tally.failures, options.perSource());
    }
    if (options.perUser() > 0) {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Party user : tally.users.worst()) {
        if (user.failures > 0) {
          counts.merge(privacy.user(user.name), user.failures, Long::sum);
        }
      }
      Capped.add(report, AuthMetrics.BY_USER, counts, tally.failures, options.perUser());
    }
  }

  /** Adds what this run counted to what runs before it did. */
  void countInto(Map<String, Long> totals) {
    for (Part part : parts) {
      totals.merge(part.key(), part.count(), Long::sum);
    }
  }
}
