package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The committed definitions are what the generator makes; {@code -Dupdate=true} renews them. */
class CommandFilesTest {
  static final Path FIXED = Path.of("src/main/nrpe/ppp-vpn-checks.cfg");
  static final Path THRESHOLDS = Path.of("src/main/nrpe/ppp-vpn-checks-thresholds.cfg");

  static final Path SERVICES = Path.of("src/main/nrpe/ppp-vpn-checks-services.cfg");
  static final Path VANTAGE = Path.of("src/main/nrpe/ppp-vpn-checks-vantage.cfg");
  static final Path SUDOERS = Path.of("src/main/sudoers/ppp-vpn-checks");

  private static final List<MetricSpec> METRICS =
      List.of(MetricSpec.of("time", Unit.SECONDS, "how long"));

  @Test
  void committedFixedDefinitionsAreThoseOfTheOptionTables() throws IOException {
    compare(FIXED, CommandFiles.fixed(Commands.specs()));
  }

  @Test
  void committedThresholdDefinitionsAreThoseOfTheOptionTables() throws IOException {
    compare(THRESHOLDS, CommandFiles.thresholds(Commands.specs()));
  }

  @Test
  void committedServicesAreThoseOfTheirTable() throws IOException {
    compare(SERVICES, CommandFiles.services());
  }

  @Test
  void committedVantagePointIsThatOfTheTable() throws IOException {
    compare(VANTAGE, CommandFiles.vantagePoint());
  }

  @Test
  void committedSudoersAreWhatTheDefinitionsNeed() throws IOException {
    compare(SUDOERS, Sudoers.text());
    String definitions = CommandFiles.vantagePoint();
    for (String line : Files.readAllLines(SUDOERS)) {
      if (line.startsWith("nagios ") && line.contains("check_")) {
        String command = line.substring(line.indexOf("NOPASSWD: ") + 10).replace("\\", "");
        assertTrue(definitions.contains("sudo -n " + command + "\n"), line);
      }
    }
  }

  @Test
  void unitsThatSudoersNameAreThoseThatVpnRestartStarts() throws IOException {
    String script = Files.readString(Path.of("src/main/handlers/vpn-restart"));
    Set<String> units = new TreeSet<>();
    Matcher unit = Pattern.compile("echo ([a-z0-9-]+\\.service)").matcher(script);
    while (unit.find()) {
      units.add(unit.group(1));
    }
    assertEquals(new TreeSet<>(Sudoers.UNITS), units);
  }

  @Test
  void definesEveryCommandThatCanBeAskedAboutItsOwnHost() {
    String fixed = CommandFiles.fixed(Commands.specs());
    for (CommandSpec command : Commands.specs()) {
      assertEquals(
          !command.name().equals("check_gre_probe"),
          fixed.contains(
              "\ncommand[" + command.name() + "]=/usr/lib/nagios/plugins/" + command.name() + " "),
          command.name());
    }
  }

  /** GRE over the loopback interface passes no firewall, and "OK" would be a lie. */
  @Test
  void definesNothingThatSaysNothingFromHere() {
    assertTrue(
        Commands.specs().stream()
            .map(CommandSpec::name)
            .toList()
            .containsAll(CommandFiles.FROM_ELSEWHERE));
    assertFalse(CommandFiles.fixed(Commands.specs()).contains("gre"));
    assertFalse(CommandFiles.thresholds(Commands.specs()).contains("gre"));
  }

  @Test
  void fixedDefinitionsTakeNoArgument() {
    assertFalse(CommandFiles.fixed(Commands.specs()).contains("$"));
  }

  @Test
  void commandWithHostAsksThisHost() {
    OptionSpec host = OptionSpec.valued('H', "hostname", "HOST", "the server").asNeeded();
    assertEquals(" -H 127.0.0.1 -t 8", LocalArguments.of(command(List.of(host), METRICS)));
  }

  @Test
  void commandWithoutHostIsAskedAsItIs() {
    OptionSpec window = OptionSpec.valued('W', "window", "TIME", "how far back");
    assertEquals(" -t 8", LocalArguments.of(command(List.of(window), METRICS)));
  }

  @Test
  void optionThatIsNeededAndUnknownHereStopsTheGenerator() {
    OptionSpec secret = OptionSpec.valued('S', "secret-file", "FILE", "the secret").asNeeded();
    CommandSpec command = command(List.of(secret), METRICS);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> CommandFiles.fixed(List.of(command)));
    assertEquals(
        "check_made_up needs --secret-file: say here what it is on this host", e.getMessage());
  }

  @Test
  void commandWithoutMetricsTakesNoThresholds() {
    assertFalse(
        CommandFiles.thresholds(List.of(command(List.of(), List.of()))).contains("command["));
  }

  private static CommandSpec command(List<OptionSpec> options, List<MetricSpec> metrics) {
    return new CommandSpec(
        "check_made_up", "MADE-UP", "is it so?", options, metrics, List.of(), List.of());
  }

  private static void compare(Path committed, String generated) throws IOException {
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, generated);
    }
    assertEquals(generated, Files.readString(committed), committed + " is stale: see README.md");
  }
}
