package io.github.pppvpn.packaging;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;
import java.util.Locale;

/** A command's manual page, in the macros of man(7). */
final class ManPage {
  /** System administration: the commands lie outside of everybody's path. */
  static final String SECTION = "8";

  private final CommandSpec command;
  private final StringBuilder out = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  static String of(CommandSpec command, String version) {
    return new ManPage(command).write(version);
  }

  private String write(String version) {
    String name = command.name();
    macro("TH " + name.toUpperCase(Locale.ROOT) + " " + SECTION + " \"\"");
    out.setLength(out.length() - 1);
    out.append(" \"ppp-vpn-checks ").append(version).append("\" \"Monitoring plugins\"\n");
    macro("SH NAME");
    out.append(escaped(name)).append(" \\- ").append(escaped(command.question())).append('\n');
    macro("SH SYNOPSIS");
    out.append("\\fB").append(escaped(name)).append("\\fR");
    for (OptionSpec option : command.options()) {
      if (option.needed()) {
        out.append(" \\fB-").append(option.shortName()).append("\\fR \\fI");
        out.append(escaped(option.valueName())).append("\\fR");
      }
    }
    out.append(" [\\fIoptions\\fR]\n");
    macro("SH DESCRIPTION");
    for (String note : command.notes()) {
      macro("PP");
      text(note);
    }
    options("SH OPTIONS", command.options());
    int own = command.options().size();
    options("SS Options of every command", command.allOptions().subList(own, own + standard()));
    metrics();
    exits();
    examples();
    macro("SH SEE ALSO");
    text("/usr/share/doc/ppp-vpn-checks, https://www.monitoring-plugins.org/doc/guidelines.html");
    return out.toString();
  }

  private int standard() {
    return command.allOptions().size() - command.options().size();
  }

  private void options(String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    macro(heading);
    for (OptionSpec option : options) {
      macro("TP");
      if (option.hasShortName()) {
        out.append("\\fB").append(escaped("-" + option.shortName())).append("\\fR, ");
      }
      out.append("\\fB").append(escaped(option.shown())).append("\\fR");
      if (option.takesValue()) {
        String value = "=\\fI" + escaped(option.valueName()) + "\\fR";
        out.append(option.valueOptional() ? "[" + value + "]" : value);
      }
      out.append('\n');
      text(
          option.help()
              + (option.needed() ? "; needed" : "")
              + (option.repeatable() && option.takesValue() ? "; repeatable" : "")
              + (option.defaultValue().isEmpty() ? "" : " (default: " + option.defaultValue() + ")")
              + ".");
    }
  }

  private void metrics() {
    if (command.metrics().isEmpty()) {
      return;
    }
    macro("SH METRICS");
    text("Each can have a warning and a critical range; a bare range is for the first.");
    for (MetricSpec metric : command.metrics()) {
      macro("TP");
      out.append("\\fB").append(escaped(metric.name())).append("\\fR");
      out.append(metric.unit() == Unit.NONE ? "" : " (" + metric.unit().uom() + ")").append('\n');
      text(
          metric.help()
              + (metric.warning().isEmpty() ? "" : "; warning by default: " + metric.warning())
              + (metric.critical().isEmpty() ? "" : "; critical by default: " + metric.critical())
              + ".");
    }
  }

  private void exits() {
    macro("SH EXIT STATUS");
    text(
        "0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN: also for a wrong option, a missing privilege, and"
            + " --help and --version. No other.");
  }

  private void examples() {
    macro("SH EXAMPLES");
    for (CommandSpec.Example example : command.examples()) {
      macro("PP");
      macro("nf");
      macro("RS");
      text(command.name() + " " + example.arguments());
      macro("RE");
      macro("fi");
      macro("PP");
      text(example.purpose() + ".");
    }
  }

  private void macro(String line) {
    out.append('.').append(line).append('\n');
  }

  private void text(String line) {
    String text = escaped(line);
    boolean control = text.startsWith(".") || text.startsWith("'");
    out.append(control ? "\\&" : "").append(text).append('\n');
  }

  /** Backslashes and dashes as themselves: a plain dash is a hyphen to a man page. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
