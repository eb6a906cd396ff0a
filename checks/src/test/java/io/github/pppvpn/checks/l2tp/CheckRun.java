package io.github.pppvpn.checks.l2tp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** One run of check_l2tp_udp1701 within this process, with all that came of it. */
record CheckRun(int exitCode, String output, double seconds) {
  private static final Pattern TIME_IN_TEXT = Pattern.compile("\\b\\d+(\\.\\d+)? (us|ms|s)\\b");
  private static final Pattern TIME_IN_PERFDATA = Pattern.compile("=\\d+(\\.\\d+)?s\\b");
  private static final Pattern TIME_IN_JSON = Pattern.compile("(time\":|\"value\":)\\d+(\\.\\d+)?");

  /** The bytes 1, 2, 3, …: tunnel id 0x0102, challenge 03 to 12. */
  static final Randomness FIXED =
      length -> {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) (i + 1);
        }
        return bytes;
      };

  /** Runs it; its threads must be gone soon after. */
  static CheckRun of(Object... words) throws Exception {
    return startedBefore(0, words);
  }

  /** Runs it in a process that took {@code millis} to get there, all of which count. */
  static CheckRun startedBefore(long millis, Object... words) throws Exception {
    return run(FIXED, millis, words);
  }

  /** Runs it with other random numbers. */
  static CheckRun with(Randomness randomness, Object... words) throws Exception {
    return run(randomness, 0, words);
  }

  private static CheckRun run(Randomness randomness, long millis, Object... words)
      throws Exception {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      line.add(word.toString());
    }
    ThreadGroup group = new ThreadGroup("one run");
    FutureTask<CheckRun> task = new FutureTask<>(new Call(randomness, line, millis));
    new Thread(group, task).start();
    CheckRun run = task.get(30, TimeUnit.SECONDS);
    assertNoThreadIsLeft(group);
    return run;
  }

  /** Runs it against a server on 127.0.0.1 with a timeout of {@code seconds}. */
  static CheckRun against(ScriptedDaemon server, int seconds, Object... more) throws Exception {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("-H", "127.0.0.1", "-p", server.port(), "-t", seconds));
    words.addAll(List.of(more));
    CheckRun run = of(words.toArray());
    assertTrue(run.seconds <= seconds + 0.5, () -> "it took " + run.seconds + " s");
    return run;
  }

  private record Call(Randomness randomness, List<String> words, long millis)
      implements Callable<CheckRun>, Lifecycle {

    @Override
    public CheckRun call() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long start = System.nanoTime() - millis * 1_000_000;
      Environment environment =
          new Environment(Map.of(), out, System::nanoTime, System::currentTimeMillis, start, this);
      int exitCode = Runner.run(new CheckL2tpUdp1701(randomness), words, environment);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new CheckRun(exitCode, out.toString(UTF_8), seconds);
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
  String line1() {
    return lines().get(0);
  }

  /** Every line, every measured time as {@code T}. */
  List<String> lines() {
    return normalized().lines().toList();
  }

  /** The whole output, every measured time as {@code T}. */
  String normalized() {
    String text = TIME_IN_TEXT.matcher(output).replaceAll("T");
    text = TIME_IN_PERFDATA.matcher(text).replaceAll("=Ts");
    return TIME_IN_JSON.matcher(text).replaceAll("$1T");
  }

  void assertGives(int expectedExitCode, String expectedLine1) {
    assertEquals(expectedLine1, line1());
    assertEquals(expectedExitCode, exitCode);
  }
}
