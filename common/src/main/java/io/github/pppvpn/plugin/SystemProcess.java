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
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> Runtime.getRuntime().halt(exitBase + lastWords.getAsInt())));
  }

  @Override
  public void endAfter(long nanos) {
    if (watchdog != null) {
      watchdog.interrupt();
    }
    watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(nanos / 1_000_000);
                Runtime.getRuntime().halt(exitBase + State.UNKNOWN.exitCode());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
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
