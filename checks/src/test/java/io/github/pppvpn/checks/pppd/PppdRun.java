package io.github.pppvpn.checks.pppd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.host.CommandRunner;
import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** One run of check_pppd within this process, with all that came of it. */
record PppdRun(int exitCode, String output) {
  private static final CommandRunner NO_PROGRAM =
      (command, remaining) -> {
        throw new IOException("no " + command.get(0));
      };

  private static final Lifecycle LIFECYCLE =
      new Lifecycle() {
        @Override
        public void atEnd(IntSupplier lastWords) {}

        @Override
        public void endAfter(long nanos, IntSupplier lastWords) {}
      };

  /** On a host, which has no systemctl, with the host's clock. */
  static PppdRun on(FakeHost host, Path states, String... words) {
    return of(NO_PROGRAM, host.folder(), states, host.now(), words);
  }

  /** On a host whose journal this program gives. */
  static PppdRun withJournal(FakeHost host, Path states, Path journalctl, String... words) {
    CheckPppd check = new CheckPppd(NO_PROGRAM, List.of(journalctl.toString()), true);
    return of(check, host.folder(), states, host.now(), words);
  }

  static PppdRun of(
      CommandRunner programs, Path root, Path states, long nowMillis, String... words) {
    return of(new CheckPppd(programs, List.of(), true), root, states, nowMillis, words);
  }

  private static PppdRun of(
      CheckPppd check, Path root, Path states, long nowMillis, String... words) {
    List<String> line =
        new ArrayList<>(List.of("--root", root.toString(), "--state-dir", states.toString()));
    line.addAll(List.of(words));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of(), out, System::nanoTime, () -> nowMillis, System.nanoTime(), LIFECYCLE);
    int exitCode = Runner.run(check, line, environment);
    return new PppdRun(exitCode, out.toString(UTF_8));
  }

  /** The value behind a perfdata label; empty if there is none. */
  String metric(String label) {
    String line1 = output.lines().findFirst().orElse("");
    int bar = line1.indexOf(" | ");
    int at = line1.indexOf(" " + label + "=", Math.max(0, bar));
    if (bar < 0 || at < 0) {
      return "";
    }
    String value = line1.substring(at + label.length() + 2);
    int end = 0;
    while (end < value.length() && value.charAt(end) != ';' && value.charAt(end) != ' ') {
      end++;
    }
    return value.substring(0, end);
  }

  PppdRun has(String label, String value) {
    assertEquals(value, metric(label), () -> label + " in\n" + output);
    return this;
  }

  PppdRun hasNo(String... labels) {
    for (String label : labels) {
      assertEquals("", metric(label), () -> label + " in\n" + output);
    }
    return this;
  }

  PppdRun says(String text) {
    assertTrue(output.contains(text), () -> "\"" + text + "\" is not in\n" + output);
    return this;
  }

  PppdRun keepsQuietOf(String text) {
    assertFalse(output.contains(text), () -> "\"" + text + "\" is in\n" + output);
    return this;
  }

  PppdRun ends(int expected) {
    assertEquals(expected, exitCode, () -> output);
    return this;
  }

  String line1() {
    return output.lines().findFirst().orElse("");
  }
}
