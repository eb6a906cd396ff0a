package io.github.pppvpn.checks;

import io.github.pppvpn.checks.gre.CheckGreProbe;
import io.github.pppvpn.checks.pptp.CheckPptpTcp1723;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** Every command of the suite: a new one is a row here. */
public final class Commands {
  private static final List<String> NAMES = List.of("check_pptp_tcp1723", "check_gre_probe");

  private Commands() {}

  /**
   * The command of that name. It loads the classes of no other: each run is a process of its own
   * and pays for what it loads.
   */
  static Check named(String name) {
    return switch (name) {
      case "check_pptp_tcp1723" -> new CheckPptpTcp1723();
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
