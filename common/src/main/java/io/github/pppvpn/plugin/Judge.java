package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a report against the ranges of the run: the only place where a number becomes a state. */
final class Judge {
  private final Thresholds thresholds;
  private final List<Finding> problems = new ArrayList<>();
  private final List<JudgedMetric> judged = new ArrayList<>();
  private final List<Detail> judgements = new ArrayList<>();

  Judge(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  static Verdict judge(Report report, Thresholds thresholds) {
    return new Judge(thresholds).verdict(report);
  }

  Verdict verdict(Report report) {
    Optional<PartsJudge> parts = Optional.empty();
    State state = State.OK;
    if (report.parts().isPresent()) {
      PartsJudge several = new PartsJudge(report.parts().get(), report.metrics(), thresholds);
      judged.addAll(several.worst());
      state = several.state();
      parts = Optional.of(several);
    }
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
      state = judgeAbsent(report, parts);
    }
    return parts.isPresent()
        ? verdict(state, report, parts.get())
        : new Verdict(
            state,
            summary(state, report, ""),
            judged,
            details(state, report, List.of()),
            report.data(),
            report.values(),
            Optional.empty());
  }

  private Verdict verdict(State state, Report report, PartsJudge parts) {
    JudgedParts several = parts.judged();
    PartsText text = new PartsText(several);
    Map<String, Object> data = new LinkedHashMap<>(report.data());
    data.put(several.asked().noun(), parts.data());
    return new Verdict(
        state,
        summary(state, report, text.summary()),
        judged,
        details(state, report, text.lines()),
        data,
        report.values(),
        Optional.of(several));
  }

  /** The worst that was found, in a word or two; empty if there is none for it. */
  String word(State state) {
    for (Finding problem : problems) {
      if (problem.state() == state) {
        return problem.word();
      }
    }
    return "";
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
      problems.add(new Finding(state, complaint(metric, range), "", word(metric)));
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

  private static String word(Metric metric) {
    return metric.label() + " " + metric.spec().unit().text(metric.value());
  }

  private static String complaint(Metric metric, Range range) {
    return metric.label() + " is " + range.complaint(metric.value(), metric.spec().unit());
  }

  /** A range on something that was not measured must not read as OK. */
  private State judgeAbsent(Report report, Optional<PartsJudge> parts) {
    Map<Unmeasured, List<String>> unmeasured = new LinkedHashMap<>();
    for (String label : thresholds.labels()) {
      if (parts.isPresent() && parts.get().speaksOf(label)) {
        // Each has been judged by it, or for the want of it.
        continue;
      }
      if (report.valueless().contains(label)) {
        judgements.add(new Detail(Detail.JUDGED, label + ": has no value now, which is OK"));
      } else if (!isMeasured(label, report.metrics())) {
        Unmeasured why = unmeasured(label, report);
        unmeasured.computeIfAbsent(why, reason -> new ArrayList<>()).add(label);
      }
    }
    unmeasured.forEach((why, labels) -> problems.add(why.finding(labels)));
    return problems.isEmpty() ? State.OK : State.UNKNOWN;
  }

  private static Unmeasured unmeasured(String label, Report report) {
    for (Report.Missing missing : report.missing()) {
      if (missing.spec().matches(label)) {
        return new Unmeasured(": " + missing.why(), missing.nextStep());
      }
    }
    return new Unmeasured(
        "", "--help says what " + label + " needs, an option perhaps; or leave out the range.");
  }

  /** Why there is no value, and what to do about it. */
  private record Unmeasured(String why, String nextStep) {
    Finding finding(List<String> labels) {
      String has = labels.size() == 1 ? " has a range but was" : " have ranges but were";
      String listed = String.join(", ", labels);
      return Finding.unknown(listed + has + " not measured" + why, nextStep)
          .inAWord("no " + listed);
    }
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

  /**
   * @param several what is to be complained of the parts
   */
  private String summary(State state, Report report, String several) {
    StringBuilder text = new StringBuilder();
    for (Finding problem : problems) {
      if (problem.state() == state) {
        text.append(text.length() == 0 ? "" : "; ").append(problem.text());
      }
    }
    if (!several.isEmpty()) {
      text.append(text.length() == 0 ? "" : "; ").append(several);
    }
    if (!report.summary().isEmpty()) {
      text.append(text.length() == 0 ? "" : " - ").append(report.summary());
    }
    return text.toString();
  }

  /** The worst findings' next steps, then the milder findings, then the check's own lines. */
  private List<Detail> details(State worst, Report report, List<Detail> several) {
    List<Detail> details = new ArrayList<>();
    for (State state : new State[] {State.CRITICAL, State.WARNING, State.UNKNOWN}) {
      for (Finding problem : problems) {
        if (problem.state() == state) {
          addLines(problem, worst, details);
        }
      }
    }
    boolean alone = several.isEmpty();
    // What always is told of the whole run comes before a long list of parts, which could be cut.
    for (Detail detail : report.details()) {
      if (alone || detail.verbosity() == Detail.ALWAYS) {
        details.add(detail);
      }
    }
    details.addAll(several);
    for (Detail detail : report.details()) {
      if (!alone && detail.verbosity() != Detail.ALWAYS) {
        details.add(detail);
      }
    }
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
