package io.github.pppvpn.plugin;

import java.util.Optional;

/**
 * A metric's unit of measurement: its perfdata UOM and the suffixes that a range bound may have.
 */
public enum Unit {
  /** A count or a ratio; no suffix. */
  NONE(""),
  /** Seconds; suffixes {@code us}, {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. */
  SECONDS("s"),
  /** Percent; suffix {@code %}. */
  PERCENT("%"),
  /**
   * Bytes; suffixes {@code k M G T} (powers of 1000) and {@code Ki Mi Gi Ti} (powers of 1024), each
   * with or without {@code B}, and {@code B} alone.
   */
  BYTES("B"),
  /** A count that only grows; suffixes as for {@link #BYTES}, without the {@code B}. */
  COUNTER("c");

  private final String uom;

  Unit(String uom) {
    this.uom = uom;
  }

  /** The perfdata UOM. */
  public String uom() {
    return uom;
  }

  /**
   * What a bound with this suffix is multiplied by to be in this unit; empty if the unit does not
   * know the suffix. The empty suffix is 1.
   */
  public Optional<Multiplier> multiplier(String suffix) {
    if (suffix.isEmpty()) {
      return Optional.of(Multiplier.ONE);
    }
    return switch (this) {
      case NONE -> Optional.empty();
      case SECONDS -> seconds(suffix);
      case PERCENT -> suffix.equals("%") ? Optional.of(Multiplier.ONE) : Optional.empty();
      case BYTES -> suffix.endsWith("B") ? bytes(suffix, suffix.length() - 1) : scale(suffix);
      case COUNTER -> scale(suffix);
    };
  }

  private static Optional<Multiplier> seconds(String suffix) {
    return switch (suffix) {
      case "us" -> Optional.of(new Multiplier(1, -6));
      case "ms" -> Optional.of(new Multiplier(1, -3));
      case "s" -> Optional.of(Multiplier.ONE);
      case "m" -> Optional.of(new Multiplier(60, 0));
      case "h" -> Optional.of(new Multiplier(3_600, 0));
      case "d" -> Optional.of(new Multiplier(86_400, 0));
      default -> Optional.empty();
    };
  }

  private static Optional<Multiplier> bytes(String suffix, int prefixLength) {
    return prefixLength == 0
        ? Optional.of(Multiplier.ONE)
        : scale(suffix.substring(0, prefixLength));
  }

  private static Optional<Multiplier> scale(String prefix) {
    boolean binary = prefix.length() == 2 && prefix.charAt(1) == 'i';
    if (!binary && prefix.length() != 1) {
      return Optional.empty();
    }
    char letter = binary && prefix.charAt(0) == 'K' ? 'k' : prefix.charAt(0);
    if (binary && prefix.charAt(0) == 'k') {
      return Optional.empty();
    }
    int power = "kMGT".indexOf(letter) + 1;
    return power == 0
        ? Optional.empty()
        : Optional.of(
            binary ? new Multiplier(1L << (10 * power), 0) : new Multiplier(1, 3 * power));
  }

  /** {@code value} for a person to read: three digits and the unit, {@code 12.3 ms}. */
  public String text(double value) {
    return switch (this) {
      case NONE, COUNTER -> Numbers.rounded(value);
      case PERCENT -> Numbers.rounded(value) + "%";
      case SECONDS -> secondsText(value);
      case BYTES -> Numbers.rounded(value) + " B";
    };
  }

  /** {@code value} with all its digits and the unit, {@code 0.2001 s}. */
  String exactText(double value) {
    return switch (this) {
      case NONE, COUNTER -> Numbers.plain(value);
      case PERCENT -> Numbers.plain(value) + "%";
      case SECONDS, BYTES -> Numbers.plain(value) + " " + uom;
    };
  }

  private static String secondsText(double value) {
    double size = Math.abs(value);
    if (size != 0 && size < 0.001) {
      return Numbers.rounded(value * 1e6) + " us";
    }
    if (size != 0 && size < 1) {
      return Numbers.rounded(value * 1e3) + " ms";
    }
    return Numbers.rounded(value) + " s";
  }
}
