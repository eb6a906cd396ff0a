package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class RangePropertyTest {
  private static final String ALPHABET = "0123456789.:@~-+eE,_% kKMGTiBsmhdu\u0661\u00e9\t";

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void acceptsWhatTheGrammarHas(@ForAll("texts") String text, @ForAll Unit unit) {
    Optional<Range> expected = RangeGrammar.read(text, unit);
    Statistics.collect(expected.isPresent());
    Statistics.coverage(
        seen -> {
          seen.check(true).percentage(share -> share > 5);
          seen.check(false).percentage(share -> share > 5);
        });
    try {
      assertEquals(expected, Optional.of(Range.parse(text, unit)));
    } catch (UsageException e) {
      assertEquals(expected, Optional.empty(), e.getMessage());
      assertTrue(e.getMessage().contains("\"" + text + "\""), e.getMessage());
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void alertsOutsideOrInside(
      @ForAll("ranges") Range range, @ForAll double other, @ForAll("steps") int step) {
    double[] values = {other, near(range.start(), step), near(range.end(), step)};
    for (double value : values) {
      boolean outside = value < range.start() || value > range.end();
      assertEquals(range.alertInside() ? !outside : outside, range.alerts(value), "of " + value);
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void shortestTextReadsAsTheSameRange(@ForAll("ranges") Range range, @ForAll Unit unit) {
    String text = range.shortest();
    assertTrue(text.matches("@?(~:|-?[0-9.]+:)?(-?[0-9.]+)?"), text);
    try {
      assertEquals(range, Range.parse(text, unit));
    } catch (UsageException e) {
      fail(e);
    }
  }

  private static double near(double bound, int step) {
    if (Double.isInfinite(bound)) {
      return Math.copySign(Double.MAX_VALUE, bound);
    }
    return step == 0 ? bound : step < 0 ? Math.nextDown(bound) : Math.nextUp(bound);
  }

  @Provide
  Arbitrary<Integer> steps() {
    return Arbitraries.of(-1, 0, 1);
  }

  @Provide
  Arbitrary<Range> ranges() {
    Arbitrary<Double> ends =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.doubles().between(-1000, 1000).ofScale(3),
            Arbitraries.of(0.0, 1.0, 1e-7, 1e15, 1e20, Double.MIN_VALUE, Double.MAX_VALUE, -1.0));
    return Combinators.combine(ends, ends, Arbitraries.integers().between(0, 7))
        .as(
            (a, b, form) ->
                new Range(
                    (form & 1) != 0 ? Double.NEGATIVE_INFINITY : Math.min(a, b),
                    (form & 2) != 0 ? Double.POSITIVE_INFINITY : Math.max(a, b),
                    (form & 4) != 0));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, wellFormed()),
        Tuple.of(4, mutated()),
        Tuple.of(1, Arbitraries.strings().withChars(ALPHABET).ofMaxLength(8)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
  }

  private static Arbitrary<String> wellFormed() {
    Arbitrary<String> start = Arbitraries.oneOf(bound(), Arbitraries.just("~"));
    Arbitrary<String> body =
        Arbitraries.oneOf(
            bound(),
            start.map(from -> from + ":"),
            Combinators.combine(start, bound()).as((from, to) -> from + ":" + to));
    return Combinators.combine(Arbitraries.of("", "@"), body).as((at, rest) -> at + rest);
  }

  private static Arbitrary<String> bound() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> number =
        Arbitraries.oneOf(
            digits,
            digits.map(d -> "." + d),
            Combinators.combine(digits, digits).as((whole, rest) -> whole + "." + rest));
    Arbitrary<String> exponent =
        Arbitraries.of("", "", "", "e2", "E+1", "e-3", "e307", "e400", "e999999");
    Arbitrary<String> suffix =
        Arbitraries.of(
            "", "", "", "", "us", "ms", "s", "m", "h", "d", "%", "B", "k", "kB", "Ki", "KiB", "M",
            "Mi", "GB", "GiB", "T", "TiB", "K", "ki", "c");
    return Combinators.combine(Arbitraries.of("", "", "-"), number, exponent, suffix)
        .as((sign, n, e, s) -> sign + n + e + s);
  }

  /** A range with one character inserted, removed or replaced. */
  private static Arbitrary<String> mutated() {
    return Combinators.combine(
            wellFormed(),
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(0, 2),
            Arbitraries.chars().with(ALPHABET))
        .as(
            (text, place, kind, c) -> {
              int at = place % (text.length() + 1);
              int rest = kind == 0 ? at : Math.min(text.length(), at + 1);
              return text.substring(0, at) + (kind == 1 ? "" : c) + text.substring(rest);
            });
  }
}
