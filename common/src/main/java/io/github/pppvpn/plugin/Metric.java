package io.github.pppvpn.plugin;

/**
 * One measured value.
 *
 * @param label the perfdata label; characters outside {@code [A-Za-z0-9_.-]} become {@code _}
 * @param spec the row of the command's table that it belongs to
 * @param value finite, in the spec's unit; what could not be measured has no Metric
 */
public record Metric(String label, MetricSpec spec, double value) {

  public Metric {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(label + " was not measured: " + value);
    }
    label = sanitized(label);
    if (!spec.matches(label)) {
      throw new IllegalArgumentException(label + " is not a " + spec.name());
    }
  }

  /** The value of a metric that is no family. */
  public static Metric of(MetricSpec spec, double value) {
    return new Metric(spec.name(), spec, value);
  }

  /** A duration, to the microsecond, of a metric in seconds. */
  public static Metric ofNanos(MetricSpec spec, long nanos) {
    if (spec.unit() != Unit.SECONDS) {
      throw new IllegalArgumentException(spec.name() + " is not in seconds");
    }
    return of(spec, Math.round(nanos / 1e3) / 1e6);
  }

  /** {@code label} with {@code _} for each character that no label has. */
  static String sanitized(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (!isPlain(label.charAt(i))) {
        return replaced(label);
      }
    }
    return label;
  }

  private static String replaced(String label) {
    StringBuilder clean = new StringBuilder(label.length());
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      clean.append(isPlain(c) ? c : '_');
    }
    return clean.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
