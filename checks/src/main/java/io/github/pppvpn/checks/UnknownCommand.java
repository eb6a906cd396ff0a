package io.github.pppvpn.checks;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/** What a launcher under a name that is no command's gets. */
record UnknownCommand(String name) implements Check {

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        name, "PPP-VPN-CHECKS", "not a command", List.of(), List.of(), List.of(), List.of());
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    throw new UsageException("\"" + name + "\" is not a command of ppp-vpn-checks");
  }
}
