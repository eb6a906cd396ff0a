package io.github.pppvpn.icinga;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.services.Handler;
import io.github.pppvpn.services.Pace;
import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Servers;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.StandardService;
import io.github.pppvpn.services.VpnServices;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The same for Nagios Core 4: a command for each of ours, and the services of a VPN server with
 * their dependencies ("Object Definitions" of its documentation). ASCII, lines end in LF.
 */
public final class NagiosFile {
  private static final String COMMANDS_HEAD =
      """
      # Nagios Core 4 commands of ppp-vpn-checks. Generated, see icinga-conf/README.md.
      #
      # $ARG1$ holds the options as a shell reads them; -H is the host's address. Of a "!" in an option
      # Nagios makes the next argument: write "\\!".
      """;

  private static final String SERVICES_HEAD =
      """
      # The services of a VPN server for Nagios Core 4. Generated, see icinga-conf/README.md, which has a
      # table of every interval and range with its reason. Needs ppp-vpn-commands.cfg.
      #
      # A host becomes a VPN server by its hostgroups:
      #   vpn-servers       what NRPE on the server answers (ppp-vpn-checks-services.cfg)
      #   vpn-pptp          PPTP and GRE, asked from here
      #   vpn-l2tp          L2TP, asked from here
      #   vpn-both          in the place of these three: a server that speaks both protocols
      #   vpn-restart       daemons that are down are started again by vpn-restart, through NRPE
      #   vpn-block         the worst offenders are handed to the firewall by vpn-block, through NRPE
      # Further vantage points, contacts, escalations and downtimes: example.cfg.
      #
      # interval_length is 60 s by default; the intervals below are minutes.

      define hostgroup {
        hostgroup_name    vpn-servers
        alias             VPN servers
        hostgroup_members vpn-both
      }

      define hostgroup {
        hostgroup_name    vpn-pptp
        alias             VPN servers that speak PPTP
        hostgroup_members vpn-both
      }

      define hostgroup {
        hostgroup_name    vpn-l2tp
        alias             VPN servers that speak L2TP
        hostgroup_members vpn-both
      }

      define hostgroup {
        hostgroup_name vpn-both
        alias          VPN servers that speak PPTP and L2TP
      }

      define hostgroup {
        hostgroup_name vpn-restart
        alias          VPN servers whose daemons are started again
      }

      define hostgroup {
        hostgroup_name vpn-block
        alias          VPN servers that block offenders
      }

      define servicegroup {
        servicegroup_name vpn
        alias             VPN
      }

      define servicegroup {
        servicegroup_name vpn-server
        alias             VPN servers about themselves
      }

      define servicegroup {
        servicegroup_name vpn-vantage-points
        alias             VPN as clients see it
      }

      define service {
        name                         vpn-service
        servicegroups                vpn
        check_period                 vpn-always
        notification_period          vpn-always
        notification_options         w,u,c,r
        notification_interval        60
        contact_groups               vpn-operators
        active_checks_enabled        1
        passive_checks_enabled       1
        notifications_enabled        1
        event_handler_enabled        1
        flap_detection_enabled       0
        process_perf_data            1
        retain_status_information    1
        retain_nonstatus_information 1
        is_volatile                  0
        register                     0
      }

      define timeperiod {
        timeperiod_name vpn-always
        alias           every day, all day
        sunday          00:00-24:00
        monday          00:00-24:00
        tuesday         00:00-24:00
        wednesday       00:00-24:00
        thursday        00:00-24:00
        friday          00:00-24:00
        saturday        00:00-24:00
      }
      """;

  private final StringBuilder text = new StringBuilder();

  private NagiosFile() {}

  /** The commands. */
  public static String commands(List<CommandSpec> commands) {
    NagiosFile file = new NagiosFile();
    file.text.append(COMMANDS_HEAD);
    for (CommandSpec command : commands) {
      file.command(command);
    }
    file.line("");
    file.line(
        "# a command of NRPE on the host, by its name there; an NRPE that does not answer is UNKNOWN");
    file.define(
        "command",
        "command_name",
        "vpn_nrpe",
        "command_line",
        "$USER1$/check_nrpe -u -H '$HOSTADDRESS$' -t 15 -c '$ARG1$'");
    file.line("");
    file.line("# a command of NRPE on another host: a vantage point");
    file.define(
        "command",
        "command_name",
        "vpn_vantage_point",
        "command_line",
        "$USER1$/check_nrpe -u -H '$ARG1$' -t 15 -c '$ARG2$'");
    file.line("");
    file.line("# the state of several services: -w and -c count those that are not OK");
    file.define(
        "command",
        "command_name",
        "vpn_cluster",
        "command_line",
        "$USER1$/check_cluster --service -l '$ARG1$' -w '$ARG2$' -c '$ARG3$' -d '$ARG4$'");
    return file.text.toString();
  }

  /** The services. */
  public static String services() {
    NagiosFile file = new NagiosFile();
    file.text.append(SERVICES_HEAD);
    for (Service service : VpnServices.all()) {
      file.service(service);
    }
    for (StandardService service : VpnServices.standard()) {
      file.heading(service.title());
      file.service(
          service.name(),
          service.title(),
          "vpn-servers",
          "vpn-server",
          nrpe(service.name()),
          service.pace(),
          "");
    }
    for (Handler handler : VpnServices.handlers()) {
      file.handler(handler);
    }
    for (Service service : VpnServices.all()) {
      for (String parent : service.parents()) {
        file.dependency(service, VpnServices.named(parent));
      }
    }
    return file.text.toString();
  }

  private void command(CommandSpec command) {
    heading(command.question());
    for (OptionSpec option : command.allOptions()) {
      if (!CheckCommand.isLeftOut(option)
          && !option.longName().equals(CustomVariable.HOST_OPTION)) {
        String value = option.takesValue() ? "=" + option.valueName() : "";
        line("#   " + option.shown() + value);
      }
    }
    boolean asksHost =
        command.options().stream()
            .anyMatch(option -> option.longName().equals(CustomVariable.HOST_OPTION));
    define(
        "command",
        "command_name",
        command.name(),
        "command_line",
        "$USER1$/" + command.name() + (asksHost ? " -H '$HOSTADDRESS$'" : "") + " $ARG1$");
  }

  private void service(Service service) {
    heading(service.tells());
    if (service.place() == Place.SERVER) {
      String handler = service.handler();
      service(
          service.name(),
          service.title(),
          hosts(service.servers()),
          "vpn-server",
          nrpe(service.name()),
          service.pace(),
          handler);
    } else {
      String words =
          service.words().stream().map(NagiosFile::escaped).collect(Collectors.joining(" "));
      service(
          service.name(),
          service.title() + " here",
          hosts(service.servers()),
          "vpn-vantage-points",
          service.command().name() + "!" + words,
          service.pace(),
          "");
    }
  }

  /** The hostgroups, as Nagios reads them. */
  private static String hosts(Servers servers) {
    return switch (servers) {
      case ALL -> "vpn-servers";
      case ONE_PROTOCOL -> "vpn-servers,!vpn-both";
      case BOTH_PROTOCOLS -> "vpn-both";
      case PPTP, L2TP -> "vpn-" + servers.word();
    };
  }

  /** All ranges of the table are plain for a shell; one that is not has to be quoted first. */
  private static String escaped(String word) {
    if (!word.matches("[A-Za-z0-9_.,:=/%-]+")) {
      throw new IllegalArgumentException("quote this for Nagios and the shell: " + word);
    }
    return word;
  }

  private static String nrpe(String name) {
    return "vpn_nrpe!" + name;
  }

  private void service(
      String name,
      String title,
      String hosts,
      String group,
      String check,
      Pace pace,
      String handler) {
    line("define service {");
    entry("use", "vpn-service");
    entry("service_description", name);
    entry("display_name", title);
    entry("hostgroup_name", hosts);
    entry("servicegroups", "+" + group);
    entry("check_command", check);
    entry("check_interval", minutes(pace.interval()));
    entry("retry_interval", minutes(pace.retry()));
    entry("max_check_attempts", String.valueOf(pace.attempts()));
    if (!handler.isEmpty()) {
      entry("event_handler", handler + "-event");
    }
    line("}");
  }

  private void handler(Handler handler) {
    heading(handler.question());
    service(
        handler.name(),
        handler.title(),
        handler.name(),
        "vpn-server",
        nrpe(handler.name()),
        handler.pace(),
        "");
    line("# as an event handler: only for hosts of the group, by a custom variable of the host");
    define(
        "command",
        "command_name",
        handler.name() + "-event",
        "command_line",
        "case ,'$HOSTGROUPNAMES$', in *,"
            + handler.name()
            + ",*) $USER1$/check_nrpe -H '$HOSTADDRESS$' -t 30 -c "
            + handler.name()
            + " \\;\\; esac");
  }

  private void dependency(Service child, Service parent) {
    heading(parent.name() + " explains " + child.name());
    boolean alongside = child.place() == parent.place();
    String hosts =
        switch (parent.servers()) {
          case ONE_PROTOCOL -> hosts(child.servers()) + ",!vpn-both";
          case BOTH_PROTOCOLS -> hosts(parent.servers());
          case ALL, PPTP, L2TP -> hosts(child.servers());
        };
    line("define servicedependency {");
    entry("hostgroup_name", hosts);
    entry("service_description", parent.name());
    entry("dependent_service_description", child.name());
    entry("inherits_parent", "1");
    entry("execution_failure_criteria", "n");
    entry("notification_failure_criteria", alongside ? "c,u" : "c");
    line("}");
  }

  /** Minutes with at most two decimals, which Nagios takes as well. */
  private static String minutes(int seconds) {
    return seconds % 60 == 0
        ? String.valueOf(seconds / 60)
        : String.format(Locale.ROOT, "%.2f", seconds / 60.0);
  }

  private void define(String type, String... entries) {
    line("define " + type + " {");
    for (int i = 0; i < entries.length; i += 2) {
      entry(entries[i], entries[i + 1]);
    }
    line("}");
  }

  private void entry(String name, String value) {
    line("  " + name + " ".repeat(Math.max(1, 30 - name.length())) + value);
  }

  private void heading(String tells) {
    line("");
    line("# " + tells);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
