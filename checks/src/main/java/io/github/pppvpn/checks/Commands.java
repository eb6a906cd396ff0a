package io.github.pppvpn.checks;

import io.github.pppvpn.checks.auth.CheckAuthFailures;
import io.github.pppvpn.checks.gre.CheckGreProbe;
import io.github.pppvpn.checks.l2tp.CheckL2tpUdp1701;
import io.github.pppvpn.checks.pool.CheckIpPool;
import io.github.pppvpn.checks.pppd.CheckPppd;
import io.github.pppvpn.checks.pptp.CheckPptpTcp1723;
import io.github.pppvpn.checks.sessions.CheckL2tpSessions;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** Every command of the suite: a new one is a row here. */
public final class Commands {
  private static final List<String> NAMES =
      List.of(
          "check_pptp_tcp1723",
          "check_gre_probe",
          "check_l2tp_udp1701",
          "check_pppd",
          "check_l2tp_sessions",
          "check_auth_failures",
          "check_ip_pool");

  private Commands() {}

  /**
   * The command of that name. It loads the classes of no other: each run is a process of its own
   * and pays for what it loads.
   */
  static Check named(String name) {
    return switch (name) {
      case "check_pptp_tcp1723" -> new CheckPptpTcp1723();
      case "check_auth_failures" -> new CheckAuthFailures();
      case "check_l2tp_udp1701" -> new CheckL2tpUdp1701();
      case "check_ip_pool" -> new CheckIpPool();
      case "check_l2tp_sessions" -> new CheckL2tpSessions();
      case "check_pppd" -> new CheckPppd();
      case "check_gre_probe" -> new CheckGreProbe();
      default -> new UnknownCommand(name);
    };
  }

  /** What every command is called and takes. */
  public static List<CommandSpec> specs() {
    List<CommandSpec> specs = new ArrayList<>();
    for (String name : NAMES) {
      specs.add(named(name).spec());
    }
    return specs;
  }
}
