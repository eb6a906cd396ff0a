package io.github.pppvpn.log.dialect;

import java.io.Closeable;
import java.util.ArrayDeque;

/**
 * A second thread for the scanning of long logs, where the host has a second processor. It starts
 * with the first block that it is given, so that short readings do not pay for it, and helps one
 * {@link LogScanner} at a time. What is found does not depend on it.
 */
public final class ScanHelper implements Closeable {
  private record Work(ScanTask task, BlockScanner scanner) {}

  private final ArrayDeque<Work> waiting = new ArrayDeque<>();
  private boolean taken;
  private boolean started;
  private boolean closed;

  /** Takes the helper for one log. */
  synchronized boolean take() {
    if (taken || closed || Runtime.getRuntime().availableProcessors() < 2) {
      return false;
    }
    taken = true;
    return true;
  }

  /** The log has ended. */
  synchronized void release() {
    taken = false;
    waiting.clear();
  }

  /** Offers a block; the scanner is for this thread alone. */
  synchronized void offer(ScanTask task, BlockScanner scanner) {
    if (closed) {
      return;
    }
    waiting.add(new Work(task, scanner));
    if (!started) {
      started = true;
      Thread thread = new Thread(this::run, "scan");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  private void run() {
    while (true) {
      Work work = next();
      if (work == null) {
        return;
      }
      if (work.task().claim()) {
        work.task().run(work.scanner());
      }
    }
  }

  private synchronized Work next() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        return null;
      }
    }
    return closed ? null : waiting.poll();
  }

  /** Ends the thread, at the latest when it has scanned its block. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
