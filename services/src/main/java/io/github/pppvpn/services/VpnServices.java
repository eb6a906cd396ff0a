package io.github.pppvpn.services;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.services.Service.Setting;
import io.github.pppvpn.services.StandardService.Variable;
import java.util.List;
import java.util.Locale;

/** The table: every service of a VPN server. A new service, range or interval is a change here. */
public final class VpnServices {
  /** The service that says whether the daemons run: the root of most other trouble. */
  public static final String DAEMONS = "vpn-daemons";

  /**
   * The same for each protocol where a server speaks both: one that is down explains, and hides,
   * nothing of the other.
   */
  private static final String PPTP_DAEMONS = "vpn-daemons-pptp";

  private static final String L2TP_DAEMONS = "vpn-daemons-l2tp";

  /** The service that says whether PPTP's control channel answers: the root of GRE's trouble. */
  public static final String PPTP = "vpn-pptp";

  /** The service of the interfaces, which a host may add its uplink to. */
  public static final String INTERFACES = "vpn-interfaces";

  /** The service of the sessions, which a host may give its capacity. */
  public static final String SESSIONS = "vpn-sessions";

  /** The script and service that starts daemons again. */
  public static final String RESTART = "vpn-restart";

  /** The script and service that hands offenders to the firewall. */
  public static final String BLOCK = "vpn-block";

  private static final Pace AT_ONCE =
      new Pace(30, 15, 1, "a daemon that is down is a fact: one look alerts at once");

  private static final Pace TWO_MINUTES =
      new Pace(60, 60, 3, "over two minutes: one odd minute is nothing to get up for");

  private static final Pace PROBE =
      new Pace(
          60,
          20,
          3,
          "40 s, so that a lost packet alerts nobody and vpn-daemons, asked every 30 s, speaks"
              + " first");

  private VpnServices() {}

  /** The services that our commands answer; parents before those that depend on them. */
  public static List<Service> all() {
    return List.of(
        daemons(),
        daemons(PPTP_DAEMONS, "PPTP"),
        daemons(L2TP_DAEMONS, "L2TP"),
        stability(),
        interfaces(),
        sessions(),
        auth(),
        backend(),
        negotiation(),
        pool(),
        pptp(),
        l2tp(),
        gre(),
        pathMtu());
  }

  /** The services that monitoring-plugins answer. */
  public static List<StandardService> standard() {
    return List.of(load(), memory(), disk());
  }

  /** The event handlers. */
  public static List<Handler> handlers() {
    return List.of(
        new Handler(
            RESTART,
            "VPN daemons: starting again",
            "starts a configured daemon that is down: at once, after 1 and after 5 minutes, and"
                + " then no more within the hour",
            "vpn_restart",
            new Pace(60, 60, 1, "the back-off counts minutes; giving up alerts at once")),
        new Handler(
            BLOCK,
            "VPN logins: blocking offenders",
            "hands the addresses with the most failed logins to the firewall for an hour",
            "vpn_block",
            new Pace(60, 60, 3, "an attack goes on while it is answered; failing thrice alerts")));
  }

  /** The service of that name. */
  public static Service named(String name) {
    return all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** The event handler of that name. */
  public static Handler handler(String name) {
    return handlers().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  private static Service daemons() {
    return daemons(
        DAEMONS,
        "VPN daemons",
        Servers.ONE_PROTOCOL,
        List.of(),
        "a configured daemon does not run: CRITICAL without any range; the root of most below");
  }

  private static Service daemons(String name, String protocol) {
    return daemons(
        name,
        "VPN daemons for " + protocol,
        Servers.BOTH_PROTOCOLS,
        List.of(setting("check_pppd", "protocol", protocol.toLowerCase(Locale.ROOT))),
        "instead, on a server that speaks both protocols: the daemons of " + protocol);
  }

  private static Service daemons(
      String name, String title, Servers servers, List<Setting> settings, String tells) {
    return new Service(
        name,
        title,
        Place.SERVER,
        servers,
        command("check_pppd"),
        settings,
        List.of(),
        AT_ONCE,
        List.of(),
        RESTART,
        tells);
  }

  private static Service stability() {
    return new Service(
        "vpn-stability",
        "VPN daemons: restarts and crashes",
        Place.SERVER,
        Servers.ALL,
        command("check_pppd"),
        List.of(setting("check_pppd", "down", "OK")),
        List.of(
            Limit.of(
                "restarts",
                "0",
                "3",
                "one restart within the hour deserves a look; more than vpn-restart's three are a"
                    + " loop"),
            Limit.of("crashes", "0", "5", "a fatal signal is a bug or an attack, never normal"),
            Limit.of(
                "pppd_orphans", "0", "10", "its address may be handed out again: two users, one"),
            Limit.of("pppd_zombies", "5", "", "a few may be seen between exit and wait")),
        new Pace(60, 60, 2, "the window of an hour keeps it; a second look for what was passing"),
        List.of(DAEMONS),
        "",
        "they run, but do not stay up");
  }

  private static Service interfaces() {
    return new Service(
        INTERFACES,
        "VPN interfaces: errors and drops",
        Place.SERVER,
        Servers.ALL,
        command("check_pppd"),
        List.of(setting("check_pppd", "down", "OK")),
        List.of(
            Limit.of("rx_errors", "10", "100", "a minute, all interfaces: bad frames, MTU or MPPE"),
            Limit.of("tx_errors", "10", "100", "likewise"),
            Limit.of("rx_dropped", "100", "1000", "bursts drop some; hundreds a minute are felt"),
            Limit.of("tx_dropped", "100", "1000", "likewise")),
        new Pace(60, 60, 5, "four minutes: bursts pass, a bad cable or a wrong MTU stays"),
        List.of(DAEMONS),
        "",
        "PPP interfaces, and the uplink where host.vars.vpn_uplink names it, lose packets");
  }

  private static Service sessions() {
    return new Service(
        SESSIONS,
        "VPN sessions",
        Place.SERVER,
        Servers.ALL,
        command("check_l2tp_sessions"),
        List.of(setting("check_l2tp_sessions", "protocol", "all")),
        List.of(
            Limit.of(
                "mismatch",
                "0",
                "",
                "sources agree but for moments; capacity and baseline are each site's own"
                    + " (host.vars.vpn_capacity, a range on deviation after a week)")),
        new Pace(60, 60, 5, "sessions come and go: over four minutes it is no longer a moment"),
        List.of(DAEMONS),
        "",
        "who is connected, and whether the sources agree");
  }

  private static Service auth() {
    return new Service(
        "vpn-auth",
        "VPN logins",
        Place.SERVER,
        Servers.ALL,
        command("check_auth_failures"),
        List.of(),
        List.of(
            Limit.ownDefault(
                "failures_per_minute",
                "10",
                "50",
                "operators' figures: above ten somebody tries, above fifty something is broken or"
                    + " under attack"),
            Limit.of("users_per_source", "5", "20", "spraying; an office behind NAT stays below"),
            Limit.of("sources_per_user", "5", "20", "a stolen password list; nobody has six")),
        new Pace(60, 60, 2, "the window of 5 m smooths already; the second look is a minute later"),
        List.of(),
        BLOCK,
        "somebody fails to log in, or tries to break in");
  }

  private static Service backend() {
    return new Service(
        "vpn-backend",
        "VPN login backend",
        Place.SERVER,
        Servers.ALL,
        command("check_auth_failures"),
        List.of(),
        List.of(
            Limit.off("failures_per_minute"),
            Limit.of("radius_timeouts", "0", "10", "a RADIUS server in the LAN answers always"),
            Limit.of("radius_errors", "0", "10", "a wrong secret or a malformed answer")),
        TWO_MINUTES,
        List.of(),
        "",
        "RADIUS does not answer, or wrongly");
  }

  private static Service negotiation() {
    return new Service(
        "vpn-negotiation",
        "VPN negotiation",
        Place.SERVER,
        Servers.ALL,
        command("check_auth_failures"),
        List.of(),
        List.of(
            Limit.off("failures_per_minute"),
            Limit.of("mppe_failures", "4", "20", "one client set wrongly redials a few times"),
            Limit.of("lcp_timeouts", "4", "20", "no GRE or ESP from one network; from many above"),
            Limit.of("ipcp_failures", "4", "20", "no address left, or a client that wants its own"),
            Limit.of("ike_failures", "9", "50", "scanners knock; more is a wrong key or proposal")),
        TWO_MINUTES,
        List.of(DAEMONS),
        "",
        "links come to nothing for other reasons than a password");
  }

  private static Service pool() {
    return new Service(
        "vpn-pool",
        "VPN address pool",
        Place.SERVER,
        Servers.ALL,
        command("check_ip_pool"),
        List.of(),
        List.of(
            Limit.ownDefault(
                "used_percent", "80", "90", "operators' figure: above 90 % is critical"),
            Limit.of("conflicts", "0", "", "an address used twice breaks two users at once")),
        new Pace(120, 120, 6, "ten minutes above it, as the operators' figure has it"),
        List.of(DAEMONS),
        "",
        "whether the next user gets an address");
  }

  private static Service pptp() {
    return new Service(
        PPTP,
        "PPTP from",
        Place.VANTAGE_POINT,
        Servers.PPTP,
        command("check_pptp_tcp1723"),
        List.of(),
        List.of(
            Limit.of("time", "1", "5", "a handshake above 1 s is felt, above 5 s clients give up")),
        PROBE,
        List.of(DAEMONS, PPTP_DAEMONS),
        "",
        "the control channel answers from there");
  }

  private static Service l2tp() {
    return new Service(
        "vpn-l2tp",
        "L2TP from",
        Place.VANTAGE_POINT,
        Servers.L2TP,
        command("check_l2tp_udp1701"),
        List.of(),
        List.of(
            Limit.of(
                "time", "1", "5", "operators' figures for a tunnel: 1 s as median, 5 s at worst")),
        PROBE,
        List.of(DAEMONS, L2TP_DAEMONS),
        "",
        "the L2TP daemon answers from there");
  }

  private static Service gre() {
    return new Service(
        "vpn-gre",
        "GRE from",
        Place.VANTAGE_POINT,
        Servers.PPTP,
        command("check_gre_probe"),
        List.of(),
        List.of(
            Limit.ownDefault("loss", "20", "60", "one of five echoes may be lost"),
            Limit.of("rta", "200ms", "1", "operators' figure: above 200 ms for two minutes")),
        new Pace(
            300, 60, 3, "each probe takes a slot of the server; two minutes confirm, as for rta"),
        List.of(PPTP),
        "",
        "GRE passes both ways from there");
  }

  private static Service pathMtu() {
    return new Service(
        "vpn-path-mtu",
        "Path MTU from",
        Place.VANTAGE_POINT,
        Servers.PPTP,
        command("check_gre_probe"),
        List.of(setting("check_gre_probe", "path-mtu", "")),
        List.of(
            Limit.of(
                "path_mtu",
                "1440:",
                "1320:",
                "a tunnel MTU of 1400, and of IPv6's least 1280, with 40 B of IP, GRE and PPP")),
        new Pace(3600, 300, 2, "paths change seldom and a search takes seconds of a slot"),
        List.of(PPTP),
        "",
        "large packets pass from there");
  }

  private static StandardService load() {
    return new StandardService(
        "vpn-load",
        "Load per processor",
        "check_load",
        "load",
        List.of("-r", "-w", "2,1.2,0.8", "-c", "4,2,0.95"),
        List.of(
            new Variable("load_percpu", "true", true),
            new Variable("load_wload1", "2", true),
            new Variable("load_wload5", "1.2", true),
            new Variable("load_wload15", "0.8", true),
            new Variable("load_cload1", "4", true),
            new Variable("load_cload5", "2", true),
            new Variable("load_cload15", "0.95", true)),
        new Pace(60, 60, 3, "means already; two minutes more for a peak"),
        List.of(
            Limit.of(
                "load1,5,15",
                "2,1.2,0.8",
                "4,2,0.95",
                "the last is the operators' 80 and 95 % of all processors; peaks may be higher")));
  }

  private static StandardService memory() {
    return new StandardService(
        "vpn-memory",
        "Memory: swap left",
        "check_swap",
        "swap",
        List.of("-n", "ok", "-w", "50%", "-c", "20%"),
        List.of(
            new Variable("swap_noswap", "ok", false),
            new Variable("swap_wfree", "50", true),
            new Variable("swap_cfree", "20", true)),
        new Pace(60, 60, 3, "two minutes: swap fills slowly"),
        List.of(
            Limit.of(
                "swap free",
                "50%",
                "20%",
                "a VPN server swaps only for want of memory; pppds are killed when it ends")));
  }

  private static StandardService disk() {
    return new StandardService(
        "vpn-disk",
        "Disk of the logs",
        "check_disk",
        "disk",
        List.of("-w", "15%", "-c", "5%", "-p", "/var/log"),
        List.of(
            new Variable("disk_wfree", "15%", false),
            new Variable("disk_cfree", "5%", false),
            new Variable("disk_partitions", "/var/log", false)),
        new Pace(300, 60, 2, "disks fill slowly"),
        List.of(
            Limit.of(
                "/var/log free",
                "15%",
                "5%",
                "logs of 30 to 90 days; without them check_auth_failures is blind")));
  }

  private static CommandSpec command(String name) {
    return Commands.specs().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Setting setting(String command, String longName, String value) {
    for (OptionSpec option : command(command).options()) {
      if (option.longName().equals(longName)) {
        return new Setting(option, value);
      }
    }
    throw new IllegalArgumentException(command + " has no option --" + longName);
  }
}
