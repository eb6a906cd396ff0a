package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusOutputWriterTest {

  private static String write(Map<String, String> labels, Report report) throws UsageException {
    Thresholds none = Thresholds.parse(Samples.COMMAND.metrics(), List.of(), List.of());
    return new PrometheusOutputWriter(labels, () -> 250_000_000L)
        .write(Samples.COMMAND, Judge.judge(report, none), 0);
  }

  @Test
  void wholeOutput() throws UsageException {
    Report report =
        Report.builder()
            .summary("never shown")
            .detail(Detail.ALWAYS, "neither")
            .metric(Metric.of(Samples.TIME, 1.5))
            .metric(Metric.of(Samples.LOSS, 7))
            .metric(Metric.of(Samples.SENT, 12))
            .metric(new Metric("a_b_used", Samples.USED, 3))
            .value(Samples.SENT_TOTAL, 5, "in")
            .value(Samples.SENT_TOTAL, 5_000_000_000d, "out")
            .build();
    assertEquals(
        """
        # HELP pppvpn_check_duration_seconds How long the run of the check took, from the start of its process.
        # TYPE pppvpn_check_duration_seconds gauge
        pppvpn_check_duration_seconds{check="check_sample",target="192.0.2.1"} 0.25
        # HELP pppvpn_check_state What the check says: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
        # TYPE pppvpn_check_state gauge
        pppvpn_check_state{check="check_sample",target="192.0.2.1"} 0.0
        # HELP pppvpn_sample_duration_seconds From start to end.
        # TYPE pppvpn_sample_duration_seconds gauge
        pppvpn_sample_duration_seconds{target="192.0.2.1"} 1.5
        # HELP pppvpn_sample_loss_ratio Of the packets sent.
        # TYPE pppvpn_sample_loss_ratio gauge
        pppvpn_sample_loss_ratio{target="192.0.2.1"} 0.07
        # HELP pppvpn_sample_packets_total Packets sent.
        # TYPE pppvpn_sample_packets_total counter
        pppvpn_sample_packets_total{target="192.0.2.1",way="in"} 5.0
        pppvpn_sample_packets_total{target="192.0.2.1",way="out"} 5.0E9
        # HELP pppvpn_sample_pool_used Addresses given out of this pool.
        # TYPE pppvpn_sample_pool_used gauge
        pppvpn_sample_pool_used{pool="a_b",target="192.0.2.1"} 3.0
        """,
        write(Map.of("target", "192.0.2.1"), report));
  }

  @Test
  void aRowsOwnLabelIsStrongerThanThatOfTheRun() throws UsageException {
    Report report = Report.builder().value(Samples.SENT_TOTAL, 5, "in").build();
    assertTrue(
        write(Map.of("way", "all"), report).contains("\npppvpn_sample_packets_total{way=\"in\"} "));
  }

  @Test
  void noSeriesTwice() throws UsageException {
    Report report =
        Report.builder()
            .value(Samples.SENT_TOTAL, 5, "in")
            .value(Samples.SENT_TOTAL, 6, "in")
            .build();
    assertTrue(write(Map.of(), report).endsWith("pppvpn_sample_packets_total{way=\"in\"} 5.0\n"));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void hostileLabelsStayWithinTheirQuotes(@ForAll("texts") String text) throws UsageException {
    Report report = Report.builder().value(Samples.SENT_TOTAL, 5, text).build();
    String out = write(Map.of(), report);
    String last = out.substring(out.lastIndexOf('\n', out.length() - 2) + 1);
    String start = "pppvpn_sample_packets_total{way=\"";
    assertTrue(last.startsWith(start), out);
    int at = start.length();
    while (last.charAt(at) != '"') {
      at += last.charAt(at) == '\\' ? 2 : 1;
    }
    assertEquals("\"} 5.0\n", last.substring(at));
    last.substring(0, last.length() - 1)
        .codePoints()
        .forEach(c -> assertTrue(c == '|' || PrintableTest.isHarmless(c), () -> "" + c));
  }

  @Provide
  Arbitrary<String> texts() {
    return Hostile.texts(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense --output prometheus",
        "--output=prometheus -x",
        "--output prometheus -p x"
      })
  void wrongOptionsAreAnsweredInTheFormToo(String line) {
    TestRun run = TestRun.of(FakeCheck.fine(), line.split(" "));
    assertEquals(3, run.code());
    assertTrue(run.out().contains("\npppvpn_check_state{check=\"check_sample\"} 3.0\n"), run.out());
  }

  @Test
  void throughTheRunner() {
    TestRun run =
        TestRun.of(
            FakeCheck.fine(), "-H", "2001:db8::1", "--privacy", "mask", "--output", "prometheus");
    assertEquals(0, run.code());
    assertTrue(
        run.out().contains("\npppvpn_sample_duration_seconds{target=\"2001:db8:…\"} 0.5\n"),
        run.out());
    String name = TestRun.of(FakeCheck.fine(), "-H", "vpn", "--output", "prometheus").out();
    assertTrue(name.contains("{target=\"vpn\"} 0.5\n"), name);
  }

  @Test
  void statesAndTimeouts() {
    TestRun critical = TestRun.of(FakeCheck.fine(), "-c", "0.1", "--output", "prometheus");
    assertEquals(2, critical.code());
    assertTrue(critical.out().contains("pppvpn_check_state{check=\"check_sample\"} 2.0\n"));
    FakeCheck stuck =
        new FakeCheck(
            invocation -> {
              Thread.sleep(60_000);
              return FakeCheck.FINE;
            });
    TestRun late = TestRun.of(stuck, "-t", "0.2:WARNING", "--output", "prometheus");
    assertEquals(1, late.code());
    assertTrue(late.out().contains("pppvpn_check_state{check=\"check_sample\"} 1.0\n"), late.out());
    assertFalse(late.out().contains("sample_duration"), late.out());
  }

  @Test
  void cappedNamesAndTheRest() {
    Map<String, Long> counts = new HashMap<>();
    for (long i = 1; i <= 30; i++) {
      counts.put("u" + i, i);
    }
    counts.put("other", 100L);
    Report.Builder report = Report.builder();
    Capped.add(report, Samples.SENT_TOTAL, counts, 600, 3);
    List<SeriesValue> values = report.build().values();
    assertEquals(
        List.of("[u30] 30.0", "[u29] 29.0", "[u28] 28.0", "[other] 513.0"),
        values.stream().map(value -> value.labels() + " " + value.value()).toList());
  }

  @Test
  void namesFollowTheirType() {
    assertThrows(
        IllegalArgumentException.class, () -> SeriesSpec.gauge("pppvpn_sent_total", "Sent."));
    assertThrows(IllegalArgumentException.class, () -> SeriesSpec.counter("pppvpn_sent", "Sent."));
    assertThrows(IllegalArgumentException.class, () -> SeriesSpec.gauge("sent", "Sent."));
    assertEquals("bytes", SeriesSpec.counter("pppvpn_sent_bytes_total", "Sent.").unit());
    assertEquals("", SeriesSpec.counter("pppvpn_sent_total", "Sent.").unit());
  }
}
