package io.github.pppvpn.nrpe;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.StandardOptions;
import io.github.pppvpn.services.Handler;
import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.StandardService;
import io.github.pppvpn.services.VpnServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * NRPE's command definitions ({@code command[NAME]=LINE}, sample-config/nrpe.cfg of NRPE 4.1) for
 * every command that can be asked about its own host: one file without arguments from the network,
 * one with. ASCII, lines end in LF.
 */
public final class CommandFiles {
  /** Where Debian, Ubuntu and Icinga 2's PluginDir have the commands. */
  static final String PLUGIN_FOLDER = "/usr/lib/nagios/plugins/";

  /** What follows the command's name in the definition that takes its ranges as arguments. */
  static final String THRESHOLDS_SUFFIX = "_thresholds";

  static final String EXAMPLE_SERVER = "vpn.example.org";

  private static final String FIXED_HEAD =
      """
      # NRPE commands of ppp-vpn-checks: this host's own VPN server. Generated, see nrpe/README.md;
      # what differs here belongs into a file of its own, under a name of its own.
      #
      # To be installed as /etc/nagios/nrpe.d/ppp-vpn-checks.cfg. No command here takes an argument
      # from the network, so NRPE's default dont_blame_nrpe=0 stays.
      # The deadline of 8 s lets an answer arrive before check_nrpe's own 10 s are over.
      """;

  private static final String THRESHOLDS_HEAD =
      """
      # NRPE commands of ppp-vpn-checks that take their ranges from the monitoring server.
      # Generated, see nrpe/README.md.
      #
      # NOT for a default install: these work only with dont_blame_nrpe=1 and an NRPE built with
      # --enable-command-args, which Debian's is not. Then whoever may ask NRPE sets the ranges, and
      # nothing else: the single quotes keep a range one word for the shell, and NRPE lets no
      # argument with a single quote in.
      #
      # check_nrpe -H HOST -c NAME -a WARNING CRITICAL, each [METRIC=]RANGE[,...]; always both,
      # and ~: for the one that is not wanted, since NRPE drops empty arguments.
      """;

  /**
   * Commands that say something from elsewhere only: over 127.0.0.1 GRE passes whatever the
   * firewalls between the server and its clients do.
   */
  static final Set<String> FROM_ELSEWHERE = Set.of("check_gre_probe");

  private static final String SERVICES_HEAD =
      """
      # NRPE commands of ppp-vpn-checks, by services. Generated, see nrpe/README.md; what differs here
      # belongs into a file of its own, under a name of its own.
      #
      # To be installed as /etc/nagios/nrpe.d/ppp-vpn-checks-services.cfg.
      # The services of a VPN server: the commands above with options and ranges, and what
      # monitoring-plugins answer. Their intervals and reasons: icinga-conf/README.md.
      """;

  private static final String HANDLERS_HEAD =
      """

      # The event handlers, which answer as services too. They do nothing without the lines of
      # sudoers.d/ppp-vpn-checks.
      """;

  private static final String VANTAGE_HEAD =
      """
      # NRPE commands of ppp-vpn-checks for a vantage point: a host that asks a VPN server as clients
      # do, from its own network. Generated, see nrpe/README.md.
      #
      # Put the server's name or address in the place of vpn.example.org, and install this as
      # /etc/nagios/nrpe.d/ppp-vpn-checks-vantage.cfg. vpn-gre and vpn-path-mtu need CAP_NET_RAW.
      """;

  private CommandFiles() {}

  /** The definitions that take no argument from the network. */
  public static String fixed(List<CommandSpec> commands) {
    StringBuilder text = new StringBuilder(FIXED_HEAD);
    for (CommandSpec command : local(commands)) {
      define(text, command, "", "");
    }
    return text.toString();
  }

  /** The definitions of the services that are asked on the VPN server, by the services' names. */
  public static String services() {
    StringBuilder text = new StringBuilder(SERVICES_HEAD);
    for (Service service : VpnServices.all()) {
      if (service.place() == Place.SERVER) {
        define(text, service, LocalArguments.THIS_HOST);
      }
    }
    for (StandardService service : VpnServices.standard()) {
      text.append("\n# ").append(service.title()).append('\n');
      text.append("command[").append(service.name()).append("]=").append(PLUGIN_FOLDER);
      text.append(service.plugin()).append(' ').append(Shell.line(service.words())).append('\n');
    }
    text.append(HANDLERS_HEAD);
    for (Handler handler : VpnServices.handlers()) {
      text.append("\n# ").append(handler.question()).append('\n');
      text.append("command[").append(handler.name()).append("]=").append(PLUGIN_FOLDER);
      text.append(handler.name()).append('\n');
    }
    return text.toString();
  }

  /** The definitions for a host from which a VPN server is asked. */
  public static String vantagePoint() {
    StringBuilder text = new StringBuilder(VANTAGE_HEAD);
    for (Service service : VpnServices.all()) {
      if (service.place() == Place.VANTAGE_POINT) {
        define(text, service, EXAMPLE_SERVER);
      }
    }
    for (Service service : Sudoers.needRoot()) {
      text.append("\n# the same where NRPE has not the capability: by a line of sudoers\n");
      text.append("command[").append(service.name()).append("_sudo]=/usr/bin/sudo -n ");
      text.append(line(service, EXAMPLE_SERVER)).append('\n');
    }
    return text.toString();
  }

  private static void define(StringBuilder text, Service service, String server) {
    text.append("\n# ").append(service.tells()).append('\n');
    text.append("command[").append(service.name()).append("]=");
    text.append(line(service, server)).append('\n');
  }

  /** The command line of a service. */
  static String line(Service service, String server) {
    String own =
        PLUGIN_FOLDER + service.command().name() + LocalArguments.of(service.command(), server);
    return service.words().isEmpty() ? own : own + ' ' + Shell.line(service.words());
  }

  /** The definitions that take the warning and the critical ranges, for commands with metrics. */
  public static String thresholds(List<CommandSpec> commands) {
    String ranges =
        " %s '$ARG1$' %s '$ARG2$'"
            .formatted(word(StandardOptions.WARNING), word(StandardOptions.CRITICAL));
    StringBuilder text = new StringBuilder(THRESHOLDS_HEAD);
    for (CommandSpec command : local(commands)) {
      if (!command.metrics().isEmpty()) {
        define(text, command, THRESHOLDS_SUFFIX, ranges);
      }
    }
    return text.toString();
  }

  private static List<CommandSpec> local(List<CommandSpec> commands) {
    List<CommandSpec> local = new ArrayList<>(commands);
    local.removeIf(command -> FROM_ELSEWHERE.contains(command.name()));
    return local;
  }

  private static void define(
      StringBuilder text, CommandSpec command, String suffix, String arguments) {
    text.append("\n# ").append(command.question()).append('\n');
    text.append("command[").append(command.name()).append(suffix).append("]=");
    text.append(PLUGIN_FOLDER).append(command.name());
    text.append(LocalArguments.of(command)).append(arguments).append('\n');
  }

  /** The option as a command line has it: {@code -H}, or {@code --source} if it has no letter. */
  static String word(OptionSpec option) {
    return option.hasShortName() ? "-" + option.shortName() : option.shown();
  }
}
