package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.checks.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the shell makes of the threshold definitions once NRPE has put arguments in (process_macros
 * and my_system in nrpe.c: text for text, then {@code sh -c}; an argument that is not there is
 * nothing). Any of these arguments passes NRPE's nasty_metachars.
 */
class ThresholdQuotingTest {
  @TempDir Path emptyFolder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "@5:10",
        "~:5",
        "~:",
        "~root:5",
        "time=500ms,echo_time=@0:1",
        "time=~:5",
        "80%",
        "*",
        "?",
        "$HOME",
        "$$",
        "a\" --echo \"b",
        "(",
        "#",
        "!x",
        "1 --port 22",
        " "
      })
  void argumentStaysOneWord(String argument) throws Exception {
    assertEquals("<-H><127.0.0.1><-t><8><-w><" + argument + "><-c><9>", wordsGiven(argument, "9"));
    assertEquals("<-H><127.0.0.1><-t><8><-w><9><-c><" + argument + ">", wordsGiven("9", argument));
  }

  @Test
  void missingArgumentIsAnEmptyWordThatTheCommandRefuses() throws Exception {
    assertEquals("<-H><127.0.0.1><-t><8><-w><9><-c><>", wordsGiven("9", ""));
    assertEquals("<-H><127.0.0.1><-t><8><-w><><-c><>", wordsGiven("", ""));
  }

  private String wordsGiven(String warning, String critical)
      throws IOException, InterruptedException {
    String file = CommandFiles.thresholds(Commands.specs());
    String definition =
        file.lines()
            .filter(line -> line.startsWith("command[check_pptp_tcp1723_thresholds]="))
            .findFirst()
            .orElseThrow();
    String line =
        definition
            .substring(definition.indexOf("]=") + 2)
            .replace(CommandFiles.PLUGIN_FOLDER + "check_pptp_tcp1723", "printf '<%s>'")
            .replace("$ARG1$", warning)
            .replace("$ARG2$", critical);
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", line)
            .directory(emptyFolder.toFile())
            .redirectErrorStream(true)
            .start();
    String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), words);
    return words;
  }
}
