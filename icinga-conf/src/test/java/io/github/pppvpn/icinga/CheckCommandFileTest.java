package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed objects are what the generator makes; {@code -Dupdate=true} renews them. */
class CheckCommandFileTest {
  static final Path COMMITTED = Path.of("src/main/icinga2/ppp-vpn-checks.conf");

  static final Path NAGIOS_COMMANDS = Path.of("src/main/nagios/ppp-vpn-commands.cfg");
  static final Path NAGIOS_SERVICES = Path.of("src/main/nagios/ppp-vpn-services.cfg");
  static final Path BASKET = Path.of("src/main/director/ppp-vpn-checks.json");
  static final Path SERVICES = Path.of("src/main/icinga2/ppp-vpn-services.conf");

  @Test
  void committedObjectsAreThoseOfTheOptionTables() throws IOException {
    String generated = CheckCommandFile.of(Commands.specs());
    if (Boolean.getBoolean("update")) {
      Files.writeString(COMMITTED, generated);
    }
    assertEquals(generated, Files.readString(COMMITTED), COMMITTED + " is stale: see README.md");
  }

  @Test
  void committedServicesAreThoseOfTheirTable() throws IOException {
    compare(SERVICES, ServicesFile.make());
  }

  @Test
  void committedNagiosCommandsAreThoseOfTheOptionTables() throws IOException {
    compare(NAGIOS_COMMANDS, NagiosFile.commands(Commands.specs()));
  }

  @Test
  void committedNagiosServicesAreThoseOfTheirTable() throws IOException {
    compare(NAGIOS_SERVICES, NagiosFile.services());
  }

  @Test
  void committedBasketIsThatOfTheTables() throws IOException {
    compare(BASKET, DirectorBasket.of(Commands.specs()));
  }

  private static void compare(Path committed, String generated) throws IOException {
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, generated);
    }
    assertEquals(generated, Files.readString(committed), committed + " is stale: see README.md");
  }

  @Test
  void everyOptionThatACheckCanUseIsAnArgument() {
    for (CommandSpec command : Commands.specs()) {
      String object = CheckCommand.of(command);
      for (OptionSpec option : command.options()) {
        assertTrue(object.contains("$" + CustomVariable.of(command, option) + "$"), option.shown());
      }
    }
  }

  @Test
  void eachKindOfOptionHasItsForm() {
    CommandSpec command =
        new CommandSpec(
            "check_made_up",
            "MADE-UP",
            "is it so?",
            List.of(
                OptionSpec.valued('H', "hostname", "HOST", "the server").asNeeded(),
                OptionSpec.valued(OptionSpec.NO_SHORT_NAME, "log-file", "FILE", "a \"log\\file\"")
                    .asRepeatable(),
                OptionSpec.valued('n', "count", "N", "how many").withDefault("5"),
                OptionSpec.flag('6', "use-ipv6", "IPv6 only")),
            List.of(),
            List.of(),
            List.of());
    String object = CheckCommand.of(command);
    assertTrue(
        object.startsWith(
            """
            // is it so?
            object CheckCommand "made_up" {
              import "plugin-check-command"

              command = [ PluginDir + "/check_made_up" ]

              arguments = {
                "-H" = {
                  value = "$made_up_address$"
                  description = "HOST: the server"
                  required = true
                }
                "--log-file" = {
                  value = "$made_up_log_file$"
                  description = "FILE: a \\"log\\\\file\\""
                  repeat_key = true
                }
                "-n" = {
                  value = "$made_up_count$"
                  description = "N: how many (default: 5)"
                }
                "-6" = {
                  set_if = "$made_up_use_ipv6$"
                  description = "IPv6 only"
                }
                "-w" = {
            """),
        object);
    assertTrue(
        object.endsWith(
            """
              vars.made_up_address = "$address$"
              vars.made_up_use_ipv6 = false
              vars.made_up_verbose = false
            }
            """),
        object);
  }
}
