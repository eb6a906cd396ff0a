package io.github.pppvpn.checks.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** One run of a command within this process, on the host below a folder. */
public record HostRun(int exitCode, String output) {
  /** A time when nothing else tells one: 2026-11-21 22:00 UTC. */
  public static final long NOW = 1_795_298_400_000L;

  /** Without a folder for state. */
  public static HostRun of(Check check, Path root, String... words) {
    return remembering(check, root, Path.of("/nonexistent/state"), NOW, words);
  }

  /** With a folder for state, at a time in milliseconds since 1970. */
  public static HostRun remembering(
      Check check, Path root, Path state, long millis, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--root", root.toString(), "--state-dir", state.toString(), "-t", "60"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of(), out, System::nanoTime, () -> millis, System.nanoTime(), new NoLife());
    int exitCode = Runner.run(check, line, environment);
    return new HostRun(exitCode, out.toString(UTF_8));
  }

  /** The first line. */
  public String line1() {
    return output.lines().findFirst().orElse("");
  }

  /** Exit code and output as they are compared, the folder written ROOT. */
  public String text(Path root) {
    return "exit " + exitCode + "\n" + output.replace(root.toString(), "ROOT");
  }

  /** The value of a metric of line 1, as it stands there; "none" if it is not there. */
  public String metric(String label) {
    String line = line1();
    int at = line.indexOf(" " + label + "=", line.indexOf(" |"));
    if (at < 0) {
      return "none";
    }
    int from = at + label.length() + 2;
    int end = from;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ';') {
      end++;
    }
    return line.substring(from, end);
  }

  private record NoLife() implements Lifecycle {
    @Override
    public void atEnd(IntSupplier lastWords) {}

    @Override
    public void endAfter(long nanos, IntSupplier lastWords) {}
  }
}
