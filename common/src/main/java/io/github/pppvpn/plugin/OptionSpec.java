package io.github.pppvpn.plugin;

/**
 * One row of a command's option table, from which its parsing, its help and its definitions for
 * monitoring systems are made.
 *
 * @param shortName the letter or digit after one dash; 0 for none
 * @param longName the name after two dashes; unique in the table
 * @param valueName what the value is called in the help; empty for a flag
 * @param defaultValue the value when the option is not given; empty for none
 * @param help one sentence
 * @param repeatable whether it may be given more than once, each time adding to the last
 * @param replacing whether the values of a repeatable option on the command line take the place of
 *     those in a file of options, instead of joining them
 * @param valueOptional whether the value may be left out
 * @param needed whether the command does nothing without it
 * @param label the label that its value is in all that the run tells Prometheus; empty for none
 */
public record OptionSpec(
    char shortName,
    String longName,
    String valueName,
    String defaultValue,
    String help,
    boolean repeatable,
    boolean replacing,
    boolean valueOptional,
    boolean needed,
    String label) {

  /** The {@link #shortName} of an option that has none. */
  public static final char NO_SHORT_NAME = 0;

  /** An option without a value. */
  public static OptionSpec flag(char shortName, String longName, String help) {
    return new OptionSpec(shortName, longName, "", "", help, false, false, false, false, "");
  }

  /** An option with a value. */
  public static OptionSpec valued(char shortName, String longName, String value, String help) {
    return new OptionSpec(shortName, longName, value, "", help, false, false, false, false, "");
  }

  /** The same option with a default. */
  public OptionSpec withDefault(String value) {
    return new OptionSpec(
        shortName,
        longName,
        valueName,
        value,
        help,
        repeatable,
        replacing,
        valueOptional,
        needed,
        label);
  }

  /** The same option, to be given any number of times. */
  public OptionSpec asRepeatable() {
    return repeatable(false);
  }

  /**
   * The same option, to be given any number of times; what the command line says of it stands
   * instead of what a file of options says.
   */
  public OptionSpec asList() {
    return repeatable(true);
  }

  private OptionSpec repeatable(boolean isReplacing) {
    return new OptionSpec(
        shortName,
        longName,
        valueName,
        defaultValue,
        help,
        true,
        isReplacing,
        valueOptional,
        needed,
        label);
  }

  /** The same option, with or without its value. */
  public OptionSpec withOptionalValue() {
    return new OptionSpec(
        shortName,
        longName,
        valueName,
        defaultValue,
        help,
        repeatable,
        replacing,
        true,
        needed,
        label);
  }

  /** The same option, without which the command does nothing. */
  public OptionSpec asNeeded() {
    return new OptionSpec(
        shortName,
        longName,
        valueName,
        defaultValue,
        help,
        repeatable,
        replacing,
        valueOptional,
        true,
        label);
  }

  /** The same option, whose value tells the series of one run from those of another. */
  public OptionSpec asLabel(String name) {
    return new OptionSpec(
        shortName,
        longName,
        valueName,
        defaultValue,
        help,
        repeatable,
        replacing,
        valueOptional,
        needed,
        name);
  }

  public boolean takesValue() {
    return !valueName.isEmpty();
  }

  public boolean hasShortName() {
    return shortName != NO_SHORT_NAME;
  }

  /** How a message names the option: {@code --port}. */
  public String shown() {
    return "--" + longName;
  }
}
