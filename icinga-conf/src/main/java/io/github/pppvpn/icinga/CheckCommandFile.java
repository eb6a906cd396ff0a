package io.github.pppvpn.icinga;

import io.github.pppvpn.plugin.CommandSpec;
import java.util.List;

/**
 * The Icinga 2 configuration file with a CheckCommand for every command. ASCII, lines end in LF.
 */
public final class CheckCommandFile {
  private static final String HEAD =
      """
      /*
       * Icinga 2 CheckCommands of ppp-vpn-checks. Generated, see icinga-conf/README.md; what differs
       * here belongs into the hosts and services, or into an object that imports one of these.
       *
       * Each option is a variable: the object's name, "_", the option's long name with "_" for "-";
       * -H, --hostname is ..._address. Ranges are a text or an array of texts, [METRIC=]RANGE[,...].
       */
      """;

  private CheckCommandFile() {}

  public static String of(List<CommandSpec> commands) {
    StringBuilder text = new StringBuilder(HEAD);
    for (CommandSpec command : commands) {
      text.append('\n').append(CheckCommand.of(command));
    }
    return text.toString();
  }
}
