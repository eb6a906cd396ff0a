package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final MetricSpec TIME = MetricSpec.of("time", Unit.SECONDS, "");
  private static final MetricSpec LOSS =
      MetricSpec.of("loss", Unit.PERCENT, "").withDefaults("10", "~:50");
  private static final MetricSpec USED = MetricSpec.family("POOL", "_used", Unit.NONE, "");
  private static final List<MetricSpec> SPECS = List.of(TIME, LOSS, USED);

  @Test
  void bareRangeIsForTheFirstMetric() throws UsageException {
    Thresholds thresholds = warning("200ms");
    assertEquals(range("0.2"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(Optional.empty(), thresholds.critical(Metric.of(TIME, 0)));
    assertEquals(range("10"), thresholds.warning(Metric.of(LOSS, 0)));
  }

  @Test
  void namedRangesAreForTheirMetrics() throws UsageException {
    Thresholds thresholds = warning("loss=5%,time=@1:2s");
    assertEquals(range("@1:2"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(range("5"), thresholds.warning(Metric.of(LOSS, 0)));
  }

  @Test
  void bareRangeMayComeBeforeNamedOnes() throws UsageException {
    Thresholds thresholds = warning("-1:1,loss=5");
    assertEquals(range("-1:1"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(range("5"), thresholds.warning(Metric.of(LOSS, 0)));
  }

  @Test
  void everyTextMayBeginWithABareRange() throws UsageException {
    Thresholds thresholds = warning("loss=5", "7");
    assertEquals(range("7"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(range("5"), thresholds.warning(Metric.of(LOSS, 0)));
  }

  @Test
  void laterTextReplacesEarlierOnes() throws UsageException {
    Thresholds thresholds = warning("1,loss=5", "time=2", "3");
    assertEquals(range("3"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(range("5"), thresholds.warning(Metric.of(LOSS, 0)));
  }

  @Test
  void warningAndCriticalAreApart() throws UsageException {
    Thresholds thresholds = Thresholds.parse(SPECS, List.of("1"), List.of("2"));
    assertEquals(range("1"), thresholds.warning(Metric.of(TIME, 0)));
    assertEquals(range("2"), thresholds.critical(Metric.of(TIME, 0)));
  }

  @Test
  void defaultsHoldWhereNothingIsGiven() throws UsageException {
    Thresholds thresholds = warning();
    assertEquals(range("10"), thresholds.warning(Metric.of(LOSS, 0)));
    assertEquals(range("~:50"), thresholds.critical(Metric.of(LOSS, 0)));
    assertEquals(List.of(), labels(thresholds));
  }

  @Test
  void overridingOneSideLeavesTheOtherDefault() throws UsageException {
    Thresholds thresholds = warning("loss=~:");
    assertEquals(range("~:"), thresholds.warning(Metric.of(LOSS, 0)));
    assertEquals(range("~:50"), thresholds.critical(Metric.of(LOSS, 0)));
  }

  @Test
  void familyNameSpeaksOfEveryMember() throws UsageException {
    Thresholds thresholds = warning("POOL_used=5");
    assertEquals(range("5"), thresholds.warning(new Metric("a_used", USED, 0)));
    assertEquals(range("5"), thresholds.warning(new Metric("b-c_used", USED, 0)));
  }

  @Test
  void memberOfAFamilyOverridesTheFamily() throws UsageException {
    Thresholds thresholds = warning("a_used=1,POOL_used=5");
    assertEquals(range("1"), thresholds.warning(new Metric("a_used", USED, 0)));
    assertEquals(range("5"), thresholds.warning(new Metric("b_used", USED, 0)));
  }

  @Test
  void labelsAreThoseGivenAndEachOnce() throws UsageException {
    Thresholds thresholds =
        Thresholds.parse(SPECS, List.of("a_used=1,loss=2"), List.of("1,loss=3"));
    assertEquals(List.of("a_used", "loss", "time"), labels(thresholds));
  }

  @Test
  void refusesABareRangeBehindAComma() {
    assertRefused("\"10,5\": \"5\" lacks its METRIC= (only the first range may)", "10,5");
    assertRefused("\"loss=1,5\": \"5\" lacks its METRIC= (only the first range may)", "loss=1,5");
    assertRefused("\"5,\": \"\" lacks its METRIC= (only the first range may)", "5,");
  }

  @Test
  void refusesAMetricThatTheCommandHasNot() {
    String known = " (this command has time, loss, POOL_used)";
    assertRefused("\"los=5\": unknown metric \"los\"" + known, "los=5");
    assertRefused("\"=5\": unknown metric \"\"" + known, "=5");
    assertRefused("\"_used=5\": unknown metric \"_used\"" + known, "_used=5");
    assertRefused("\"1,TIME=5\": unknown metric \"TIME\"" + known, "1,TIME=5");
    assertRefused("\"1, loss=5\": unknown metric \" loss\"" + known, "1, loss=5");
  }

  @Test
  void refusesAMetricTwiceInOneText() {
    assertRefused("\"1,time=2\" sets time twice", "1,time=2");
    assertRefused("\"loss=1,loss=1\" sets loss twice", "loss=1,loss=1");
  }

  @Test
  void refusesWhatIsNoRange() {
    String forms = " is not a range (END, START:, START:END, ~:END, or one of these after @)";
    assertRefused("\"\"" + forms, "");
    assertRefused("\"\"" + forms, "time=");
    assertRefused("\"abc\"" + forms, "1,loss=abc");
    assertRefused("\"time=5\"" + forms, "time=time=5");
    assertRefused("\"5ms\" is not a range: the metric does not take the suffix \"ms\"", "loss=5ms");
  }

  @Test
  void namesTheOption() {
    UsageException e =
        assertThrows(
            UsageException.class, () -> Thresholds.parse(SPECS, List.of("1"), List.of("20:10")));
    assertEquals(
        "option --critical: \"20:10\" is not a range: its start is greater than its end",
        e.getMessage());
  }

  @Test
  void commandWithoutMetricsTakesNoRange() {
    UsageException e =
        assertThrows(
            UsageException.class, () -> Thresholds.parse(List.of(), List.of("1"), List.of()));
    assertEquals("option --warning: \"1\": this command has no metrics", e.getMessage());
  }

  private static Thresholds warning(String... texts) throws UsageException {
    return Thresholds.parse(SPECS, List.of(texts), List.of());
  }

  private static Optional<Range> range(String text) throws UsageException {
    return Optional.of(Range.parse(text, Unit.NONE));
  }

  private static List<String> labels(Thresholds thresholds) {
    List<String> labels = new ArrayList<>();
    thresholds.labels().forEach(labels::add);
    return labels;
  }

  private static void assertRefused(String sentence, String text) {
    UsageException e = assertThrows(UsageException.class, () -> warning(text));
    assertEquals("option --warning: " + sentence, e.getMessage());
  }
}
