package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as getopt_long(3) divides it: options with their values, and other words.
 *
 * <p>Not through commons-cli, which divides otherwise where it matters to ranges: it takes {@code
 * -4:10} for the option {@code -4}, knows no {@code -wloss=5}, and reads {@code -port} as {@code
 * --port}. With the words divided it would have nothing left to do, and loading it costs up to 8
 * ms.
 *
 * <p>Other than with getopt_long, the word behind an option that needs a value is its value only if
 * it cannot be an option: it begins with no dash, or with a negative number. So {@code -H -p 1723}
 * is a missing host, not a host called {@code -p}. {@code -p=1723} is accepted.
 */
final class GetoptWords {
  /**
   * An option as it was given.
   *
   * @param value null if there is none
   */
  record Given(OptionSpec option, String value) {}

  private final List<OptionSpec> table;
  private final List<String> words;
  private final List<Given> options = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private int next;

  private GetoptWords(List<OptionSpec> table, List<String> words) {
    this.table = table;
    this.words = words;
  }

  /**
   * @throws UsageException naming an option that {@code table} does not have, or that has a value
   *     and takes none
   */
  static GetoptWords divide(List<OptionSpec> table, List<String> words) throws UsageException {
    GetoptWords divided = new GetoptWords(table, words);
    divided.divide();
    return divided;
  }

  /** In the order of the command line; any number of times the same. */
  List<Given> options() {
    return options;
  }

  /** The words that are no option and belong to none. */
  List<String> operands() {
    return operands;
  }

  private void divide() throws UsageException {
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.equals("--")) {
        operands.addAll(words.subList(next, words.size()));
        next = words.size();
      } else if (word.startsWith("--")) {
        longOption(word);
      } else if (word.startsWith("-") && word.length() > 1) {
        shortOptions(word);
      } else {
        operands.add(word);
      }
    }
  }

  private void longOption(String word) throws UsageException {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    for (OptionSpec option : table) {
      if (option.longName().equals(name)) {
        if (equals < 0) {
          add(option, "");
        } else if (option.takesValue()) {
          options.add(new Given(option, word.substring(equals + 1)));
        } else {
          throw new UsageException("option " + option.shown() + " takes no value");
        }
        return;
      }
    }
    throw unknown(word);
  }

  private void shortOptions(String word) throws UsageException {
    int at = 1;
    while (at < word.length()) {
      OptionSpec option = shortOption(word, at++);
      String rest = word.substring(at);
      add(option, rest);
      if (option.takesValue()) {
        return;
      }
    }
  }

  private OptionSpec shortOption(String word, int at) throws UsageException {
    for (OptionSpec option : table) {
      if (option.hasShortName() && option.shortName() == word.charAt(at)) {
        return option;
      }
    }
    throw unknown(word);
  }

  /** Adds {@code option}; if it takes a value, with {@code rest} or else with the next word. */
  private void add(OptionSpec option, String rest) {
    if (option.takesValue() && !rest.isEmpty()) {
      options.add(new Given(option, rest.startsWith("=") ? rest.substring(1) : rest));
    } else if (option.takesValue() && next < words.size() && isValue(words.get(next), option)) {
      options.add(new Given(option, words.get(next++)));
    } else {
      options.add(new Given(option, null));
    }
  }

  private static boolean isValue(String word, OptionSpec option) {
    if (!word.startsWith("-") || word.length() == 1) {
      return true;
    }
    char c = word.charAt(1);
    return !option.valueOptional() && ((c >= '0' && c <= '9') || c == '.');
  }

  private static UsageException unknown(String word) {
    return new UsageException("unknown option \"" + word + "\"");
  }
}
