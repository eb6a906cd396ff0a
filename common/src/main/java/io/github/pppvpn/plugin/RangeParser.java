package io.github.pppvpn.plugin;

import java.util.Optional;

/**
 * The grammar of {@link Range}:
 *
 * <pre>
 * range  = ["@"] ( bound | start ":" [ bound ] )
 * start  = bound | "~"
 * bound  = ["-"] ( digits ["." digits] | "." digits ) [ ("e"|"E") ["+"|"-"] digits ] [ suffix ]
 * </pre>
 *
 * The digits are ASCII; an exponent has at most six.
 */
final class RangeParser {
  /** Far beyond a double's exponent; keeps BigDecimal from being asked for gigabytes of digits. */
  private static final int MAX_EXPONENT_DIGITS = 6;

  private final String text;
  private final Unit unit;

  private RangeParser(String text, Unit unit) {
    this.text = text;
    this.unit = unit;
  }

  static Range parse(String text, Unit unit) throws UsageException {
    return new RangeParser(text, unit).range();
  }

  private Range range() throws UsageException {
    boolean inside = text.startsWith("@");
    String body = inside ? text.substring(1) : text;
    int colon = body.indexOf(':');
    double start = 0;
    double end = Double.POSITIVE_INFINITY;
    if (colon < 0) {
      end = bound(body);
    } else {
      String from = body.substring(0, colon);
      String to = body.substring(colon + 1);
      start = from.equals("~") ? Double.NEGATIVE_INFINITY : bound(from);
      if (!to.isEmpty()) {
        end = bound(to);
      }
    }
    if (start > end) {
      throw new UsageException(
          quoted() + " is not a range: its start is greater than its end" + hint(start));
    }
    return new Range(start, end, inside);
  }

  private static String hint(double start) {
    return start == 0 ? " (a plain END means 0:END; write ~:END for anything up to END)" : "";
  }

  private double bound(String bound) throws UsageException {
    int number = lengthOfNumber(bound);
    if (number == 0) {
      throw notARange();
    }
    String suffix = bound.substring(number);
    Optional<Multiplier> multiplier = unit.multiplier(suffix);
    if (multiplier.isEmpty()) {
      if (suffix.indexOf(':') >= 0 || suffix.indexOf('@') >= 0 || suffix.indexOf(',') >= 0) {
        throw notARange();
      }
      throw new UsageException(
          quoted() + " is not a range: the metric does not take the suffix \"" + suffix + "\"");
    }
    double value = multiplier.get().times(bound.substring(0, number));
    if (Double.isInfinite(value)) {
      throw new UsageException(quoted() + " is not a range: the number is too large");
    }
    return value;
  }

  /** The length of the number that {@code bound} begins with; 0 if it does not. */
  private int lengthOfNumber(String bound) throws UsageException {
    int at = bound.startsWith("-") ? 1 : 0;
    int whole = digits(bound, at);
    int end = at + whole;
    if (end < bound.length() && bound.charAt(end) == '.') {
      int fraction = digits(bound, end + 1);
      if (fraction == 0) {
        return 0;
      }
      end += 1 + fraction;
    } else if (whole == 0) {
      return 0;
    }
    return end + lengthOfExponent(bound, end);
  }

  private int lengthOfExponent(String bound, int at) throws UsageException {
    if (at >= bound.length() || (bound.charAt(at) | 0x20) != 'e') {
      return 0;
    }
    int sign = at + 1;
    boolean signed =
        sign < bound.length() && (bound.charAt(sign) == '+' || bound.charAt(sign) == '-');
    int first = signed ? sign + 1 : sign;
    int digits = digits(bound, first);
    if (digits > MAX_EXPONENT_DIGITS) {
      throw new UsageException(quoted() + " is not a range: the exponent is too large");
    }
    return digits == 0 ? 0 : first + digits - at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  private String quoted() {
    return "\"" + text + "\"";
  }

  private UsageException notARange() {
    return new UsageException(
        quoted() + " is not a range (END, START:, START:END, ~:END, or one of these after @)");
  }
}
