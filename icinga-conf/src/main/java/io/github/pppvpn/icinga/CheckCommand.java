package io.github.pppvpn.icinga;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.StandardOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One command as an Icinga 2 CheckCommand object ("Object Types" of its documentation). */
final class CheckCommand {
  private static final String EXECUTABLE_PREFIX = "check_";

  /** They answer no check, or not in the form that Icinga reads. */
  private static final Set<OptionSpec> LEFT_OUT =
      Set.of(StandardOptions.HELP, StandardOptions.VERSION, StandardOptions.OUTPUT);

  private static final Set<OptionSpec> TAKING_METRICS =
      Set.of(StandardOptions.WARNING, StandardOptions.CRITICAL);

  private final CommandSpec command;
  private final StringBuilder text = new StringBuilder();

  private CheckCommand(CommandSpec command) {
    this.command = command;
  }

  /** The object's text, ending in a line end. */
  static String of(CommandSpec command) {
    return new CheckCommand(command).write();
  }

  /** The object's name and the prefix of its variables: {@code pptp_tcp1723}. */
  static String name(CommandSpec command) {
    String name = command.name();
    return name.startsWith(EXECUTABLE_PREFIX) ? name.substring(EXECUTABLE_PREFIX.length()) : name;
  }

  /** Whether an option answers no check, or not in the form that Icinga reads. */
  static boolean isLeftOut(OptionSpec option) {
    return LEFT_OUT.contains(option);
  }

  private String write() {
    line("// " + command.question());
    line("object CheckCommand " + IcingaText.quoted(name(command)) + " {");
    line("  import \"plugin-check-command\"");
    line("");
    line("  command = [ PluginDir + " + IcingaText.quoted("/" + command.name()) + " ]");
    line("");
    line("  arguments = {");
    for (OptionSpec option : options()) {
      argument(option);
    }
    line("  }");
    line("");
    for (OptionSpec option : options()) {
      variable(option);
    }
    line("}");
    return text.toString();
  }

  private List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(command.allOptions());
    options.removeAll(LEFT_OUT);
    return options;
  }

  private void argument(OptionSpec option) {
    String key = option.hasShortName() ? "-" + option.shortName() : option.shown();
    String macro = IcingaText.macro(CustomVariable.of(command, option));
    line("    " + IcingaText.quoted(key) + " = {");
    line((option.takesValue() ? "      value = " : "      set_if = ") + macro);
    line("      description = " + IcingaText.quoted(description(option)));
    if (option.needed()) {
      line("      required = true");
    }
    if (option.repeatable() && option.takesValue()) {
      line("      repeat_key = true");
    }
    line("    }");
  }

  /** What a person reads about an option: its value, its meaning, its default. */
  static String description(CommandSpec command, OptionSpec option) {
    return new CheckCommand(command).description(option);
  }

  private String description(OptionSpec option) {
    return (option.takesValue() ? option.valueName() + ": " : "")
        + option.help()
        + (option.defaultValue().isEmpty() ? "" : " (default: " + option.defaultValue() + ")")
        + (TAKING_METRICS.contains(option) ? metrics() : "");
  }

  private String metrics() {
    return command.metrics().stream()
        .map(MetricSpec::name)
        .collect(Collectors.joining(", ", " (metrics: ", ")"));
  }

  /** Values stay unset, so that the command's own default counts, or that of an --extra-opts. */
  private void variable(OptionSpec option) {
    String name = CustomVariable.of(command, option);
    if (option.longName().equals(CustomVariable.HOST_OPTION)) {
      line("  vars." + name + " = \"$address$\"");
    } else if (!option.takesValue()) {
      line("  vars." + name + " = false");
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
