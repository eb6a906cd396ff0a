package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a report against the ranges of the run: the only place where a number becomes a state. */
final class Judge {
  private final Thresholds thresholds;
  private final List<Finding> problems = new ArrayList<>();
  private final List<JudgedMetric> judged = new ArrayList<>();
  private final List<Detail> judgements = new ArrayList<>();

  private Judge(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  static Verdict judge(Report report, Thresholds thresholds) {
    return new Judge(thresholds).verdict(report);
  }

  private Verdict verdict(Report report) {
    State state = State.OK;
    for (Finding finding : report.findings()) {
      if (finding.state() != State.OK) {
        problems.add(finding);
      }
      state = state.worse(finding.state());
    }
    for (Metric metric : report.metrics()) {
      JudgedMetric result = judge(metric);
      judged.add(result);
      state = state.worse(result.state());
    }
    if (state == State.OK) {
      state = judgeAbsent(report);
    }
    return new Verdict(
        state,
        summary(state, report),
        judged,
        details(state, report),
        report.data(),
        report.values());
  }

  private JudgedMetric judge(Metric metric) {
    Optional<Range> warning = thresholds.warning(metric);
    Optional<Range> critical = thresholds.critical(metric);
    State state = State.OK;
    if (critical.isPresent() && critical.get().alerts(metric.value())) {
      state = State.CRITICAL;
    } else if (warning.isPresent() && warning.get().alerts(metric.value())) {
      state = State.WARNING;
    }
    if (state != State.OK) {
      Range range = state == State.CRITICAL ? critical.get() : warning.get();
      problems.add(new Finding(state, complaint(metric, range), ""));
    }
    judgements.add(
        new Detail(
            Detail.JUDGED,
            metric.label()
                + ": "
                + metric.spec().unit().text(metric.value())
                + " is "
                + state
                + shown(", warning ", warning)
                + shown(", critical ", critical)));
    return new JudgedMetric(metric, warning, critical, state);
  }

  private static String shown(String prefix, Optional<Range> range) {
    return range.isPresent() ? prefix + range.get().shortest() : "";
  }

  private static String complaint(Metric metric, Range range) {
    return metric.label() + " is " + range.complaint(metric.value(), metric.spec().unit());
  }

  /** A range on something that was not measured must not read as OK. */
  private State judgeAbsent(Report report) {
    for (String label : thresholds.labels()) {
      if (report.valueless().contains(label)) {
        judgements.add(new Detail(Detail.JUDGED, label + ": has no value now, which is OK"));
      } else if (!isMeasured(label, report.metrics())) {
        problems.add(unmeasured(label, report));
      }
    }
    return problems.isEmpty() ? State.OK : State.UNKNOWN;
  }

  private static Finding unmeasured(String label, Report report) {
    String text = label + " has a range but was not measured";
    for (Report.Missing missing : report.missing()) {
      if (missing.spec().matches(label)) {
        return Finding.unknown(text + ": " + missing.why(), missing.nextStep());
      }
    }
    return Finding.unknown(
        text, "--help says what " + label + " needs, an option perhaps; or leave out the range.");
  }

  private static boolean isMeasured(String label, List<Metric> metrics) {
    for (Metric metric : metrics) {
      if (metric.label().equals(label)
          || (metric.spec().family() && metric.spec().name().equals(label))) {
        return true;
      }
    }
    return false;
  }

  private String summary(State state, Report report) {
    StringBuilder text = new StringBuilder();
    for (Finding problem : problems) {
      if (problem.state() == state) {
        text.append(text.length() == 0 ? "" : "; ").append(problem.text());
      }
    }
    if (!report.summary().isEmpty()) {
      text.append(text.length() == 0 ? "" : " - ").append(report.summary());
    }
    return text.toString();
  }

  /** The worst findings' next steps, then the milder findings, then the check's own lines. */
  private List<Detail> details(State worst, Report report) {
    List<Detail> details = new ArrayList<>();
    for (State state : new State[] {State.CRITICAL, State.WARNING, State.UNKNOWN}) {
      for (Finding problem : problems) {
        if (problem.state() == state) {
          addLines(problem, worst, details);
        }
      }
    }
    details.addAll(report.details());
    details.addAll(judgements);
    return details;
  }

  private static void addLines(Finding problem, State worst, List<Detail> details) {
    if (problem.state() != worst) {
      details.add(new Detail(Detail.ALWAYS, problem.state() + ": " + problem.text()));
    }
    Detail next = new Detail(Detail.ALWAYS, problem.nextStep());
    if (!problem.nextStep().isEmpty() && !details.contains(next)) {
      details.add(next);
    }
  }
}
