package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every output, whatever the outside world puts into it. */
class TextWriterPropertyTest {
  private static final Pattern MORE = Pattern.compile("… ([0-9]+) more");
  private static final Pattern MORE_METRICS =
      Pattern.compile(".* \\(… ([0-9]+) more metrics with -v\\)");

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isFitToBeShownAndParsed(@ForAll("verdicts") Verdict verdict) {
    String out = new TextWriter().write(Samples.COMMAND, verdict, 0);

    assertEquals(out, new String(out.getBytes(UTF_8), UTF_8), "not text");
    int length = out.getBytes(UTF_8).length;
    assertTrue(length <= 4096, () -> length + " bytes");
    assertTrue(out.endsWith("\n"), "the last line has no end");
    String[] lines = out.substring(0, out.length() - 1).split("\n", -1);
    for (String line : lines) {
      line.codePoints()
          .forEach(c -> assertTrue(PrintableTest.isHarmless(c), () -> Integer.toHexString(c)));
    }
    assertFirstLine(lines[0], verdict);
    assertDetails(List.of(lines).subList(1, lines.length), verdict.details());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isWholeWhenVerbose(@ForAll("verdicts") Verdict verdict) {
    String out = new TextWriter().write(Samples.COMMAND, verdict, 3);
    List<String> expected = new ArrayList<>();
    for (Detail detail : verdict.details()) {
      expected.add(Printable.line(detail.text()));
    }
    String[] lines = out.substring(0, out.length() - 1).split("\n", -1);
    assertEquals(expected, List.of(lines).subList(1, lines.length));
    assertTrue(lines[0].contains(Printable.line(verdict.summary())));
    assertEquals(verdict.metrics().size(), perfdata(lines[0]).length);
  }

  private static void assertFirstLine(String line, Verdict verdict) {
    assertTrue(line.startsWith("SAMPLE " + verdict.state()), line);
    String text = line.contains(" | ") ? line.substring(0, line.indexOf(" | ")) : line;
    Matcher more = MORE_METRICS.matcher(text);
    int cut = more.matches() ? Integer.parseInt(more.group(1)) : 0;
    String[] shown = perfdata(line);
    assertEquals(verdict.metrics().size(), shown.length + cut);
    for (int i = 0; i < shown.length; i++) {
      String label = verdict.metrics().get(i).metric().label();
      assertTrue(shown[i].matches("[A-Za-z0-9_.-]+=-?[0-9.]+(;.*)?"), shown[i]);
      assertTrue(shown[i].startsWith(label + "="), shown[i]);
    }
  }

  private static String[] perfdata(String line) {
    String[] halves = line.split(Pattern.quote("|"), -1);
    assertTrue(halves.length <= 2, "more than one |");
    return halves.length == 1 ? new String[0] : halves[1].substring(1).split(" ", -1);
  }

  private static void assertDetails(List<String> lines, List<Detail> details) {
    List<String> wanted = new ArrayList<>();
    for (Detail detail : details) {
      if (detail.verbosity() == 0) {
        wanted.add(Printable.line(detail.text()));
      }
    }
    int shown = lines.size();
    Matcher more = MORE.matcher(lines.isEmpty() ? "" : lines.get(shown - 1));
    if (more.matches()) {
      shown--;
      assertTrue(Integer.parseInt(more.group(1)) > 0, more.group());
    }
    assertEquals(wanted.size(), shown + (more.matches() ? Integer.parseInt(more.group(1)) : 0));
    for (int i = 0; i < shown; i++) {
      String line = lines.get(i);
      boolean cut = !line.equals(wanted.get(i));
      assertTrue(!cut || line.endsWith("…"), line);
      assertTrue(!cut || line.getBytes(UTF_8).length > 490, "cut too early: " + line);
      assertTrue(wanted.get(i).startsWith(cut ? line.substring(0, line.length() - 1) : line), line);
    }
  }

  @Provide
  Arbitrary<Verdict> verdicts() {
    return Combinators.combine(
            Arbitraries.of(State.class),
            Hostile.texts(400),
            metrics(),
            Combinators.combine(Arbitraries.of(0, 0, 0, 1, 3), Hostile.texts(120))
                .as(Detail::new)
                .list()
                .ofMaxSize(60))
        .as(
            (state, summary, metrics, details) ->
                new Verdict(state, summary, metrics, details, Map.of()));
  }

  private static Arbitrary<List<JudgedMetric>> metrics() {
    Arbitrary<Double> values =
        Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.doubles().between(0, 999).ofScale(3));
    Arbitrary<Optional<Range>> ranges =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(new Range(0, 5, false)),
            Optional.of(new Range(Double.NEGATIVE_INFINITY, 1e300, true)));
    Arbitrary<JudgedMetric> metric =
        Combinators.combine(Hostile.texts(3), values, ranges, ranges)
            .as(
                (label, value, warning, critical) ->
                    new JudgedMetric(
                        new Metric("p" + label + "_used", Samples.USED, value),
                        warning,
                        critical,
                        State.OK));
    return Arbitraries.oneOf(metric.list().ofMaxSize(4), metric.list().ofMaxSize(120));
  }
}
