package io.github.pppvpn.plugin;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A metric that a command can measure: one row of its table of metrics.
 *
 * @param name the perfdata label; for a family ({@link #family}) the placeholder and the suffix,
 *     {@code POOL_used}
 * @param unit the unit of its values and of the bounds of its ranges
 * @param help what is measured, from when to when, for {@code --help}
 * @param min the least possible value, where there is one
 * @param max the greatest possible value, where there is one
 * @param warning the default warning range as text, empty for none
 * @param critical the default critical range as text, empty for none
 * @param family whether the name stands for many labels with the same suffix
 * @param series the rows of the Prometheus table that tell of it
 * @param direct whether its value is that of the only one of these rows; else the command gives the
 *     values of the parts
 */
public record MetricSpec(
    String name,
    Unit unit,
    String help,
    OptionalDouble min,
    OptionalDouble max,
    String warning,
    String critical,
    boolean family,
    List<SeriesSpec> series,
    boolean direct) {

  public MetricSpec {
    series = List.copyOf(series);
  }

  /** A metric that is never below 0 and has no default ranges. */
  public static MetricSpec of(String name, Unit unit, String help) {
    return new MetricSpec(
        name,
        unit,
        help,
        OptionalDouble.of(0),
        unit == Unit.PERCENT ? OptionalDouble.of(100) : OptionalDouble.empty(),
        "",
        "",
        false,
        List.of(),
        false);
  }

  /**
   * Metrics of the same kind for things whose names only the checked host knows: {@code
   * family("POOL", "_used", …)} stands for every label that ends in {@code _used}.
   */
  public static MetricSpec family(String placeholder, String suffix, Unit unit, String help) {
    if (!suffix.startsWith("_") || placeholder.indexOf('_') >= 0) {
      throw new IllegalArgumentException("a family's suffix starts with the first underscore");
    }
    MetricSpec spec = of(placeholder + suffix, unit, help);
    return new MetricSpec(
        spec.name, unit, help, spec.min, spec.max, "", "", true, List.of(), false);
  }

  /** The same metric with default ranges; empty text for none. */
  public MetricSpec withDefaults(String warningRange, String criticalRange) {
    return new MetricSpec(
        name, unit, help, min, max, warningRange, criticalRange, family, series, direct);
  }

  /** The same metric with other limits. */
  public MetricSpec within(OptionalDouble least, OptionalDouble greatest) {
    return new MetricSpec(
        name, unit, help, least, greatest, warning, critical, family, series, direct);
  }

  /**
   * The same metric, which Prometheus knows as a gauge of this name with the same help; a family
   * with what its placeholder stands for as the value of a label.
   */
  public MetricSpec as(String seriesName, String... label) {
    if (label.length != (family ? 1 : 0)) {
      throw new IllegalArgumentException(name + " has one label as a family, else none");
    }
    return with(List.of(SeriesSpec.gauge(seriesName, sentence(help), label)), true);
  }

  /** The same metric, which Prometheus knows by these rows, whose values the command gives. */
  public MetricSpec in(SeriesSpec... rows) {
    return with(List.of(rows), false);
  }

  /** The same metric, of which Prometheus is told nothing. */
  MetricSpec untold() {
    return with(List.of(), false);
  }

  /**
   * The same metric of one of several things, as a family: {@code HOST_time} of {@code time}.
   * Prometheus tells them apart by a label, in the rows of this metric.
   *
   * @param placeholder what stands for the thing, {@code HOST}
   */
  public MetricSpec ofEach(String placeholder) {
    return new MetricSpec(
        placeholder + "_" + name,
        unit,
        "the same of each, where several are asked",
        min,
        max,
        warning,
        critical,
        true,
        series,
        false);
  }

  private MetricSpec with(List<SeriesSpec> rows, boolean isDirect) {
    return new MetricSpec(name, unit, help, min, max, warning, critical, family, rows, isDirect);
  }

  private static String sentence(String text) {
    boolean program = text.startsWith("pppd");
    return (program ? text.charAt(0) : Character.toUpperCase(text.charAt(0)))
        + text.substring(1)
        + ".";
  }

  /** What the placeholder of this family stands for in {@code label}. */
  String part(String label) {
    return label.substring(0, label.length() - (name.length() - name.indexOf('_')));
  }

  /** Whether this row speaks of {@code label}. */
  public boolean matches(String label) {
    if (!family) {
      return name.equals(label);
    }
    String suffix = name.substring(name.indexOf('_'));
    return label.length() > suffix.length() && label.endsWith(suffix);
  }
}
