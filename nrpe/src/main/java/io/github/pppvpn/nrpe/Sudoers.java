package io.github.pppvpn.nrpe;

import io.github.pppvpn.plugin.CommandSpec;
import java.util.List;

/**
 * The file for sudoers.d: a line for each command that needs root, with its whole command line, and
 * nothing more. A rule without arguments would let any argument through.
 */
public final class Sudoers {
  /** What {@code vpn-restart} may start again. */
  static final List<String> UNITS =
      List.of(
          "accel-ppp.service", "pptpd.service", "softether-vpnserver.service", "xl2tpd.service");

  /** The commands of which NRPE has a definition with sudo, for a host without the capability. */
  static final List<String> NEED_ROOT = List.of("check_gre_probe");

  static final String BLOCK_ADD = "/usr/lib/ppp-vpn-checks/vpn-block-add";

  private static final String HEAD =
      """
      # What the monitoring user may do as root, and no more. Generated, see nrpe/README.md.
      # /etc/sudoers.d/ppp-vpn-checks, mode 0440. Leave out what is not used: a line each.

      """;

  private Sudoers() {}

  public static String of(List<CommandSpec> commands) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("# check_gre_probe: a raw socket, where the daemon has not the capability\n");
    for (CommandSpec command : commands) {
      if (NEED_ROOT.contains(command.name())) {
        line(text, CommandFiles.PLUGIN_FOLDER + command.name() + LocalArguments.of(command));
      }
    }
    text.append("\n# vpn-block: adds to two sets of the firewall; takes no argument\n");
    line(text, BLOCK_ADD + " \"\"");
    text.append("\n# vpn-restart: starts a VPN daemon again\n");
    for (String unit : UNITS) {
      line(text, "/usr/bin/systemctl restart " + unit);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String command) {
    text.append("nagios ALL=(root) NOPASSWD: ").append(escaped(command)).append('\n');
  }

  /** What sudoers(5) wants escaped in command arguments. */
  private static String escaped(String command) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < command.length(); i++) {
      if (",:=\\".indexOf(command.charAt(i)) >= 0) {
        escaped.append('\\');
      }
      escaped.append(command.charAt(i));
    }
    return escaped.toString();
  }
}
