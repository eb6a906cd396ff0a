package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private static final MetricSpec TIME = MetricSpec.of("time", Unit.SECONDS, "");
  private static final MetricSpec LOSS = MetricSpec.of("loss", Unit.PERCENT, "");
  private static final MetricSpec USED = MetricSpec.family("POOL", "_used", Unit.NONE, "");
  private static final List<MetricSpec> SPECS = List.of(TIME, LOSS, USED);

  @ParameterizedTest
  @CsvSource({
    "0.1, 1,     2,     OK",
    "1,   1,     2,     OK",
    "1.5, 1,     2,     WARNING",
    "2,   1,     2,     WARNING",
    "2.1, 1,     2,     CRITICAL",
    "2.1, 1,     1,     CRITICAL",
    "0.5, @0:1,  @0:1,  CRITICAL",
    "5,   1:,    ~:4,   CRITICAL",
  })
  void criticalIsJudgedBeforeWarning(double value, String warning, String critical, State state)
      throws UsageException {
    Report report = Report.builder().metric(Metric.of(TIME, value)).build();
    Verdict verdict = judge(report, warning, critical);
    assertEquals(state, verdict.state());
    assertEquals(state, verdict.metrics().get(0).state());
  }

  @Test
  void nothingFoundAndNothingMeasuredIsOk() throws UsageException {
    Verdict verdict = judge(Report.builder().summary("idle").build(), "", "");
    assertEquals(new Verdict(State.OK, "idle", List.of(), List.of(), Map.of()), verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, OK, OK",
    "OK, UNKNOWN, UNKNOWN",
    "UNKNOWN, WARNING, WARNING",
    "WARNING, CRITICAL, CRITICAL",
    "CRITICAL, UNKNOWN, CRITICAL",
  })
  void worstFindingCounts(State one, State other, State worst) throws UsageException {
    Report report =
        Report.builder()
            .finding(new Finding(one, "one", ""))
            .finding(new Finding(other, "other", ""))
            .build();
    assertEquals(worst, judge(report, "", "").state());
  }

  /** What has no value now, because there is none, is neither left nor unknown. */
  @Test
  void aRangeOnWhatHasNoValueIsOk() throws UsageException {
    Report report = Report.builder().summary("idle").noValue("time").build();
    Verdict verdict = judge(report, "time=1:", "time=2:");
    assertEquals(State.OK, verdict.state());
    assertEquals("idle", verdict.summary());
    assertEquals(List.of(), verdict.metrics());
    assertEquals(List.of("2 time: has no value now, which is OK"), lines(verdict));
    assertEquals(State.UNKNOWN, judge(report, "time=1:,loss=2", "").state());
  }

  @Test
  void metricMayBeWorseThanTheFindings() throws UsageException {
    Report report =
        Report.builder()
            .summary("4 of 5 answered")
            .finding(Finding.warning("one path is slow", "Look at the slow path."))
            .metric(Metric.of(LOSS, 20))
            .build();
    Verdict verdict = judge(report, "", "loss=10");
    assertEquals(State.CRITICAL, verdict.state());
    assertEquals("loss is 20%, above 10% - 4 of 5 answered", verdict.summary());
    assertEquals(
        List.of(
            "0 WARNING: one path is slow",
            "0 Look at the slow path.",
            "2 loss: 20% is CRITICAL" + ", critical 10"),
        lines(verdict));
  }

  @Test
  void summaryNamesEveryWorstProblemFindingsFirst() throws UsageException {
    Report report =
        Report.builder()
            .summary("192.0.2.1")
            .metric(Metric.of(TIME, 0.25))
            .metric(Metric.of(LOSS, 20))
            .metric(new Metric("a_used", USED, 1))
            .finding(Finding.warning("odd vendor", ""))
            .finding(Finding.warning("old version", ""))
            .build();
    Verdict verdict = judge(report, "200ms,loss=10,POOL_used=2:", "");
    assertEquals(State.WARNING, verdict.state());
    assertEquals(
        "odd vendor; old version; time is 250 ms, above 200 ms; loss is 20%, above 10%;"
            + " a_used is 1, below 2 - 192.0.2.1",
        verdict.summary());
  }

  @Test
  void detailsAreTheWorstFirstThenTheChecksOwnThenTheJudgements() throws UsageException {
    Report report =
        Report.builder()
            .detail(Detail.ALWAYS, "from the check")
            .detail(Detail.LOOKED_AT, "looked at")
            .finding(Finding.unknown("unreadable", "Grant it."))
            .finding(new Finding(State.OK, "fine", "never shown"))
            .finding(Finding.critical("down", "Start it."))
            .finding(Finding.warning("late", ""))
            .finding(Finding.critical("down too", "Start it."))
            .metric(Metric.of(TIME, 1))
            .build();
    Verdict verdict = judge(report, "5", "9");
    assertEquals("down; down too", verdict.summary());
    assertEquals(
        List.of(
            "0 Start it.",
            "0 WARNING: late",
            "0 UNKNOWN: unreadable",
            "0 Grant it.",
            "0 from the check",
            "1 looked at",
            "2 time: 1 s is OK, warning 5, critical 9"),
        lines(verdict));
  }

  @Test
  void metricsKeepTheirOrderAndShowTheirRanges() throws UsageException {
    Metric loss = Metric.of(LOSS, 0);
    Metric time = Metric.of(TIME, 7);
    Verdict verdict = judge(Report.builder().metric(loss).metric(time).build(), "5,loss=1", "9");
    Thresholds thresholds = Thresholds.parse(SPECS, List.of("5,loss=1"), List.of("9"));
    assertEquals(
        List.of(
            new JudgedMetric(loss, thresholds.warning(loss), thresholds.critical(loss), State.OK),
            new JudgedMetric(
                time, thresholds.warning(time), thresholds.critical(time), State.WARNING)),
        verdict.metrics());
  }

  @Test
  void saysWhyItWasNotMeasured() throws UsageException {
    Report report =
        Report.builder()
            .summary("fine")
            .metric(Metric.of(TIME, 1))
            .missing(LOSS, "the state folder /x does not exist", "mkdir -p /x")
            .missing(LOSS, "another reason", "")
            .build();
    assertEquals(State.OK, judge(report, "5", "9").state());
    Verdict verdict = judge(report, "5,loss=1", "9");
    assertEquals(State.UNKNOWN, verdict.state());
    assertEquals(
        "loss has a range but was not measured: the state folder /x does not exist - fine",
        verdict.summary());
    assertEquals("0 mkdir -p /x", lines(verdict).get(0));
  }

  @Test
  void rangeOnSomethingNotMeasuredIsUnknown() throws UsageException {
    Report report = Report.builder().summary("fine").metric(Metric.of(TIME, 1)).build();
    Verdict verdict = judge(report, "5,loss=1", "POOL_used=3");
    assertEquals(State.UNKNOWN, verdict.state());
    assertEquals(
        "loss has a range but was not measured; POOL_used has a range but was not measured"
            + " - fine",
        verdict.summary());
    assertEquals(
        List.of(
            "0 --help says what loss needs, an option perhaps; or leave out the range.",
            "0 --help says what POOL_used needs, an option perhaps; or leave out the range.",
            "2 time: 1 s is OK, warning 5"),
        lines(verdict));
  }

  @Test
  void rangeOnSomethingNotMeasuredIsSilentWhereSomethingIsWrongAnyway() throws UsageException {
    Report late = Report.builder().metric(Metric.of(TIME, 6)).build();
    assertEquals("time is 6 s, above 5 s", judge(late, "5,loss=1", "").summary());
    Report down = Report.builder().finding(Finding.critical("down", "")).build();
    assertEquals("down", judge(down, "5,loss=1", "").summary());
    assertEquals(State.CRITICAL, judge(down, "5,loss=1", "").state());
  }

  @Test
  void oneMemberIsEnoughForARangeOnAFamily() throws UsageException {
    Report report = Report.builder().metric(new Metric("a_used", USED, 1)).build();
    assertEquals(State.OK, judge(report, "POOL_used=3", "").state());
    assertEquals(State.UNKNOWN, judge(report, "b_used=3", "").state());
  }

  @Test
  void defaultRangeOnSomethingNotMeasuredIsOk() throws UsageException {
    List<MetricSpec> specs = List.of(TIME.withDefaults("1", "2"));
    Thresholds thresholds = Thresholds.parse(specs, List.of(), List.of());
    assertEquals(State.OK, Judge.judge(Report.builder().build(), thresholds).state());
  }

  @ParameterizedTest
  @CsvSource({
    "200ms,         0.2001,  'time is 0.2001 s, above 0.2 s'",
    "200ms,         0.25,    'time is 250 ms, above 200 ms'",
    "1h:,           3599.6,  'time is 3599.6 s, below 3600 s'",
    "@10ms:20ms,    0.015,   'time is 15 ms, within @0.01:0.02'",
    "@~:,           3,       'time is 3 s, within @~:'",
    "0:5,           -1,      'time is -1 s, below 0 s'",
  })
  void complaintSaysWhatIsWrongWithTheValue(String range, double value, String summary)
      throws UsageException {
    Report report = Report.builder().metric(Metric.of(TIME, value)).build();
    assertEquals(summary, judge(report, range, "").summary());
  }

  @Test
  void dataPassesThrough() throws UsageException {
    Report report = Report.builder().data("b", 1).data("a", List.of("x")).build();
    assertEquals("{b=1, a=[x]}", judge(report, "", "").data().toString());
  }

  private static Verdict judge(Report report, String warning, String critical)
      throws UsageException {
    return Judge.judge(report, Thresholds.parse(SPECS, given(warning), given(critical)));
  }

  private static List<String> given(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    for (Detail detail : verdict.details()) {
      lines.add(detail.verbosity() + " " + detail.text());
    }
    return lines;
  }
}
