package io.github.pppvpn.checks.tables;

import io.github.pppvpn.checks.Main;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import java.util.List;

/** The tables of every command, and what is to be read from a row. */
public final class OptionTables {
  private static final String NEEDED = "; needed";

  private OptionTables() {}

  /** What every command of the suite is called and takes, in the order of {@link Main}. */
  public static List<CommandSpec> ofEveryCommand() {
    return Main.commands().stream().map(Check::spec).toList();
  }

  /** Whether the command does nothing without the option: its help ends by saying so. */
  public static boolean isNeeded(OptionSpec option) {
    return option.help().endsWith(NEEDED);
  }
}
