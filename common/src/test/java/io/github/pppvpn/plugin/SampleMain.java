package io.github.pppvpn.plugin;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The main class of the processes that {@link SystemProcessTest} starts. */
final class SampleMain {
  private static final List<byte[]> HOARD = new ArrayList<>();

  private SampleMain() {}

  /** The first of {@code args} is what the measurement does, the others are the command line. */
  public static void main(String[] args) {
    Check check = new FakeCheck(invocation -> measure(args[0], invocation));
    if (args[0].equals("prepare slowly")) {
      check = new SlowCheck();
    }
    if (args[0].equals("cannot describe itself")) {
      check = null;
    }
    SystemProcess.run(check, Arrays.copyOfRange(args, 1, args.length));
  }

  /** Takes longer to look at its options than the process may outlast its deadline. */
  private static final class SlowCheck implements Check {
    @Override
    public CommandSpec spec() {
      return Samples.COMMAND;
    }

    @Override
    public Measurement prepare(Arguments arguments) {
      long until = System.nanoTime() + 30_000_000_000L;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      throw new AssertionError("it was not ended");
    }
  }

  private static Report measure(String what, Invocation invocation) throws InterruptedException {
    switch (what) {
      case "fine" -> {}
      case "speak French" -> {
        return Report.builder().summary("caf\u00e9 \u20ac5").build();
      }
      case "throw" -> throw new IllegalStateException("thrown");
      case "throw elsewhere" -> throwElsewhere();
      case "write to System.out" -> System.out.println("OK - all is well | x=1");
      case "overflow" -> overflow(1);
      case "eat memory" -> eatMemory();
      case "exit" -> System.exit(0);
      case "fill stdout" -> fillStdout();
      case "wait politely" -> waitPolitely(invocation);
      case "wait" -> {
        announce(invocation);
        Thread.sleep(60_000);
      }
      default -> throw new AssertionError(what);
    }
    return FakeCheck.FINE;
  }

  private static void throwElsewhere() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("thrown elsewhere");
            });
    thread.start();
    thread.join();
  }

  private static int overflow(int depth) {
    return depth == 0 ? 0 : 1 + overflow(depth + 1);
  }

  /** Leaves nothing, not even to those who clean up. */
  private static void eatMemory() {
    for (int size = 1 << 20; ; ) {
      try {
        HOARD.add(new byte[size]);
      } catch (OutOfMemoryError e) {
        if (size < 16) {
          throw e;
        }
        size /= 2;
      }
    }
  }

  /** A pipe that nobody reads takes this much and then blocks. */
  private static void fillStdout() {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(new byte[65_536 + 1]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void waitPolitely(Invocation invocation) throws InterruptedException {
    announce(invocation);
    while (!invocation.cancelled().getAsBoolean()) {
      Thread.sleep(5);
    }
    throw new InterruptedException();
  }

  /** Tells the test that the measurement is under way. */
  private static void announce(Invocation invocation) {
    invocation.phase().accept("waiting");
    if (!new File(System.getProperty("announce")).mkdir()) {
      throw new AssertionError("announced twice");
    }
  }
}
