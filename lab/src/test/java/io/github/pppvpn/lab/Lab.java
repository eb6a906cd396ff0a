package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts {@code lab/vm}. Output folders lie below {@code target/lab} and stay for reading. */
final class Lab {
  /** The module's folder, which is the lab's. */
  static final Path FOLDER =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).toAbsolutePath();

  /** What a scenario may take, on a slow and busy machine; a quiet one needs a fifth. */
  private static final int SCENARIO_SECONDS = 600;

  /** What boot, end and the copying of recordings may take beside the scenario. */
  private static final int BESIDES_SECONDS = 100;

  /**
   * A guest has one processor and keeps it busy: more of them, over all forks of the test run,
   * would only miss their time limits.
   */
  private static final Semaphore GUESTS =
      new Semaphore(
          Math.max(1, Runtime.getRuntime().availableProcessors() / Integer.getInteger("forks", 1)),
          true);

  private Lab() {}

  /** A finished run: exit code, stdout, stderr. */
  record Run(int exitCode, String stdout, String stderr) {}

  /** Boots a scenario that has to succeed; gives what it recorded in {@code target/lab/NAME}. */
  static Recording record(String name, String... scenario)
      throws IOException, InterruptedException {
    return record(name, SCENARIO_SECONDS, scenario);
  }

  /** The same for one that takes longer, and more memory with it. */
  static Recording record(String name, int seconds, String... scenario)
      throws IOException, InterruptedException {
    Path out = emptyFolder(name);
    List<String> words = new ArrayList<>(List.of("--out", out.toString()));
    words.addAll(List.of("--timeout", "" + seconds));
    if (seconds > SCENARIO_SECONDS) {
      words.addAll(List.of("--mem", "2048"));
    }
    words.addAll(List.of(scenario));
    Run run = run(seconds + BESIDES_SECONDS, Map.of(), words.toArray(new String[0]));
    if (run.exitCode() != 0) {
      throw new AssertionError(
          "lab/vm "
              + String.join(" ", scenario)
              + " ended with "
              + run.exitCode()
              + "\n"
              + run.stdout()
              + run.stderr());
    }
    return new Recording(out, run.stdout());
  }

  /** Several at once: the names of the output folders, and each one's scenario with arguments. */
  static Map<String, Recording> recordTogether(Map<String, List<String>> scenarios)
      throws InterruptedException {
    ExecutorService guests = Executors.newFixedThreadPool(scenarios.size());
    try {
      Map<String, Future<Recording>> started = new TreeMap<>();
      scenarios.forEach(
          (name, scenario) ->
              started.put(
                  name, guests.submit(() -> record(name, scenario.toArray(new String[0])))));
      Map<String, Recording> recordings = new TreeMap<>();
      for (Map.Entry<String, Future<Recording>> one : started.entrySet()) {
        recordings.put(one.getKey(), one.getValue().get());
      }
      return recordings;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } finally {
      guests.shutdown();
    }
  }

  /** Runs {@code lab/vm} to its end. */
  static Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(SCENARIO_SECONDS + BESIDES_SECONDS, environment, arguments);
  }

  private static Run run(int seconds, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    GUESTS.acquire();
    try {
      return runNow(seconds, environment, arguments);
    } finally {
      GUESTS.release();
    }
  }

  private static Run runNow(int seconds, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path stdout = Files.createTempFile("lab-out", "");
    Path stderr = Files.createTempFile("lab-err", "");
    try {
      ProcessBuilder builder =
          command(environment, arguments)
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          throw new AssertionError("lab/vm did not end\n" + Files.readString(stderr, UTF_8));
        }
      } finally {
        process.destroy();
      }
      return new Run(
          process.exitValue(), Files.readString(stdout, UTF_8), Files.readString(stderr, UTF_8));
    } finally {
      Files.delete(stdout);
      Files.delete(stderr);
    }
  }

  /** The command line of {@code lab/vm}, for the Java that runs this test. */
  static ProcessBuilder command(Map<String, String> environment, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(FOLDER.resolve("vm").toString());
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** The path of a scenario that only these tests have. */
  static String testScenario(String name) {
    return FOLDER.resolve("src/test/resources/scenarios").resolve(name).toString();
  }

  /** A new, empty {@code target/lab/NAME}. */
  static Path emptyFolder(String name) throws IOException {
    Path folder = FOLDER.resolve("target/lab").resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(Lab::delete);
      }
    }
    return Files.createDirectories(folder);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
