package io.github.pppvpn.checks.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** One run of a probe within this process, with all that came of it. */
public record ProbeRun(int exitCode, String output, double seconds) {
  private static final Pattern TIME_IN_TEXT = Pattern.compile("\\b\\d+(\\.\\d+)? (us|ms|s)\\b");
  private static final Pattern TIME_IN_PERFDATA = Pattern.compile("=\\d+(\\.\\d+)?s\\b");
  private static final Pattern TIME_IN_JSON = Pattern.compile("(time\":|\"value\":)\\d+(\\.\\d+)?");

  /**
   * Runs it in a process that took {@code millis} to get there; its threads must be gone soon
   * after.
   */
  public static ProbeRun of(Check check, long millis, Object... words) throws Exception {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      line.add(word.toString());
    }
    ThreadGroup group = new ThreadGroup("one run");
    FutureTask<ProbeRun> task = new FutureTask<>(new Call(check, line, millis));
    new Thread(group, task).start();
    ProbeRun run = task.get(30, TimeUnit.SECONDS);
    assertNoThreadIsLeft(group);
    return run;
  }

  private record Call(Check check, List<String> words, long millis)
      implements Callable<ProbeRun>, Lifecycle {

    @Override
    public ProbeRun call() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long start = System.nanoTime() - millis * 1_000_000;
      Environment environment =
          new Environment(Map.of(), out, System::nanoTime, System::currentTimeMillis, start, this);
      int exitCode = Runner.run(check, words, environment);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new ProbeRun(exitCode, out.toString(UTF_8), seconds);
    }

    @Override
    public void atEnd(IntSupplier lastWords) {}

    @Override
    public void endAfter(long nanos, IntSupplier lastWords) {}
  }

  private static void assertNoThreadIsLeft(ThreadGroup group) throws InterruptedException {
    for (int i = 0; i < 100 && group.activeCount() > 0; i++) {
      Thread.sleep(10);
    }
    assertEquals(0, group.activeCount(), "threads left behind");
  }

  /** The first line, every measured time as {@code T}. */
  public String line1() {
    return lines().get(0);
  }

  /** Every line, every measured time as {@code T}. */
  public List<String> lines() {
    return normalized().lines().toList();
  }

  /** The whole output, every measured time as {@code T}. */
  public String normalized() {
    String text = TIME_IN_TEXT.matcher(output).replaceAll("T");
    text = TIME_IN_PERFDATA.matcher(text).replaceAll("=Ts");
    return TIME_IN_JSON.matcher(text).replaceAll("$1T");
  }

  /** The measured time with this label, in seconds. */
  public double metric(String label) {
    String after = output.substring(output.indexOf(" " + label + "=") + label.length() + 2);
    return Double.parseDouble(after.substring(0, after.indexOf('s')));
  }

  public void assertGives(int expectedExitCode, String expectedLine1) {
    assertEquals(expectedLine1, line1());
    assertEquals(expectedExitCode, exitCode);
  }
}
