package io.github.pppvpn.plugin;

/**
 * A range of the plugin guidelines: it alerts on values outside {@code start..end}, or inside with
 * {@code @}; both ends belong to the range.
 *
 * @param start the lower end in the metric's own unit, negative infinity for {@code ~}
 * @param end the upper end, positive infinity where the text has none; at least {@code start}
 * @param alertInside whether the text began with {@code @}
 */
public record Range(double start, double end, boolean alertInside) {

  public Range {
    if (Double.isNaN(start) || Double.isNaN(end) || start > end) {
      throw new IllegalArgumentException("not a range: " + start + ":" + end);
    }
    if (start == Double.POSITIVE_INFINITY || end == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("an infinity on the wrong side: " + start + ":" + end);
    }
    start = withoutNegativeZero(start);
    end = withoutNegativeZero(end);
  }

  /**
   * Reads a range, strictly: {@code END}, {@code START:}, {@code START:END}, {@code ~:END}, each
   * also after {@code @}.
   *
   * @param unit whose suffixes the bounds may have
   * @throws UsageException with a sentence that quotes {@code text} but not the option
   */
  public static Range parse(String text, Unit unit) throws UsageException {
    return RangeParser.parse(text, unit);
  }

  /** Whether {@code value} calls for an alert. */
  public boolean alerts(double value) {
    boolean inside = value >= start && value <= end;
    return inside == alertInside;
  }

  /** The shortest text that {@link #parse} reads as this range, without suffixes. */
  public String shortest() {
    StringBuilder text = new StringBuilder(alertInside ? "@" : "");
    boolean openEnd = end == Double.POSITIVE_INFINITY;
    if (start == Double.NEGATIVE_INFINITY) {
      text.append("~:");
    } else if (start != 0 || openEnd) {
      text.append(Numbers.plain(start)).append(':');
    }
    return openEnd ? text.toString() : text.append(Numbers.plain(end)).toString();
  }

  /** A value that {@link #alerts} and what is wrong with it: {@code 250 ms, above 200 ms}. */
  String complaint(double value, Unit unit) {
    if (alertInside) {
      return unit.text(value) + ", within " + shortest();
    }
    String where = value > end ? ", above " : ", below ";
    double bound = value > end ? end : start;
    String text = unit.text(value) + where + unit.text(bound);
    // Rounded to the same text, the two would contradict the complaint.
    return unit.text(value).equals(unit.text(bound))
        ? unit.exactText(value) + where + unit.exactText(bound)
        : text;
  }

  private static double withoutNegativeZero(double value) {
    return value == 0 ? 0 : value;
  }
}
