package io.github.pppvpn.plugin;

/** A command's {@code --help}, made from its tables. */
final class HelpText {
  private static final int WIDTH = 80;
  private static final int INDENT = 26;

  private final CommandSpec command;
  private final StringBuilder text = new StringBuilder();

  private HelpText(CommandSpec command) {
    this.command = command;
  }

  static String of(CommandSpec command) {
    return new HelpText(command).write();
  }

  static String version(CommandSpec command) {
    return command.name() + " " + Version.text() + " (ppp-vpn-checks)\n";
  }

  private String write() {
    text.append(command.name()).append(": ").append(command.question()).append("\n\nUsage: ");
    text.append(command.name()).append(" [options]\n\nOptions:\n");
    for (OptionSpec option : command.options()) {
      row(label(option), help(option));
    }
    text.append("\nOptions of every command:\n");
    for (OptionSpec option : StandardOptions.ALL) {
      row(label(option), help(option));
    }
    metrics();
    text.append(
        """

        A RANGE is END, START:, START:END or ~:END and alerts on values outside it, ends
        included in it; with @ before it, inside. A bound may have a suffix of the
        metric's own unit: 200ms, 5m, 80%, 64k, 2Gi. Critical is judged first.

        Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
        """);
    for (String note : command.notes()) {
      text.append('\n');
      wrapped(note, 0, 0);
    }
    examples();
    return text.toString();
  }

  private void metrics() {
    if (command.metrics().isEmpty()) {
      return;
    }
    text.append("\nMetrics:\n");
    for (MetricSpec metric : command.metrics()) {
      String unit = metric.unit() == Unit.NONE ? "" : " (" + metric.unit().uom() + ")";
      row("  " + metric.name() + unit, metric.help() + ranges(metric));
    }
  }

  private static String ranges(MetricSpec metric) {
    String ranges = "";
    if (!metric.warning().isEmpty()) {
      ranges += "; default -w " + metric.warning();
    }
    if (!metric.critical().isEmpty()) {
      ranges += "; default -c " + metric.critical();
    }
    return ranges;
  }

  private void examples() {
    text.append("\nExamples:\n");
    for (CommandSpec.Example example : command.examples()) {
      text.append("  ").append(command.name()).append(' ').append(example.arguments());
      text.append('\n');
      wrapped(example.purpose(), 6, 6);
    }
  }

  private static String label(OptionSpec option) {
    String shortName = option.hasShortName() ? "-" + option.shortName() + ", " : "    ";
    String value = option.takesValue() ? "=" + option.valueName() : "";
    return "  " + shortName + option.shown() + (option.valueOptional() ? "[" + value + "]" : value);
  }

  private static String help(OptionSpec option) {
    return option.help()
        + (option.needed() ? "; needed" : "")
        + (option.defaultValue().isEmpty() ? "" : " (default: " + option.defaultValue() + ")")
        + (option.repeatable() && option.takesValue() ? "; repeatable" : "");
  }

  private void row(String label, String help) {
    text.append(label);
    if (label.length() < INDENT - 1) {
      text.append(" ".repeat(INDENT - label.length()));
      wrapped(help, 0, INDENT);
    } else {
      text.append('\n');
      wrapped(help, INDENT, INDENT);
    }
  }

  /** {@code paragraph} in lines of {@link #WIDTH}, the first after {@code first} blanks. */
  private void wrapped(String paragraph, int first, int indent) {
    text.append(" ".repeat(first));
    int column = indent;
    for (String word : paragraph.split(" ", -1)) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
