package io.github.pppvpn.plugin;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/** The process that a command runs in when it runs for real. */
public final class SystemProcess implements Lifecycle {
  /**
   * Added to every exit code where this property is set. A Java runtime that does not start exits
   * with 1, which would read as WARNING; the launchers tell the two apart by this.
   */
  private static final String EXIT_BASE = "pppvpn.exitbase";

  /** When the launcher started, in seconds since boot, as the first field of /proc/uptime. */
  private static final String STARTED = "pppvpn.started";

  /**
   * How long writing the last words may take once the process is overdue. Not too short for a busy
   * machine: whoever asked gets a sentence then, instead of nothing.
   */
  private static final long LAST_WORDS_MILLIS = 5000;

  private final int exitBase = Integer.getInteger(EXIT_BASE, 0);
  private Thread watchdog;

  SystemProcess() {}

  /** Runs the check and ends the process. */
  public static void run(Check check, String[] words) {
    silence();
    SystemProcess process = new SystemProcess();
    int code = Runner.run(check, List.of(words), process.environment());
    System.exit(process.exitBase + code);
  }

  /**
   * Standard error is to stay empty, and standard output is the answer's alone: a stack trace or
   * notice that a library or another thread prints would stand in the monitoring system's text.
   */
  private static void silence() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nowhere);
    System.setErr(nowhere);
  }

  Environment environment() {
    return new Environment(
        System.getenv(),
        new FileOutputStream(FileDescriptor.out),
        System::nanoTime,
        System::currentTimeMillis,
        System.nanoTime() - nanosSinceStart(),
        this);
  }

  @Override
  public void atEnd(IntSupplier lastWords) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> halt(lastWords.getAsInt())));
  }

  @Override
  public void endAfter(long nanos, IntSupplier lastWords) {
    if (watchdog != null) {
      watchdog.interrupt();
    }
    watchdog = start("watchdog", () -> guard(nanos, lastWords));
  }

  private void guard(long nanos, IntSupplier lastWords) {
    try {
      Thread.sleep(nanos / 1_000_000);
      // In a thread of its own, for writing may block.
      start("last words", () -> halt(lastWords.getAsInt()));
      Thread.sleep(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      // Replaced by a later deadline.
      return;
    } catch (Throwable e) {
      // No thread is left for it.
      halt(lastWords.getAsInt());
    }
    halt(State.UNKNOWN.exitCode());
  }

  private void halt(int code) {
    Runtime.getRuntime().halt(exitBase + code);
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static long nanosSinceStart() {
    String started = System.getProperty(STARTED, "");
    if (started.isEmpty()) {
      return 0;
    }
    try (FileInputStream in = new FileInputStream("/proc/uptime")) {
      String uptime = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
      double seconds =
          Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')))
              - Double.parseDouble(started);
      return seconds > 0 && seconds < 60 ? (long) (seconds * 1e9) : 0;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
