package io.github.pppvpn.log.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One block of a log to be scanned alone, by whichever thread comes first. */
final class ScanTask {
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final long position;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final List<LogLine> lines = new ArrayList<>();
  private boolean lastKept;
  private long stamp;
  private Optional<Headless> headless = Optional.empty();
  private boolean usable;
  private boolean done;

  ScanTask(byte[] bytes, int from, int to, long position) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.position = position;
  }

  /** Whether the caller is the one to {@link #run}. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /**
   * @param scanner of the thread's own
   */
  void run(BlockScanner scanner) {
    try {
      scanner.startAlone(bytes, from, to, position);
      while (scanner.advance()) {
        lines.add(scanner.line());
      }
      lastKept = scanner.lastKept();
      stamp = scanner.stamp();
      headless = scanner.headless();
      usable = !scanner.isDependent();
    } catch (RuntimeException | Error e) {
      // Thrown again, in its turn and in the right thread, when it is scanned once more.
      usable = false;
    } finally {
      finish();
    }
  }

  private synchronized void finish() {
    done = true;
    notifyAll();
  }

  synchronized boolean isDone() {
    return done;
  }

  /** Waits for the thread that claimed it, which takes a moment at most. */
  synchronized void await() {
    boolean interrupted = false;
    while (!done) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether what was found is what scanning the log from its start finds. */
  boolean isUsable() {
    return usable;
  }

  /** Scans it behind the blocks before it. */
  void rescan(BlockScanner scanner) {
    scanner.start(bytes, from, to, position);
  }

  /** The lines that matter. */
  List<LogLine> lines() {
    return lines;
  }

  /** Whether the block's last line is one of them. */
  boolean lastKept() {
    return lastKept;
  }

  /** See {@link BlockScanner#stamp()}. */
  long stamp() {
    return stamp;
  }

  /** See {@link BlockScanner#headless()}. */
  Optional<Headless> headless() {
    return headless;
  }

  byte[] bytes() {
    return bytes;
  }
}
