package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that do not come to their end by themselves. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(30)
class RunnerTimeTest {
  private static final long SECOND = 1_000_000_000L;

  /** Lets the measurements that a test left behind come to their end. */
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void endAll() {
    over.countDown();
  }

  @Test
  void silentMeasurementEndsWithTheStateAskedFor() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              invocation.phase().accept("waiting for the name service");
              over.await();
              return FakeCheck.FINE;
            });
    TestRun run = TestRun.of(check, "-t", "0.2");
    assertEquals(
        "SAMPLE UNKNOWN - no result within 0.2 s, while waiting for the name service\n", run.out());
    assertEquals(3, run.code());
    run = TestRun.of(check, "-t", "0.2:critical");
    assertEquals(
        "SAMPLE CRITICAL - no result within 0.2 s, while waiting for the name service\n",
        run.out());
    assertEquals(2, run.code());
  }

  @Test
  void timeoutIsToldInTheFormAskedFor() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              over.await();
              return FakeCheck.FINE;
            });
    TestRun run = TestRun.of(check, "-t", "0.2:1", "--output=json");
    assertTrue(
        run.out()
            .contains(
                "\"state\":\"WARNING\",\"exit_code\":1,\"summary\":\"no result within 0.2 s,"
                    + " while starting\""),
        run.out());
    assertEquals(1, run.code());
  }

  @Test
  void measurementThatIgnoresInterruptsIsLeftBehind() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              while (over.getCount() > 0) {
                try {
                  over.await();
                } catch (InterruptedException e) {
                  // On purpose.
                }
              }
              return FakeCheck.FINE;
            });
    assertEquals(2, TestRun.of(check, "-t", "0.2:2").code());
  }

  @Test
  void measurementThatSpinsIsLeftBehind() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              while (over.getCount() > 0) {
                Thread.onSpinWait();
              }
              return FakeCheck.FINE;
            });
    assertEquals(1, TestRun.of(check, "-t", "0.2:WARNING").code());
  }

  @Test
  void overdueMeasurementIsToldToStopAndGivenTimeToTakeLeave() {
    List<String> events = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              while (!invocation.cancelled().getAsBoolean()) {
                Thread.sleep(1);
              }
              events.add("took leave");
              throw new InterruptedException();
            });
    TestRun run = TestRun.of(check, "-t", "0.2:2");
    assertEquals(List.of("took leave"), events);
    assertEquals("SAMPLE CRITICAL - no result within 0.2 s, while starting\n", run.out());
  }

  /** As a file on a network file system whose server is gone: looking for it does not end. */
  @Test
  void extraOptsThatNeverComeAreGivenUp() {
    CountDownLatch over = new CountDownLatch(1);
    Map<String, String> hanging =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getOrDefault(Object name, String otherwise) {
            if (name.equals("MP_CONFIG_FILE")) {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            return otherwise;
          }
        };
    TestRun run = TestRun.with(hanging, FakeCheck.fine(), "-t", "0.2:2", "--extra-opts=sample");
    over.countDown();
    assertEquals(
        "SAMPLE CRITICAL - no result within 0.2 s, while reading --extra-opts\n", run.out());
    assertEquals(2, run.code());
  }

  @Test
  void deadlineOfTheMeasurementLeavesTimeToTakeLeave() {
    assertEquals(9_400_000_000L, remainingOfMeasurement(0));
    assertEquals(200_000_000L, remainingOfMeasurement(0, "-t", "0.3"));
    assertEquals(59_400_000_000L, remainingOfMeasurement(0, "-t", "60"));
  }

  @Test
  void timeBeforeTheRunnerStartedCounts() {
    assertEquals(7_400_000_000L, remainingOfMeasurement(2 * SECOND));
  }

  private static long remainingOfMeasurement(long startedBefore, String... words) {
    List<Long> remaining = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              remaining.add(invocation.deadline().remainingNanos());
              return FakeCheck.FINE;
            });
    long now = Long.MAX_VALUE - 3 * SECOND;
    OutputStream out = OutputStream.nullOutputStream();
    Environment environment =
        new Environment(
            Map.of(), out, () -> now, () -> 0, now - startedBefore, new RecordingLifecycle());
    assertEquals(0, Runner.run(check, List.of(words), environment));
    return remaining.get(0);
  }

  @Test
  void processEndsSoonAfterTheDeadlineWhateverHappens() {
    assertEndsAfter(10, FakeCheck.fine());
    assertEndsAfter(0.5, FakeCheck.fine(), "-t", "0.5");
    assertEndsAfter(60, FakeCheck.fine(), "-t", "60");
    assertEndsAfter(10, FakeCheck.fine(), "--help");
    assertEndsAfter(10, FakeCheck.fine(), "--nope");
  }

  private static void assertEndsAfter(double seconds, Check check, String... words) {
    double end = TestRun.of(check, words).lifecycle().lastEnd() / 1e9;
    assertTrue(end > seconds - 0.3 && end < seconds + 2, () -> end + " s");
  }

  /**
   * The process is ended at the moment it is asked to be: the first time before any option is read.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | UNKNOWN - could not even read its command line within 10 s: this host is too busy",
        "2 | WARNING - no result within 60 s, while starting",
      })
  void processThatIsOverdueEndsWithOneSentence(int overdueAt, String sentence) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> codes = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    Lifecycle lifecycle =
        new Lifecycle() {
          @Override
          public void atEnd(IntSupplier words) {}

          @Override
          public void endAfter(long nanos, IntSupplier lastWords) {
            if (asked.incrementAndGet() == overdueAt) {
              codes.add(lastWords.getAsInt());
            }
          }
        };
    Environment environment =
        new Environment(Map.of(), out, System::nanoTime, () -> 0, System.nanoTime(), lifecycle);
    int code = Runner.run(FakeCheck.fine(), List.of("-t", "60:WARNING"), environment);
    assertEquals("SAMPLE " + sentence + "\n", out.toString(UTF_8));
    assertEquals(List.of(code), codes);
  }

  @Test
  void commandLineIsReadHoweverLongTheStartTook() {
    long now = 100 * SECOND;
    RecordingLifecycle lifecycle = new RecordingLifecycle();
    Environment environment =
        new Environment(
            Map.of(),
            OutputStream.nullOutputStream(),
            () -> now,
            () -> 0,
            now - 50 * SECOND,
            lifecycle);
    assertEquals(0, Runner.run(FakeCheck.fine(), List.of("-t", "60"), environment));
    assertEquals(List.of(11 * SECOND, 11 * SECOND), lifecycle.ends);
  }

  @Test
  void blockedOutputHoldsTheRunButTheProcessIsBoundToEnd() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    OutputStream blocked =
        new OutputStream() {
          @Override
          public void write(int b) {
            writing.countDown();
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    RecordingLifecycle lifecycle = new RecordingLifecycle();
    Environment environment =
        new Environment(
            Map.of(),
            blocked,
            System::nanoTime,
            System::currentTimeMillis,
            System.nanoTime(),
            lifecycle);
    Thread run =
        new Thread(() -> Runner.run(FakeCheck.fine(), List.of("-t", "5"), environment), "run");
    run.start();
    writing.await();
    assertTrue(run.isAlive());
    assertTrue(lifecycle.lastEnd() > 4 * SECOND && lifecycle.lastEnd() < 7 * SECOND);
    over.countDown();
    run.join();
  }

  @Test
  void signalLetsTheMeasurementTakeLeaveAndSaysSo() throws InterruptedException {
    AtomicInteger leaves = new AtomicInteger();
    Interrupted run =
        Interrupted.at(
            invocation -> {
              while (!invocation.cancelled().getAsBoolean()) {
                Thread.sleep(1);
              }
              leaves.incrementAndGet();
              throw new InterruptedException();
            });
    assertEquals(1, leaves.get());
    assertEquals("SAMPLE UNKNOWN - ended by a signal while measuring\n", run.out());
    assertEquals(3, run.code());
  }

  @Test
  void signalDoesNotWaitForAMeasurementThatDoesNotStop() throws InterruptedException {
    Interrupted run =
        Interrupted.at(
            invocation -> {
              over.await();
              return FakeCheck.FINE;
            });
    assertEquals("SAMPLE UNKNOWN - ended by a signal while measuring\n", run.out());
    assertEquals(3, run.code());
    over.countDown();
  }

  /** A run that was ended from outside while it measured. */
  private record Interrupted(int code, String out) {

    static Interrupted at(Check.Measurement measurement) throws InterruptedException {
      CountDownLatch measuring = new CountDownLatch(1);
      FakeCheck check =
          new FakeCheck(
              invocation -> {
                invocation.phase().accept("measuring");
                measuring.countDown();
                return measurement.measure(invocation);
              });
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<IntSupplier> lastWords = new ArrayList<>();
      Lifecycle lifecycle =
          new Lifecycle() {
            @Override
            public void atEnd(IntSupplier words) {
              lastWords.add(words);
            }

            @Override
            public void endAfter(long nanos, IntSupplier lastWords) {}
          };
      Environment environment =
          new Environment(
              Map.of(),
              out,
              System::nanoTime,
              System::currentTimeMillis,
              System.nanoTime(),
              lifecycle);
      Thread run = new Thread(() -> Runner.run(check, List.of("-t", "20"), environment), "run");
      run.setDaemon(true);
      run.start();
      measuring.await();
      int code = lastWords.get(0).getAsInt();
      assertFalse(out.toString(UTF_8).isEmpty());
      return new Interrupted(code, out.toString(UTF_8));
    }
  }
}
