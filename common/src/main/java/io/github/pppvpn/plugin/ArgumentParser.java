package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Reads a command line by an option table, through commons-cli. */
final class ArgumentParser {
  private final List<OptionSpec> table;

  ArgumentParser(List<OptionSpec> table) {
    this.table = table;
  }

  /**
   * @throws UsageException naming the option and the text
   */
  Arguments parse(List<String> words) throws UsageException {
    List<String> divided = GetoptWords.divide(table, words);
    CommandLine line;
    try {
      line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options(), divided.toArray(new String[0]));
    } catch (MissingArgumentException e) {
      throw missingValue(e.getOption());
    } catch (UnrecognizedOptionException e) {
      throw new UsageException("unknown option \"" + e.getOption() + "\"");
    } catch (ParseException e) {
      throw new UsageException(e.getMessage());
    }
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          "\"" + line.getArgList().get(0) + "\" is not an option and belongs to none");
    }
    return arguments(line);
  }

  private Options options() {
    Options options = new Options();
    for (OptionSpec spec : table) {
      Option option =
          new Option(
              spec.hasShortName() ? String.valueOf(spec.shortName()) : null,
              spec.longName(),
              spec.takesValue(),
              spec.help());
      option.setOptionalArg(spec.valueOptional());
      options.addOption(option);
    }
    return options;
  }

  private UsageException missingValue(Option option) {
    for (OptionSpec spec : table) {
      if (spec.longName().equals(option.getLongOpt())) {
        return new UsageException("option " + spec.shown() + " needs a value: " + spec.valueName());
      }
    }
    return new UsageException("an option needs a value");
  }

  private Arguments arguments(CommandLine line) throws UsageException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Option option : line.getOptions()) {
      OptionSpec spec = specOf(option);
      List<String> sofar = values.computeIfAbsent(spec.longName(), name -> new ArrayList<>());
      if (!sofar.isEmpty() && !spec.repeatable()) {
        throw new UsageException("option " + spec.shown() + " is given twice");
      }
      String value = option.getValue();
      if (spec.takesValue() && !spec.valueOptional() && (value == null || value.isEmpty())) {
        throw missingValue(option);
      }
      sofar.add(value == null ? "" : value);
    }
    return Arguments.of(values);
  }

  private OptionSpec specOf(Option option) {
    for (OptionSpec spec : table) {
      if (spec.longName().equals(option.getLongOpt())) {
        return spec;
      }
    }
    throw new IllegalStateException("commons-cli returned an option that it was not given");
  }
}
