package io.github.pppvpn.plugin;

import java.util.List;

/**
 * A row of a command's table of Prometheus metrics.
 *
 * @param name {@code pppvpn_}, what it is, its base unit if it has one ({@code _seconds}, {@code
 *     _bytes}, {@code _ratio} for 0 to 1), and {@code _total} for a counter
 * @param type what its value does from run to run
 * @param help what it is, one line
 * @param labels the names of its own labels, in order
 * @param why why it is a counter or a gauge, where that is not plain; may be empty
 */
public record SeriesSpec(String name, Type type, String help, List<String> labels, String why) {

  /** What a value does from run to run. */
  public enum Type {
    /** It goes up and down. */
    GAUGE,
    /** It only grows, and begins at 0 again where its state was lost. */
    COUNTER;

    /** As the exposition format calls it. */
    public String word() {
      return this == GAUGE ? "gauge" : "counter";
    }
  }

  private static final String TOTAL = "_total";
  private static final List<String> UNITS = List.of("seconds", "bytes", "ratio");

  public SeriesSpec {
    labels = List.copyOf(labels);
    if (!name.startsWith("pppvpn_") || name.endsWith(TOTAL) != (type == Type.COUNTER)) {
      throw new IllegalArgumentException("not a name for a " + type.word() + ": " + name);
    }
  }

  public static SeriesSpec gauge(String name, String help, String... labels) {
    return new SeriesSpec(name, Type.GAUGE, help, List.of(labels), "");
  }

  public static SeriesSpec counter(String name, String help, String... labels) {
    return new SeriesSpec(name, Type.COUNTER, help, List.of(labels), "");
  }

  /** The same row with a sentence on why it is of its type. */
  public SeriesSpec because(String reason) {
    return new SeriesSpec(name, type, help, labels, reason);
  }

  /** The base unit that its name ends in; empty for a plain number. */
  public String unit() {
    String base = baseName();
    String last = base.substring(base.lastIndexOf('_') + 1);
    return UNITS.contains(last) ? last : "";
  }

  /** The name without {@code _total}. */
  String baseName() {
    return type == Type.COUNTER ? name.substring(0, name.length() - TOTAL.length()) : name;
  }
}
