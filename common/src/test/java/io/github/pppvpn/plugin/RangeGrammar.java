package io.github.pppvpn.plugin;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The range grammar once more, written down independently of the code under test. */
final class RangeGrammar {
  private static final Map<Unit, String> SUFFIXES =
      Map.of(
          Unit.NONE, "",
          Unit.SECONDS, "us|ms|s|m|h|d|",
          Unit.PERCENT, "%|",
          Unit.BYTES, "(?:k|Ki|Mi?|Gi?|Ti?)?B?",
          Unit.COUNTER, "k|Ki|Mi?|Gi?|Ti?|");

  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("%", BigDecimal.ONE),
          Map.entry("us", new BigDecimal("0.000001")),
          Map.entry("ms", new BigDecimal("0.001")),
          Map.entry("s", BigDecimal.ONE),
          Map.entry("m", new BigDecimal("60")),
          Map.entry("h", new BigDecimal("3600")),
          Map.entry("d", new BigDecimal("86400")),
          Map.entry("k", new BigDecimal("1000")),
          Map.entry("M", new BigDecimal("1000000")),
          Map.entry("G", new BigDecimal("1000000000")),
          Map.entry("T", new BigDecimal("1000000000000")),
          Map.entry("Ki", new BigDecimal("1024")),
          Map.entry("Mi", new BigDecimal("1048576")),
          Map.entry("Gi", new BigDecimal("1073741824")),
          Map.entry("Ti", new BigDecimal("1099511627776")));

  private RangeGrammar() {}

  /** What {@code text} means, or nothing if it is not a range. */
  static Optional<Range> read(String text, Unit unit) {
    String bound =
        "(-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?)("
            + SUFFIXES.get(unit)
            + ")";
    Matcher m =
        Pattern.compile("(@?)(?:" + bound + "|(?:(~)|" + bound + "):(?:" + bound + ")?)")
            .matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    double start = 0;
    double end = Double.POSITIVE_INFINITY;
    if (m.group(2) != null) {
      end = value(m.group(2), m.group(3));
    } else {
      start = m.group(4) != null ? Double.NEGATIVE_INFINITY : value(m.group(5), m.group(6));
      if (m.group(7) != null) {
        end = value(m.group(7), m.group(8));
      }
      if (m.group(4) == null && Double.isInfinite(start)) {
        return Optional.empty();
      }
    }
    boolean endIsWritten = m.group(2) != null || m.group(7) != null;
    if (start > end || (endIsWritten && Double.isInfinite(end))) {
      return Optional.empty();
    }
    return Optional.of(new Range(start, end, !m.group(1).isEmpty()));
  }

  private static double value(String number, String suffix) {
    String factor = suffix.endsWith("B") ? suffix.substring(0, suffix.length() - 1) : suffix;
    return new BigDecimal(number).multiply(FACTORS.get(factor)).doubleValue();
  }
}
