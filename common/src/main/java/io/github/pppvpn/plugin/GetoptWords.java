package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as getopt_long(3) divides it, with every option in the form {@code --name} or
 * {@code --name=value}.
 *
 * <p>commons-cli, left to itself, divides otherwise where it matters to ranges: it takes {@code
 * -4:10} for the option {@code -4}, knows no {@code -wloss=5}, and reads {@code -port} as {@code
 * --port}.
 *
 * <p>Other than with getopt_long, the word behind an option that needs a value is its value only if
 * it cannot be an option: it begins with no dash, or with a negative number. So {@code -H -p 1723}
 * is a missing host, not a host called {@code -p}. {@code -p=1723} is accepted.
 */
final class GetoptWords {
  private final List<OptionSpec> table;
  private final List<String> words;
  private final List<String> divided = new ArrayList<>();
  private int next;

  private GetoptWords(List<OptionSpec> table, List<String> words) {
    this.table = table;
    this.words = words;
  }

  /**
   * @throws UsageException naming an option that {@code table} does not have, or that has no value
   */
  static List<String> divide(List<OptionSpec> table, List<String> words) throws UsageException {
    return new GetoptWords(table, words).divide();
  }

  private List<String> divide() throws UsageException {
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.equals("--")) {
        divided.add(word);
        divided.addAll(words.subList(next, words.size()));
        next = words.size();
      } else if (word.startsWith("--")) {
        longOption(word);
      } else if (word.startsWith("-") && word.length() > 1) {
        shortOptions(word);
      } else {
        divided.add(word);
      }
    }
    return divided;
  }

  private void longOption(String word) throws UsageException {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    for (OptionSpec option : table) {
      if (option.longName().equals(name)) {
        if (equals < 0) {
          add(option, "");
        } else if (option.takesValue()) {
          divided.add(word);
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
    if (!option.takesValue()) {
      divided.add(option.shown());
    } else if (!rest.isEmpty()) {
      divided.add(option.shown() + (rest.startsWith("=") ? "" : "=") + rest);
    } else if (next < words.size() && isValue(words.get(next), option)) {
      divided.add(option.shown() + "=" + words.get(next++));
    } else {
      divided.add(option.shown());
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
