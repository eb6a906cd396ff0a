package io.github.pppvpn.plugin;

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
 */
public record MetricSpec(
    String name,
    Unit unit,
    String help,
    OptionalDouble min,
    OptionalDouble max,
    String warning,
    String critical,
    boolean family) {

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
        spec.name, unit, help, spec.min, spec.max, spec.warning, spec.critical, true);
  }

  /** The same metric with default ranges; empty text for none. */
  public MetricSpec withDefaults(String warningRange, String criticalRange) {
    return new MetricSpec(name, unit, help, min, max, warningRange, criticalRange, family);
  }

  /** The same metric with other limits. */
  public MetricSpec within(OptionalDouble least, OptionalDouble greatest) {
    return new MetricSpec(name, unit, help, least, greatest, warning, critical, family);
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
