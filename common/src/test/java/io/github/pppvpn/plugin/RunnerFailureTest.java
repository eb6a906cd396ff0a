package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Defects of a check and of the process: one sentence and UNKNOWN, whatever it is. */
class RunnerFailureTest {
  private static final String REPORT = "\nPlease report this with -V.\n";

  @Test
  void runtimeException() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              throw new IllegalStateException("two\nlines | x=1");
            });
    assertInternalError(
        "java.lang.IllegalStateException: two\\x0alines \\x7c x=1", TestRun.of(check));
  }

  @Test
  void stackOverflow() {
    FakeCheck check = new FakeCheck(invocation -> endless(1) > 0 ? null : FakeCheck.FINE);
    assertInternalError("java.lang.StackOverflowError", TestRun.of(check));
  }

  private static int endless(int depth) {
    return depth == 0 ? 0 : 1 + endless(depth + 1);
  }

  @Test
  void outOfMemory() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              throw new OutOfMemoryError("made up");
            });
    TestRun run = TestRun.of(check);
    assertEquals("SAMPLE UNKNOWN - internal error: out of memory\n", run.out());
    assertEquals(3, run.code());
  }

  @Test
  void aClassThatCannotBeLoadedIsTheInstallations() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              throw new NoClassDefFoundError("com/google/gson/Gson");
            });
    TestRun run = TestRun.of(check);
    assertTrue(
        run.out()
            .startsWith(
                "SAMPLE UNKNOWN - internal error: java.lang.NoClassDefFoundError:"
                    + " com/google/gson/Gson at "),
        run.out());
    assertEquals(
        "A file of the installation is damaged or missing: install ppp-vpn-checks again. If that"
            + " does not help, please report this with -V.",
        run.out().lines().skip(1).findFirst().orElseThrow());
    assertEquals(3, run.code());
  }

  @Test
  void aLimitOfOpenFilesIsNoInternalError() throws Exception {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              throw new ExceptionInInitializerError(new IOException("Too many open files"));
            });
    assertEquals(
        "SAMPLE UNKNOWN - this process may open no more files\n"
            + "Raise the limit for what runs the checks: ulimit -n, or LimitNOFILE= of its systemd"
            + " unit.\n",
        TestRun.of(check).out());
  }

  @Test
  void exceptionWhosePlaceIsUnknown() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              RuntimeException e = new RuntimeException("nowhere");
              e.setStackTrace(new StackTraceElement[0]);
              throw e;
            });
    assertEquals(
        "SAMPLE UNKNOWN - internal error: java.lang.RuntimeException: nowhere" + REPORT,
        TestRun.of(check).out());
  }

  @Test
  void noReport() {
    TestRun run = TestRun.of(new FakeCheck(invocation -> null));
    assertTrue(
        run.out().startsWith("SAMPLE UNKNOWN - internal error: java.lang.NullPointerException"),
        run.out());
    assertEquals(3, run.code());
  }

  @Test
  void reportThatJsonCannotHold() {
    Report report = Report.builder().data("x", Double.NaN).build();
    TestRun run = TestRun.of(new FakeCheck(invocation -> report), "--output=json");
    assertTrue(
        run.out().contains("\"summary\":\"internal error: java.lang.IllegalArgumentException"),
        run.out());
    assertEquals(3, run.code());
  }

  @Test
  void checkThatCannotPrepareItself() {
    assertInternalError(
        "java.lang.IllegalStateException: prepare",
        TestRun.of(new UnpreparedCheck(new IllegalStateException("prepare"))));
  }

  @Test
  void exceptionThatCannotBeShown() {
    RuntimeException unshowable =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("not even this");
          }
        };
    assertInternalError(
        unshowable.getClass().getName(), TestRun.of(new UnpreparedCheck(unshowable)));
  }

  private record UnpreparedCheck(RuntimeException problem) implements Check {
    @Override
    public CommandSpec spec() {
      return Samples.COMMAND;
    }

    @Override
    public Measurement prepare(Arguments arguments) {
      throw problem;
    }
  }

  @Test
  void checkThatCannotDescribeItself() {
    Check check =
        new Check() {
          @Override
          public CommandSpec spec() {
            throw new IllegalStateException("spec");
          }

          @Override
          public Measurement prepare(Arguments arguments) {
            throw new AssertionError();
          }
        };
    TestRun run = TestRun.of(check);
    assertTrue(
        run.out().startsWith("UNKNOWN - internal error: java.lang.IllegalStateException: spec at "),
        run.out());
    assertEquals(3, run.code());
  }

  @Test
  void outputThatFailsIsUnknownAndNeverOk() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertEquals(3, run(full, FakeCheck.fine()));
    assertEquals(3, run(full, FakeCheck.fine(), "-c", "0.1"));
    assertEquals(3, run(full, FakeCheck.fine(), "--help"));
  }

  @Test
  void outputThatFailsOddlyIsUnknown() {
    OutputStream odd =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("closed");
          }
        };
    assertEquals(3, run(odd, FakeCheck.fine()));
  }

  @Test
  void outputThatFailsAtTheEndIsUnknown() {
    OutputStream late =
        new ByteArrayOutputStream() {
          @Override
          public void flush() throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertEquals(3, run(late, FakeCheck.fine()));
  }

  @Test
  void outputIsUtf8InOnePiece() {
    StringBuilder pieces = new StringBuilder();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("one byte only");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            pieces.append('[').append(new String(bytes, offset, length, UTF_8)).append(']');
          }
        };
    Report report = Report.builder().summary("caf\u00e9 \u20ac").build();
    run(out, new FakeCheck(invocation -> report));
    assertEquals("[SAMPLE OK - caf\u00e9 \u20ac\n]", pieces.toString());
  }

  private static int run(OutputStream out, Check check, String... words) {
    Environment environment =
        new Environment(
            Map.of(),
            out,
            System::nanoTime,
            System::currentTimeMillis,
            System.nanoTime(),
            new RecordingLifecycle());
    return Runner.run(check, List.of(words), environment);
  }

  private static void assertInternalError(String what, TestRun run) {
    String begin = "SAMPLE UNKNOWN - internal error: " + what + " at io.github.pppvpn.plugin.";
    assertTrue(run.out().startsWith(begin), run.out());
    assertTrue(run.out().endsWith(REPORT), run.out());
    assertEquals(2, run.out().lines().count());
    assertEquals(3, run.code());
  }
}
