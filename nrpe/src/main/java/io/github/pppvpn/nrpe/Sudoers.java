package io.github.pppvpn.nrpe;

import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.VpnServices;
import java.util.ArrayList;
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

  /**
   * The commands of which a vantage point has definitions with sudo, where the capability is
   * missing.
   */
  private static final List<String> NEED_ROOT = List.of("check_gre_probe");

  static final String BLOCK_ADD = "/usr/lib/ppp-vpn-checks/vpn-block-add";

  private static final String HEAD =
      """
      # What the monitoring user may do as root, and no more. Generated, see nrpe/README.md.
      # /etc/sudoers.d/ppp-vpn-checks, mode 0440. Leave out what is not used: a line each.

      """;

  private Sudoers() {}

  public static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        "# check_gre_probe on a vantage point: a raw socket, where the daemon has not the capability; with\n# the server's name in the place of vpn.example.org, as in NRPE's definitions\n");
    for (Service service : needRoot()) {
      line(text, CommandFiles.line(service, CommandFiles.EXAMPLE_SERVER));
    }
    text.append("\n# vpn-block: adds to two sets of the firewall; takes no argument\n");
    line(text, BLOCK_ADD + " \"\"");
    text.append("\n# vpn-restart: starts a VPN daemon again\n");
    for (String unit : UNITS) {
      line(text, "/usr/bin/systemctl restart " + unit);
    }
    return text.toString();
  }

  /** The services of a vantage point that need a raw socket. */
  static List<Service> needRoot() {
    List<Service> services = new ArrayList<>();
    for (Service service : VpnServices.all()) {
      if (service.place() == Place.VANTAGE_POINT && NEED_ROOT.contains(service.command().name())) {
        services.add(service);
      }
    }
    return services;
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
