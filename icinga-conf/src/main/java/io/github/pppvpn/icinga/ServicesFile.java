package io.github.pppvpn.icinga;

import io.github.pppvpn.services.Handler;
import io.github.pppvpn.services.Pace;
import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Servers;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.Service.Setting;
import io.github.pppvpn.services.StandardService;
import io.github.pppvpn.services.VpnServices;
import java.util.List;

/**
 * The Icinga 2 configuration file with the services of a VPN server: a template, apply rules and
 * dependencies for each row of the table. ASCII, lines end in LF.
 */
public final class ServicesFile {
  /** How the VPN server is asked about itself: a value of the host's {@code vars.vpn_via}. */
  private static final String WAYS = "[ \"agent\", \"nrpe\", \"ssh\" ]";

  private static final String SPEAKS = "host.vars.vpn_protocols";

  private static final String HEAD =
      """
      /*
       * The services of a VPN server for Icinga 2. Generated, see icinga-conf/README.md, which has a
       * table of every interval and range with its reason. What differs for a host stands in the host:
       * vars.NAME of a check command, or vars.vpn_... as below. Needs ppp-vpn-checks.conf and the
       * template library (include <itl>, include <plugins>).
       *
       * A host becomes a VPN server by
       *   vars.vpn_protocols = [ "pptp", "l2tp" ]
       * and says how it is asked about itself:
       *   vars.vpn_via = "agent"     an Icinga 2 agent; its endpoint is vars.vpn_endpoint, else the host's name
       *   vars.vpn_via = "nrpe"      NRPE with ppp-vpn-checks-services.cfg
       *   vars.vpn_via = "ssh"       check_by_ssh, with vars.by_ssh_logname and ..._identity as for any
       * and from where else it is asked, as clients see it:
       *   vars.vpn_vantage_points = { here = "", paris = "probe-paris.example.org" }
       *     a name, and the endpoint that asks; "" is the node that runs the host's checks
       * and may have
       *   vars.vpn_uplink = "eth0"   whose errors count beside those of the PPP interfaces (agent, ssh)
       *   vars.vpn_capacity = 200    sessions above which vpn-sessions is CRITICAL (agent, ssh)
       *   vars.vpn_restart = true    daemons that are down are started again by vpn-restart (agent, nrpe)
       *   vars.vpn_block = true      the worst offenders are handed to the firewall by vpn-block (agent, nrpe)
       *   vars.vpn_radius, vars.vpn_ldap, vars.vpn_snmp   see the end of this file
       */

      object HostGroup "vpn-servers" {
        display_name = "VPN servers"
        assign where host.vars.vpn_protocols
      }

      object ServiceGroup "vpn" {
        display_name = "VPN"
      }

      object ServiceGroup "vpn-server" {
        display_name = "VPN servers about themselves"
      }

      object ServiceGroup "vpn-vantage-points" {
        display_name = "VPN as clients see it"
      }

      // The deadline of the commands is 10 s; one that is stuck in the kernel ends by this.
      template Service "vpn-service" {
        groups = [ "vpn" ]
        check_timeout = 30s
        enable_flapping = false
        volatile = false
      }

      template Service "vpn-by-agent" {
        command_endpoint = host.vars.vpn_endpoint || host.name
      }

      // An NRPE that does not answer is UNKNOWN: it says nothing of the VPN, and silences no probe.
      template Service "vpn-by-nrpe" {
        check_command = "nrpe"
        vars.nrpe_command = "$service.name$"
        vars.nrpe_timeout = 15
        vars.nrpe_timeout_unknown = true
      }

      // The same CheckCommand, its arguments quoted for the shell on the other side.
      template Service "vpn-by-ssh" {
        check_command = "by_ssh"
        vars.by_ssh_timeout = 20
        vars.by_ssh_command = {{ get_check_command(macro("$vpn_command$")).command }}
        vars.by_ssh_arguments = {{ get_check_command(macro("$vpn_command$")).arguments }}
      }
      """;

  private static final String REACHABILITY =
      """

      // One problem or many: CRITICAL if no vantage point reaches the server, WARNING if some do not.
      // Needs the results on the node that runs it, which is the one of the host's zone.
      apply Service "vpn-reachability" {
        import "vpn-service"
        display_name = "VPN from all vantage points"
        groups += [ "vpn-vantage-points" ]
        check_command = "dummy"
        check_interval = 30s
        retry_interval = 30s
        max_check_attempts = 3
        vars.vpn_probes = [ ]
        if (host.vars.vpn_protocols.contains("pptp")) {
          vars.vpn_probes += [ "vpn-pptp" ]
        }
        if (host.vars.vpn_protocols.contains("l2tp")) {
          vars.vpn_probes += [ "vpn-l2tp" ]
        }
        vars.dummy_text = {{
          var red = [ ]
          var all = 0
          for (probe in macro("$vpn_probes$")) {
            for (point in macro("$host.vars.vpn_vantage_points$").keys()) {
              var service = get_service(macro("$host.name$"), probe + "-" + point)
              if (service && service.last_check_result) {
                all += 1
                if (service.state >= 2) {
                  red.add(probe + "-" + point)
                }
              }
            }
          }
          if (all == 0) {
            return "nobody has asked yet"
          }
          if (red.len() == 0) {
            return "all " + all + " answers are good"
          }
          return red.len() + " of " + all + " fail: " + red.join(", ")
        }}
        vars.dummy_state = {{
          var text = macro("$dummy_text$")
          if (text == "nobody has asked yet") {
            return 3
          }
          if (text.contains(" answers are good")) {
            return 0
          }
          var numbers = text.split(" ")
          return if (numbers[0] == numbers[2]) { 2 } else { 1 }
        }}
        assign where host.vars.vpn_protocols && host.vars.vpn_vantage_points
      }
      """;

  private static final String OTHERS =
      """

      /*
       * What else a VPN needs, answered by monitoring-plugins over the network from the node that runs
       * the host's checks; each entry's variables are those of the check command:
       *   vars.vpn_radius["radius1"] = { radius_address = "192.0.2.11", radius_username = "probe",
       *     radius_password = "...", radius_config_file = "/etc/radiusclient/radiusclient.conf" }
       *   vars.vpn_ldap["ldap1"] = { ldap_address = "192.0.2.12", ldap_base = "dc=example,dc=org" }
       *   vars.vpn_snmp["uplink errors"] = { snmp_address = "192.0.2.1", snmp_community = "...",
       *     snmp_oid = "1.3.6.1.2.1.2.2.1.14.1", snmp_rate = true, snmp_rate_multiplier = 60,
       *     snmp_warn = "10", snmp_crit = "100" }
       */

      apply Service "vpn-radius-" for (server => config in host.vars.vpn_radius) {
        import "vpn-service"
        display_name = "RADIUS " + server
        check_command = "radius"
        check_interval = 1m
        retry_interval = 30s
        max_check_attempts = 3
        vars.radius_timeout = 5
        vars += config
        assign where host.vars.vpn_protocols
      }

      apply Service "vpn-ldap-" for (server => config in host.vars.vpn_ldap) {
        import "vpn-service"
        display_name = "LDAP " + server
        check_command = "ldap"
        check_interval = 1m
        retry_interval = 30s
        max_check_attempts = 3
        vars.ldap_v3 = true
        vars.ldap_v2 = false
        vars.ldap_warning = 1
        vars.ldap_critical = 5
        vars += config
        assign where host.vars.vpn_protocols
      }

      apply Service "vpn-snmp-" for (what => config in host.vars.vpn_snmp) {
        import "vpn-service"
        display_name = "SNMP " + what
        check_command = "snmp"
        check_interval = 1m
        retry_interval = 1m
        max_check_attempts = 5
        vars += config
        assign where host.vars.vpn_protocols
      }
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  private ServicesFile() {}

  public static String make() {
    return new ServicesFile().write();
  }

  private String write() {
    for (Service service : VpnServices.all()) {
      heading(service.tells());
      template(service);
      if (service.place() == Place.SERVER) {
        onServer(service);
      } else {
        fromVantagePoints(service);
      }
    }
    for (StandardService service : VpnServices.standard()) {
      heading(service.title());
      standard(service);
    }
    for (Handler handler : VpnServices.handlers()) {
      handler(handler);
    }
    text.append(REACHABILITY);
    for (Service service : VpnServices.all()) {
      if (!service.parents().isEmpty()) {
        dependency(service, service.parents().stream().map(VpnServices::named).toList());
      }
    }
    text.append(OTHERS);
    return text.toString();
  }

  private void heading(String tells) {
    line("");
    line("// " + tells);
  }

  private void template(Service service) {
    line("template Service " + quoted(service.name()) + " {");
    line("  import \"vpn-service\"");
    line("  display_name = " + quoted(service.title()));
    String group = service.place() == Place.SERVER ? "vpn-server" : "vpn-vantage-points";
    line("  groups += [ " + quoted(group) + " ]");
    line("  check_command = " + quoted(CheckCommand.name(service.command())));
    if (service.place() == Place.SERVER) {
      line("  vars.vpn_command = " + quoted(CheckCommand.name(service.command())));
      flagsAreOff(service);
    }
    pace(service.pace());
    for (Setting setting : service.settings()) {
      String value = setting.option().takesValue() ? quoted(setting.value()) : "true";
      variable(service, setting.option().longName().replace('-', '_'), value);
    }
    if (!service.warning().isEmpty()) {
      variable(service, "warning", "[ " + quoted(service.warning()) + " ]");
    }
    if (!service.critical().isEmpty()) {
      variable(service, "critical", "[ " + quoted(service.critical()) + " ]");
    }
    line("}");
  }

  private void variable(Service service, String option, String value) {
    line("  vars." + CheckCommand.name(service.command()) + "_" + option + " = " + value);
  }

  private void pace(Pace pace) {
    line("  check_interval = " + Pace.shown(pace.interval()));
    line("  retry_interval = " + Pace.shown(pace.retry()));
    line("  max_check_attempts = " + pace.attempts());
  }

  private void onServer(Service service) {
    line("apply Service " + quoted(service.name()) + " {");
    line("  import " + quoted(service.name()));
    line("  import \"vpn-by-\" + host.vars.vpn_via");
    if (service.name().equals(VpnServices.INTERFACES)) {
      // An unset variable would be an option without its value.
      line("  if (host.vars.vpn_uplink) {");
      line("    vars.pppd_interface = host.vars.vpn_uplink");
      line("  }");
    } else if (service.name().equals(VpnServices.SESSIONS)) {
      line("  if (host.vars.vpn_capacity) {");
      line("    vars.l2tp_sessions_critical = [ \"sessions=\" + host.vars.vpn_capacity ]");
      line("  }");
    }
    if (!service.handler().isEmpty()) {
      Handler handler = VpnServices.handler(service.handler());
      event("agent", handler, handler.name());
      event("nrpe", handler, handler.name() + "-nrpe");
    }
    line("  assign where " + condition(service.servers()) + " && host.vars.vpn_via in " + WAYS);
    line("}");
  }

  /** By ssh the CheckCommand's own variables do not count, and an unset flag would be an error. */
  private void flagsAreOff(Service service) {
    service.command().allOptions().stream()
        .filter(option -> !option.takesValue() && !CheckCommand.isLeftOut(option))
        .map(option -> CustomVariable.of(service.command(), option))
        .filter(
            name -> service.settings().stream().noneMatch(set -> name.equals(nameOf(service, set))))
        .forEach(name -> line("  vars." + name + " = false"));
  }

  private static String nameOf(Service service, Setting setting) {
    return CustomVariable.of(service.command(), setting.option());
  }

  private void event(String way, Handler handler, String command) {
    line("  if (host.vars." + handler.switchedOnBy() + " && " + via(way) + ") {");
    line("    event_command = " + quoted(command));
    line("  }");
  }

  private void fromVantagePoints(Service service) {
    line(
        "apply Service "
            + quoted(service.name() + "-")
            + " for (point => endpoint in host.vars.vpn_vantage_points) {");
    line("  import " + quoted(service.name()));
    line("  display_name = " + quoted(service.title() + " ") + " + point");
    line("  if (endpoint) {");
    line("    command_endpoint = endpoint");
    line("  }");
    line("  vars.vpn_vantage_point = point");
    line("  assign where " + condition(service.servers()));
    line("}");
  }

  private void standard(StandardService service) {
    line("template Service " + quoted(service.name()) + " {");
    line("  import \"vpn-service\"");
    line("  display_name = " + quoted(service.title()));
    line("  groups += [ \"vpn-server\" ]");
    line("  check_command = " + quoted(service.checkCommand()));
    pace(service.pace());
    for (StandardService.Variable variable : service.variables()) {
      String value = variable.literal() ? variable.value() : quoted(variable.value());
      line("  vars." + variable.name() + " = " + value);
    }
    line("}");
    byAgentOrNrpe(service.name(), "host.vars.vpn_protocols");
  }

  private void handler(Handler handler) {
    heading(handler.question());
    String name = handler.name();
    line("object CheckCommand " + quoted(name) + " {");
    line("  import \"plugin-check-command\"");
    line("  command = [ PluginDir + " + quoted("/" + name) + " ]");
    line("}");
    line("object EventCommand " + quoted(name) + " {");
    line("  import \"plugin-event-command\"");
    line("  command = [ PluginDir + " + quoted("/" + name) + " ]");
    line("}");
    line("object EventCommand " + quoted(name + "-nrpe") + " {");
    line("  import \"plugin-event-command\"");
    line("  command = [ PluginDir + \"/check_nrpe\" ]");
    line("  arguments = {");
    line("    \"-H\" = \"$address$\"");
    line("    \"-c\" = " + quoted(name));
    line("    \"-t\" = \"30\"");
    line("  }");
    line("}");
    line("template Service " + quoted(name) + " {");
    line("  import \"vpn-service\"");
    line("  display_name = " + quoted(handler.title()));
    line("  groups += [ \"vpn-server\" ]");
    line("  check_command = " + quoted(name));
    pace(handler.pace());
    line("}");
    byAgentOrNrpe(name, "host.vars." + handler.switchedOnBy());
  }

  private void byAgentOrNrpe(String name, String condition) {
    line("apply Service " + quoted(name) + " {");
    line("  import " + quoted(name));
    line("  import \"vpn-by-\" + host.vars.vpn_via");
    line("  assign where " + condition + " && host.vars.vpn_via in [ \"agent\", \"nrpe\" ]");
    line("}");
  }

  /**
   * The parent's failure explains the child's: the child goes on being checked, and alerts nobody.
   * On the server UNKNOWN counts too: if it cannot be asked, no service of it can.
   *
   * @param parents one of which a server has: the first, or the one that its protocols have instead
   */
  private void dependency(Service child, List<Service> parents) {
    Service parent = parents.get(0);
    boolean alongside = child.place() == parent.place();
    heading(parent.name() + " explains " + child.name());
    line("apply Dependency " + quoted(parent.name() + "-first") + " to Service {");
    if (parent.place() == Place.SERVER) {
      line("  parent_service_name = " + quoted(parent.name()));
    } else {
      line(
          "  parent_service_name = "
              + quoted(parent.name() + "-")
              + " + service.vars.vpn_vantage_point");
    }
    for (Service instead : parents.subList(1, parents.size())) {
      line("  if (" + condition(instead.servers()) + ") {");
      line("    parent_service_name = " + quoted(instead.name()));
      line("  }");
    }
    line("  states = [ " + (alongside ? "OK, Warning" : "OK, Warning, Unknown") + " ]");
    line("  disable_checks = false");
    line("  disable_notifications = true");
    String have = parent.place() == Place.SERVER ? " && host.vars.vpn_via" : "";
    if (parents.size() == 1 && parent.servers() != child.servers()) {
      have += " && " + condition(parent.servers());
    }
    line("  assign where " + quoted(child.name()) + " in service.templates" + have);
    line("}");
  }

  private static String condition(Servers servers) {
    return switch (servers) {
      case ALL -> SPEAKS;
      case ONE_PROTOCOL -> SPEAKS + " && !(" + condition(Servers.BOTH_PROTOCOLS) + ")";
      case BOTH_PROTOCOLS -> condition(Servers.PPTP) + " && " + condition(Servers.L2TP);
      case PPTP, L2TP -> quoted(servers.word()) + " in " + SPEAKS;
    };
  }

  private static String via(String way) {
    return "host.vars.vpn_via == " + quoted(way);
  }

  private static String quoted(String text) {
    return IcingaText.quoted(text);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
