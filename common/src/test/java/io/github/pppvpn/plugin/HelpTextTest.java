package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {

  @Test
  void isAsRecorded() throws IOException {
    try (InputStream recorded = HelpTextTest.class.getResourceAsStream("/plugin/help.txt")) {
      assertEquals(new String(recorded.readAllBytes(), UTF_8), HelpText.of(Samples.COMMAND));
    }
  }

  @Test
  void namesEveryOptionItsValueAndItsDefault() {
    String help = inOneLine(HelpText.of(Samples.COMMAND));
    for (OptionSpec option : Samples.COMMAND.allOptions()) {
      assertTrue(help.contains("--" + option.longName()), option.longName());
      assertTrue(help.contains(option.valueName()), option.longName());
      assertTrue(help.contains(option.help()), option.longName());
      if (option.hasShortName()) {
        assertTrue(help.contains(" -" + option.shortName() + ", --" + option.longName()));
      }
      if (!option.defaultValue().isEmpty()) {
        assertTrue(help.contains("(default: " + option.defaultValue() + ")"), option.longName());
      }
    }
  }

  @Test
  void namesEveryMetricWithItsDefaultRangesAndEveryExample() {
    String help = inOneLine(HelpText.of(Samples.COMMAND));
    for (MetricSpec metric : Samples.COMMAND.metrics()) {
      assertTrue(help.contains(metric.name() + " "), metric.name());
      assertTrue(help.contains(metric.help()), metric.name());
    }
    assertTrue(help.contains("default -w 10; default -c ~:50"));
    for (CommandSpec.Example example : Samples.COMMAND.examples()) {
      assertTrue(help.contains("check_sample " + example.arguments() + " " + example.purpose()));
    }
  }

  @Test
  void linesFitATerminal() {
    OptionSpec wordy =
        OptionSpec.valued('x', "x", "A|RATHER|LONG|VALUE|NAME", "and words ".repeat(30).strip());
    CommandSpec command =
        new CommandSpec(
            "check_sample",
            "SAMPLE",
            "what?",
            List.of(wordy),
            List.of(MetricSpec.of("m".repeat(40), Unit.SECONDS, "more words ".repeat(30).strip())),
            List.of("a note of many words ".repeat(20).strip()),
            List.of(new CommandSpec.Example("-x", "with a purpose ".repeat(20).strip())));
    for (CommandSpec any : List.of(command, Samples.COMMAND)) {
      for (String line : HelpText.of(any).split("\n", -1)) {
        assertTrue(line.length() <= 80, line);
        assertEquals(line.stripTrailing(), line);
      }
    }
  }

  @Test
  void commandWithoutMetricsHasNoListOfThem() {
    CommandSpec command =
        new CommandSpec(
            "check_sample", "SAMPLE", "what?", List.of(), List.of(), List.of(), List.of());
    assertTrue(!HelpText.of(command).contains("Metrics"));
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
