package io.github.pppvpn.plugin;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

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
  private static final long LAST_WORDS_NANOS = 5_000_000_000L;

  private static final int UNKNOWN = State.UNKNOWN.exitCode();

  private final int exitBase = Integer.getInteger(EXIT_BASE, 0);
  private Thread watchdog;

  SystemProcess() {}

  /** Runs the check and ends the process. */
  public static void run(Check check, String[] words) {
    silence();
    SystemProcess process = new SystemProcess();
    process.halt(Runner.run(check, List.of(words), process.environment()));
  }

  /** Runs the check and goes on: for loading what a run loads. */
  public static void rehearse(Check check, String[] words) {
    Runner.run(
        check,
        List.of(words),
        new Environment(
            System.getenv(),
            OutputStream.nullOutputStream(),
            new NanoTime(),
            new CurrentMillis(),
            System.nanoTime(),
            new Endless()));
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
        new NanoTime(),
        new CurrentMillis(),
        System.nanoTime() - nanosSinceStart(),
        this);
  }

  @Override
  public void atEnd(IntSupplier lastWords) {
    Runtime.getRuntime().addShutdownHook(new LastWords(lastWords));
  }

  @Override
  public void endAfter(long nanos, IntSupplier lastWords) {
    if (watchdog != null) {
      watchdog.interrupt();
    }
    watchdog = new Watchdog(nanos, lastWords);
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /**
   * The one way out. Not {@code System.exit}, for nothing is left to do: it starts a thread for the
   * hook, and from JDK 21 on looks for a logger to tell, which costs more than the check.
   */
  private void halt(int code) {
    Runtime.getRuntime().halt(exitBase + code);
  }

  // Named classes, here and in Runner: the first lambda of a run costs 5 ms.

  private final class LastWords extends Thread {
    private final IntSupplier words;

    LastWords(IntSupplier words) {
      super("last words");
      this.words = words;
    }

    @Override
    public void run() {
      halt(words.getAsInt());
    }
  }

  private final class Watchdog extends Thread {
    private final long nanos;
    private final IntSupplier lastWords;

    Watchdog(long nanos, IntSupplier lastWords) {
      super("watchdog");
      this.nanos = nanos;
      this.lastWords = lastWords;
    }

    @Override
    public void run() {
      try {
        if (!pause(nanos)) {
          // Replaced by a later deadline.
          return;
        }
        // In a thread of its own, for writing may block.
        Thread speaker = new LastWords(lastWords);
        speaker.setDaemon(true);
        speaker.start();
        pause(LAST_WORDS_NANOS);
      } catch (Throwable e) {
        // No thread is left for it.
        speakHere();
      }
      halt(UNKNOWN);
    }

    private void speakHere() {
      try {
        halt(lastWords.getAsInt());
      } finally {
        halt(UNKNOWN);
      }
    }

    /**
     * Waits so long. {@code Thread.sleep} would read classes for flight recordings.
     *
     * @return whether nobody interrupted it
     */
    private static boolean pause(long nanos) {
      long start = System.nanoTime();
      long left = nanos;
      while (left > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(left);
        left = nanos - (System.nanoTime() - start);
      }
      return !Thread.currentThread().isInterrupted();
    }
  }

  /** Of a run that ends by itself. */
  private static final class Endless implements Lifecycle {
    @Override
    public void atEnd(IntSupplier lastWords) {}

    @Override
    public void endAfter(long nanos, IntSupplier lastWords) {}
  }

  private static final class NanoTime implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  private static final class CurrentMillis implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.currentTimeMillis();
    }
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
