package io.github.pppvpn.icinga;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;

/** How the variable of an option is called: {@code pptp_tcp1723_port} for {@code --port}. */
final class CustomVariable {
  /** The host's option; as in the ITL its variable is the address, and the host object's own. */
  static final String HOST_OPTION = "hostname";

  private static final String HOST_VARIABLE = "address";

  private CustomVariable() {}

  static String of(CommandSpec command, OptionSpec option) {
    String name = option.longName().equals(HOST_OPTION) ? HOST_VARIABLE : option.longName();
    return CheckCommand.name(command) + "_" + name.replace('-', '_');
  }
}
