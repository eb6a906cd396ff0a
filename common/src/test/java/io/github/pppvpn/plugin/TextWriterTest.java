package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextWriterTest {

  @Test
  void summaryAlone() throws UsageException {
    assertEquals("SAMPLE OK - all well\n", write(Report.builder().summary("all well"), "", "", 0));
  }

  @Test
  void noSummary() throws UsageException {
    assertEquals("SAMPLE OK\n", write(Report.builder(), "", "", 0));
  }

  @Test
  void perfdataStandsOnTheFirstLine() throws UsageException {
    Report.Builder report = sample().detail(Detail.ALWAYS, "first").detail(Detail.ALWAYS, "second");
    assertEquals(
        """
        SAMPLE WARNING - time is 1.5 s, above 1 s - 192.0.2.1 | time=1.5s;1;2;0 loss=0%;10;~:50;0;100
        first
        second
        """,
        write(report, "1", "2", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'always\n'",
    "1, 'always\nlooked at\n'",
    "2, 'always\nlooked at\njudged\ntime: 0 s is OK\n'",
    "3, 'always\nlooked at\nwire\njudged\ntime: 0 s is OK\n'",
  })
  void detailsAreForTheirVerbosity(int verbosity, String lines) throws UsageException {
    Report.Builder report =
        Report.builder()
            .metric(Metric.of(Samples.TIME, 0))
            .detail(Detail.ALWAYS, "always")
            .detail(Detail.LOOKED_AT, "looked at")
            .detail(Detail.WIRE, "wire")
            .detail(Detail.JUDGED, "judged");
    assertEquals("SAMPLE OK | time=0s;;;0\n" + lines, write(report, "", "", verbosity));
  }

  @ParameterizedTest
  @CsvSource({
    "200ms,       time=1s;0.2;;0",
    "0:5m,        time=1s;300;;0",
    "0:,          time=1s;0:;;0",
    "2:,          time=1s;2:;;0",
    "0.5:2,       time=1s;0.5:2;;0",
    "-1:2,        time=1s;-1:2;;0",
    "~:2,         time=1s;~:2;;0",
    "~:,          time=1s;~:;;0",
    "@2,          time=1s;@2;;0",
    "@0.5:2,      time=1s;@0.5:2;;0",
    "@2:,         time=1s;@2:;;0",
    "@~:2,        time=1s;@~:2;;0",
    "1e-7:1e20,   time=1s;0.0000001:100000000000000000000;;0",
  })
  void rangesThatStartAtTheMinimumHaveNoColon(String warning, String perfdata)
      throws UsageException {
    assertEquals(perfdata, perfdata(Metric.of(Samples.TIME, 1), warning, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "size=1500B,      size=1400B;1500;;68;1500",
    "size=68:1500,    size=1400B;1500;;68;1500",
    "size=68:,        size=1400B;68:;;68;1500",
    "size=@68:1500,   size=1400B;@68:1500;;68;1500",
    "size=1Ki:,       size=1400B;1024:;;68;1500",
  })
  void rangesThatStartAtAMinimumOtherThanZero(String warning, String perfdata)
      throws UsageException {
    assertEquals(perfdata, perfdata(Metric.of(Samples.SIZE, 1400), warning, ""));
  }

  @Test
  void fieldsAreLeftOutAndTrailingSemicolonsDropped() throws UsageException {
    assertEquals("drift=-2", perfdata(Metric.of(Samples.DRIFT, -2), "", ""));
    assertEquals("drift=-2;5", perfdata(Metric.of(Samples.DRIFT, -2), "drift=5", ""));
    assertEquals("drift=-2;;5", perfdata(Metric.of(Samples.DRIFT, -2), "", "drift=5"));
    assertEquals("sent=7c;;;0", perfdata(Metric.of(Samples.SENT, 7), "", ""));
    assertEquals("loss=7%;3;~:50;0;100", perfdata(Metric.of(Samples.LOSS, 7), "loss=3", ""));
    assertEquals(
        "a_b_used=7;;300;0",
        perfdata(new Metric("a b_used", Samples.USED, 7), "", "POOL_used=300"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0000001, drift=0.0000001",
    "1e20, drift=100000000000000000000",
    "-1e20, drift=-100000000000000000000",
    "0.1, drift=0.1",
    "-0.0, drift=0",
    "1234567890123.5, drift=1234567890123.5",
  })
  void valuesHaveNoExponent(double value, String perfdata) throws UsageException {
    assertEquals(perfdata, perfdata(Metric.of(Samples.DRIFT, value), "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR", "fa-IR"})
  @DefaultLocale("en-US")
  void localeChangesNothing(String locale) throws UsageException {
    Report.Builder report = sample().metric(new Metric("i_used", Samples.USED, 1234567.25));
    String expected = write(report, "1", "2", 3);
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertEquals(expected, write(report, "1", "2", 3));
    assertEquals(
        """
        SAMPLE WARNING - time is 1.5 s, above 1 s - 192.0.2.1 | time=1.5s;1;2;0 loss=0%;10;~:50;0;100 i_used=1234567.25;;;0
        time: 1.5 s is WARNING, warning 1, critical 2
        loss: 0% is OK, warning 10, critical ~:50
        i_used: 1234567 is OK
        """,
        expected);
  }

  @Test
  void hostileTextStaysOnItsLine() throws UsageException {
    Report.Builder report =
        Report.builder()
            .summary("user \u001b[31mroot\r\nSAMPLE OK | time=0s")
            .metric(Metric.of(Samples.TIME, 1))
            .detail(Detail.ALWAYS, "a|b\nc\u202ed");
    assertEquals(
        """
        SAMPLE OK - user \\x1b[31mroot\\x0d\\x0aSAMPLE OK \\x7c time=0s | time=1s;;;0
        a\\x7cb\\x0ac\\u202ed
        """,
        write(report, "", "", 0));
  }

  @Test
  void longSummaryIsCutWithinACharacterNever() throws UsageException {
    String summary = "x".repeat(896) + "\u20ac".repeat(9);
    assertEquals(
        "SAMPLE OK - " + "x".repeat(896) + "… | time=1s;;;0\n",
        write(Report.builder().summary(summary).metric(Metric.of(Samples.TIME, 1)), "", "", 0));
    String emoji = "\ud83d\ude00".repeat(500);
    assertEquals(
        "SAMPLE OK - " + "\ud83d\ude00".repeat(224) + "…\n",
        write(Report.builder().summary(emoji), "", "", 0));
    assertEquals("SAMPLE OK - " + emoji + "\n", write(Report.builder().summary(emoji), "", "", 1));
  }

  @Test
  void summaryOfExactlyTheRoomStaysWhole() throws UsageException {
    String summary = "\u00e9".repeat(450);
    assertEquals(
        "SAMPLE OK - " + summary + "\n", write(Report.builder().summary(summary), "", "", 0));
  }

  @Test
  void oneLongDetailDoesNotHideTheOthers() throws UsageException {
    Report.Builder report =
        Report.builder()
            .detail(Detail.ALWAYS, "x".repeat(8000))
            .detail(Detail.ALWAYS, "what to do");
    assertEquals("SAMPLE OK\n" + "x".repeat(497) + "…\nwhat to do\n", write(report, "", "", 0));
    assertEquals("SAMPLE OK\n" + "x".repeat(8000) + "\nwhat to do\n", write(report, "", "", 1));
  }

  @Test
  void detailsThatDoNotFitAreCounted() throws UsageException {
    Report.Builder report = Report.builder();
    StringBuilder all = new StringBuilder("SAMPLE OK\n");
    for (int i = 100; i < 200; i++) {
      report.detail(Detail.ALWAYS, "line " + i + " " + "\u00e9".repeat(45));
      all.append("line ").append(i).append(" ").append("\u00e9".repeat(45)).append('\n');
    }
    String shown = all.substring(0, all.indexOf("line 140"));
    String out = write(report, "", "", 0);
    assertEquals(shown + "… 60 more\n", out);
    assertEquals(all.toString(), write(report, "", "", 1));
  }

  @Test
  void detailsThatJustFitAreNotCut() throws UsageException {
    Report.Builder report = Report.builder();
    for (int i = 0; i < 8; i++) {
      report.detail(Detail.ALWAYS, "x".repeat(499));
    }
    String last = "y".repeat(TextWriter.MAX_BYTES - "SAMPLE OK\n".length() - 8 * 500 - 1);
    String out = write(report.detail(Detail.ALWAYS, last), "", "", 0);
    assertEquals("SAMPLE OK\n" + ("x".repeat(499) + "\n").repeat(8) + last + "\n", out);
    assertEquals(TextWriter.MAX_BYTES, out.getBytes(StandardCharsets.UTF_8).length);
    out = write(report.detail(Detail.ALWAYS, "z"), "", "", 0);
    assertEquals("SAMPLE OK\n" + ("x".repeat(499) + "\n").repeat(8) + "… 2 more\n", out);
  }

  @Test
  void metricsThatDoNotFitAreCountedInTheText() throws UsageException {
    Report.Builder report = Report.builder().summary("many");
    StringBuilder perfdata = new StringBuilder();
    for (int i = 1000; i < 2000; i++) {
      report.metric(new Metric(i + "_used", Samples.USED, i));
      perfdata.append(' ').append(i).append("_used=").append(i).append(";;;0");
    }
    String out = write(report.detail(Detail.ALWAYS, "what to do"), "", "", 0);
    int cut = perfdata.indexOf(" 1211_used");
    assertEquals(
        "SAMPLE OK - many (… 789 more metrics with -v) |"
            + perfdata.substring(0, cut)
            + "\nwhat to do\n",
        out);
    assertEquals("SAMPLE OK - many |" + perfdata + "\nwhat to do\n", write(report, "", "", 1));
  }

  private static Report.Builder sample() {
    return Report.builder()
        .summary("192.0.2.1")
        .metric(Metric.of(Samples.TIME, 1.5))
        .metric(Metric.of(Samples.LOSS, 0));
  }

  private static String perfdata(Metric metric, String warning, String critical)
      throws UsageException {
    String out = write(Report.builder().metric(metric), warning, critical, 0);
    return out.substring(out.indexOf("| ") + 2, out.indexOf('\n'));
  }

  private static String write(Report.Builder report, String warning, String critical, int verbosity)
      throws UsageException {
    Thresholds thresholds =
        Thresholds.parse(Samples.COMMAND.metrics(), given(warning), given(critical));
    Verdict verdict = Judge.judge(report.build(), thresholds);
    return new TextWriter().write(Samples.COMMAND, verdict, verbosity);
  }

  private static List<String> given(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }
}
