package io.github.pppvpn.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Man pages and completions say what the option tables say. */
class DocumentsTest {
  @TempDir Path folder;

  private static final CommandSpec MADE_UP =
      new CommandSpec(
          "check_made_up",
          "MADE-UP",
          "is it so?",
          List.of(
              OptionSpec.valued('H', "hostname", "HOST", "the server").asNeeded(),
              OptionSpec.valued(OptionSpec.NO_SHORT_NAME, "log", "FILE", "a\\b").asRepeatable(),
              OptionSpec.valued('n', "count", "N", "how many").withDefault("5")),
          List.of(MetricSpec.of("time", Unit.SECONDS, "how long").withDefaults("1", "5")),
          List.of(".hidden files are read."),
          List.of(new CommandSpec.Example("-H vpn.example.org", "asks it")));

  static Stream<CommandSpec> commands() {
    return Commands.specs().stream();
  }

  @Test
  void manPageOfAMadeUpCommand() {
    String page = ManPage.of(MADE_UP, "1.2.3");
    String expected =
        """
        .TH CHECK_MADE_UP 8 "" "ppp-vpn-checks 1.2.3" "Monitoring plugins"
        .SH NAME
        check_made_up \\- is it so?
        .SH SYNOPSIS
        \\fBcheck_made_up\\fR \\fB-H\\fR \\fIHOST\\fR [\\fIoptions\\fR]
        .SH DESCRIPTION
        .PP
        \\&.hidden files are read.
        .SH OPTIONS
        .TP
        \\fB\\-H\\fR, \\fB\\-\\-hostname\\fR=\\fIHOST\\fR
        the server; needed.
        .TP
        \\fB\\-\\-log\\fR=\\fIFILE\\fR
        a\\eb; repeatable.
        .TP
        \\fB\\-n\\fR, \\fB\\-\\-count\\fR=\\fIN\\fR
        how many (default: 5).
        .SS Options of every command
        """;
    assertEquals(expected, page.substring(0, Math.min(expected.length(), page.length())));
    assertTrue(
        page.contains(
            """
            .TP
            \\fBtime\\fR (s)
            how long; warning by default: 1; critical by default: 5.
            """),
        page);
    assertTrue(page.contains("check_made_up \\-H vpn.example.org\n"), page);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndMetricIsInTheManPage(CommandSpec command) {
    String page = ManPage.of(command, "1");
    for (OptionSpec option : command.allOptions()) {
      assertTrue(page.contains("\\fB" + option.shown().replace("-", "\\-") + "\\fR"), page);
    }
    for (MetricSpec metric : command.metrics()) {
      assertTrue(page.contains("\\fB" + metric.name() + "\\fR"), metric.name());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void manHasNoComplaint(CommandSpec command) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "needs man-db and groff");
    Path page = folder.resolve(command.name() + ".8");
    Files.writeString(page, ManPage.of(command, "1"), UTF_8);
    assertEquals(
        "", bash("LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l " + page + " 2>&1 >/dev/null"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bashCompletesOptions(CommandSpec command) throws Exception {
    assertEquals("--timeout\n", complete(command, "--ti"));
    StringBuilder all = new StringBuilder();
    for (OptionSpec option : command.allOptions()) {
      all.append(option.shown()).append('\n');
    }
    assertEquals(all.toString(), complete(command, "--"));
    assertEquals("", complete(command, "--timeout", ""));
  }

  @Test
  void bashCompletesFilesAndFolders() throws Exception {
    Files.createFile(folder.resolve("a file"));
    Files.createDirectory(folder.resolve("a folder"));
    assertEquals(
        folder + "/a file\n" + folder + "/a folder\n", complete(MADE_UP, "--log", folder + "/a"));
    assertEquals(folder + "/a folder\n", complete(MADE_UP, "--root", folder + "/a"));
  }

  private String complete(CommandSpec command, String... words) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, Completion.of(command), UTF_8);
    StringBuilder line = new StringBuilder(command.name());
    for (String word : words) {
      line.append(" '").append(word).append('\'');
    }
    String name = command.name();
    String result =
        bash(
            ". "
                + script
                + "; COMP_WORDS=("
                + line
                + "); COMP_CWORD="
                + words.length
                + "; _"
                + name
                + "; printf '%s\\n' \"${COMPREPLY[@]}\" | sort -u; complete -p "
                + name
                + " >/dev/null");
    List<String> sorted = result.lines().filter(text -> !text.isEmpty()).toList();
    StringBuilder inOrder = new StringBuilder();
    if (words[words.length - 1].equals("--")) {
      // In the table's order, of which the completion has all.
      for (OptionSpec option : command.allOptions()) {
        inOrder.append(sorted.contains(option.shown()) ? option.shown() + "\n" : "");
      }
      assertEquals(command.allOptions().size(), sorted.size());
      return inOrder.toString();
    }
    sorted.forEach(text -> inOrder.append(text).append('\n'));
    return inOrder.toString();
  }

  private static String bash(String line) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }
}
