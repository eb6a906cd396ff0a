package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of one run with their values as given; every getter that reads a value checks it. */
public final class Arguments {
  private final Map<String, List<String>> given;

  private Arguments(Map<String, List<String>> given) {
    this.given = given;
  }

  static Arguments of(Map<String, List<String>> valuesByLongName) {
    return new Arguments(new LinkedHashMap<>(valuesByLongName));
  }

  /**
   * These options over those of a weaker source: a value given here replaces the weaker one, that
   * of a repeatable option is added behind it, unless it is a replacing one.
   */
  Arguments over(Arguments weaker, List<OptionSpec> table) {
    Map<String, List<String>> merged = new LinkedHashMap<>(weaker.given);
    for (OptionSpec option : table) {
      List<String> mine = given.get(option.longName());
      if (mine != null) {
        boolean joins = option.repeatable() && !option.replacing();
        List<String> values = new ArrayList<>(joins ? weaker.all(option) : List.of());
        values.addAll(mine);
        merged.put(option.longName(), values);
      }
    }
    return new Arguments(merged);
  }

  /** Whether the option was given. */
  public boolean has(OptionSpec option) {
    return given.containsKey(option.longName());
  }

  /** How often the option was given. */
  public int count(OptionSpec option) {
    return all(option).size();
  }

  /** Every value given, in order; those of a flag are empty texts. Defaults are left out. */
  public List<String> all(OptionSpec option) {
    return given.getOrDefault(option.longName(), List.of());
  }

  /** The value given, else the default, else nothing. */
  public Optional<String> value(OptionSpec option) {
    List<String> values = all(option);
    if (!values.isEmpty()) {
      return Optional.of(values.get(values.size() - 1));
    }
    return option.defaultValue().isEmpty() ? Optional.empty() : Optional.of(option.defaultValue());
  }

  /**
   * The value given, else the default.
   *
   * @throws UsageException if there is neither
   */
  public String required(OptionSpec option) throws UsageException {
    Optional<String> value = value(option);
    if (value.isEmpty()) {
      throw new UsageException(
          "option "
              + (option.hasShortName() ? "-" + option.shortName() + ", " : "")
              + option.shown()
              + " is needed");
    }
    return value.get();
  }

  /**
   * A whole number.
   *
   * @throws UsageException if the value is none, or not within {@code min} and {@code max}
   */
  public int integer(OptionSpec option, int min, int max) throws UsageException {
    String text = required(option);
    long number = -1;
    boolean valid = !text.isEmpty() && text.length() <= 10;
    for (int i = 0; valid && i < text.length(); i++) {
      valid = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (valid) {
      number = Long.parseLong(text);
    }
    if (number < min || number > max) {
      throw wrong(option, text, "a whole number from " + min + " to " + max);
    }
    return (int) number;
  }

  /**
   * A state by its name or exit code.
   *
   * @throws UsageException if the value is none
   */
  public State state(OptionSpec option) throws UsageException {
    String text = required(option);
    Optional<State> state = State.named(text);
    if (state.isEmpty()) {
      throw wrong(option, text, "OK, WARNING, CRITICAL, UNKNOWN or 0 to 3");
    }
    return state.get();
  }

  /** Whether the run gives a range to that metric, which is no family. */
  public boolean judges(MetricSpec metric) {
    String range = metric.name() + "=";
    for (OptionSpec option : List.of(StandardOptions.WARNING, StandardOptions.CRITICAL)) {
      for (String text : all(option)) {
        if (text.startsWith(range) || text.contains("," + range)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The complaint about a value that is not {@code wanted}. */
  public static UsageException wrong(OptionSpec option, String text, String wanted) {
    return new UsageException("option " + option.shown() + ": \"" + text + "\" is not " + wanted);
  }
}
