package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.GetoptWords.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a command line by an option table. */
final class ArgumentParser {
  private final List<OptionSpec> table;

  ArgumentParser(List<OptionSpec> table) {
    this.table = table;
  }

  /**
   * @throws UsageException naming the option and the text
   */
  Arguments parse(List<String> words) throws UsageException {
    GetoptWords divided = GetoptWords.divide(table, words);
    for (Given given : divided.options()) {
      if (given.value() == null && given.option().takesValue() && !given.option().valueOptional()) {
        throw missingValue(given.option());
      }
    }
    if (!divided.operands().isEmpty()) {
      throw new UsageException(
          "\"" + divided.operands().get(0) + "\" is not an option and belongs to none");
    }
    return arguments(divided.options());
  }

  private static UsageException missingValue(OptionSpec option) {
    return new UsageException("option " + option.shown() + " needs a value: " + option.valueName());
  }

  private static Arguments arguments(List<Given> options) throws UsageException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Given given : options) {
      OptionSpec option = given.option();
      List<String> sofar = values.getOrDefault(option.longName(), new ArrayList<>());
      values.put(option.longName(), sofar);
      if (!sofar.isEmpty() && !option.repeatable()) {
        throw new UsageException("option " + option.shown() + " is given twice");
      }
      String value = given.value() == null ? "" : given.value();
      if (option.takesValue() && !option.valueOptional() && value.isEmpty()) {
        throw missingValue(option);
      }
      sofar.add(value);
    }
    return Arguments.of(values);
  }
}
