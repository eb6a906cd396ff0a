package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Random lives of a host's logs with runs of the command in between, some killed before they kept
 * their place, some two at once: every failed login is counted once, and every window is right.
 */
class SinceLastScheduleTest {

  @Property(tries = 220, shrinking = ShrinkingMode.BOUNDED)
  void countsEachFailureOnce(
      @ForAll @Size(min = 10, max = 45) List<@IntRange(max = 99) Integer> steps,
      @ForAll long seed,
      @ForAll boolean dated,
      @ForAll boolean copyTruncate,
      @ForAll boolean twoLogs)
      throws Exception {
    Path root = temporaryFolder();
    try {
      new Host(root, seed, dated, copyTruncate, twoLogs).live(steps);
    } finally {
      delete(root);
    }
  }

  private static final class Host {
    private final Path root;
    private final Path state;
    private final Random random;
    private final boolean copyTruncate;
    private final LiveLogs logs;
    private final List<LiveLogs.Writer> writers = new ArrayList<>();
    private final List<String> lagging = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final Map<Long, Integer> failuresAt = new TreeMap<>();

    Host(Path root, long seed, boolean dated, boolean copyTruncate, boolean twoLogs)
        throws IOException {
      this.root = root;
      this.random = new Random(seed);
      this.copyTruncate = copyTruncate;
      this.state = Files.createDirectories(root.resolve("state"));
      Files.createDirectories(root.resolve("etc"));
      this.logs = new LiveLogs(root.resolve("var/log"));
      writers.add(logs.writer("syslog"));
      if (twoLogs) {
        writers.add(logs.writer("daemon.log"));
      }
      if (dated) {
        writers.forEach(LiveLogs.Writer::useDates);
      }
    }

    void live(List<Integer> steps) throws Exception {
      count();
      for (int step : steps) {
        logs.now += 1 + random.nextInt(20_000);
        step(step);
      }
      settle();
      logs.now += 1;
      count();
      List<String> expected = new ArrayList<>(logs.users);
      expected.sort(null);
      counted.sort(null);
      assertEquals(expected, counted);
    }

    private void step(int step) throws Exception {
      if (step < 30) {
        write();
      } else if (step < 36) {
        for (int i = random.nextInt(40); i > 0; i--) {
          logs.now += random.nextInt(2_000);
          write();
        }
      } else if (step < 44) {
        rotate();
      } else if (step < 47 && !copyTruncate) {
        settle();
        pick().rename();
      } else if (step < 50) {
        pick().reopen();
      } else if (step < 58) {
        pick().compress(step % 2);
      } else if (step < 66) {
        window();
      } else if (step < 72) {
        killed();
      } else if (step < 78) {
        twoAtOnce();
      } else {
        count();
      }
    }

    private LiveLogs.Writer pick() {
      return writers.get(random.nextInt(writers.size()));
    }

    /** Writes to all logs, of which any may be a line late. */
    private void write() throws IOException {
      settle();
      boolean failure = random.nextInt(3) > 0;
      String line = failure ? logs.failure() : logs.noise();
      if (failure) {
        failuresAt.merge(logs.now, 1, Integer::sum);
      }
      int late = random.nextInt(4) == 0 ? random.nextInt(2) : -1;
      for (int i = 0; i < writers.size(); i++) {
        if (writers.size() > 1 && i == late) {
          lagging.add(i + line);
        } else {
          writers.get(i).append(line);
        }
      }
    }

    /** What a log lags behind is written. */
    private void settle() throws IOException {
      for (String line : lagging) {
        writers.get(line.charAt(0) - '0').append(line.substring(1));
      }
      lagging.clear();
    }

    private void rotate() throws IOException {
      settle();
      LiveLogs.Writer writer = pick();
      if (copyTruncate) {
        writer.copyTruncate();
      } else {
        writer.rename();
        writer.reopen();
      }
    }

    private AuthRun run() {
      return AuthRun.at(
          logs.clock(),
          "--root",
          root,
          "--state-dir",
          state,
          "--since-last",
          "key",
          "--output",
          "json");
    }

    private void count() {
      add(run());
    }

    private void add(AuthRun run) {
      assertTrue(run.exitCode() < 3, run.output());
      List<String> users = run.data("users", "name");
      assertEquals(users.size(), new HashSet<>(users).size());
      counted.addAll(users);
    }

    /** The run ends before its place is kept: as if it had not been. */
    private void killed() throws IOException {
      Path before = Files.createTempDirectory(root, "before");
      copy(state, before);
      run();
      copy(before, state);
      delete(before);
    }

    private void twoAtOnce() throws Exception {
      List<FutureTask<AuthRun>> tasks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Callable<AuthRun> run = this::run;
        tasks.add(new FutureTask<>(run));
        new Thread(tasks.get(i)).start();
      }
      for (FutureTask<AuthRun> task : tasks) {
        add(task.get());
      }
    }

    private void window() {
      long length = 1_000L * (1 + random.nextInt(600));
      long until = logs.now - random.nextInt(60_000);
      AuthRun run =
          AuthRun.at(
              logs.clock(),
              "--root",
              root,
              "--window",
              length / 1000 + "s",
              "--until",
              Instant.ofEpochMilli(until));
      long expected = 0;
      for (Map.Entry<Long, Integer> entry : failuresAt.entrySet()) {
        boolean in = entry.getKey() > until - length && entry.getKey() <= until;
        expected += in ? entry.getValue() : 0;
      }
      if (run.output().contains("hold nothing of that time")
          || run.output().contains(" is empty, as are all ")) {
        assertEquals(0, expected);
      } else {
        run.assertMetric("failures", expected);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    delete(to);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** In memory where that can be: on a disk the schedules mostly wait for it. */
  private static Path temporaryFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "since-last")
        : Files.createTempDirectory("since-last");
  }
}
