package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.plugin.CannotCheckException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks names up, many at once: a name service that does not answer for one must not hold up the
 * others. Threads, since the system's name service has no other way; more of them as long as names
 * wait, so that a quick name service costs few.
 */
final class Names {
  /** So many may hang and leave a thread for the next. */
  private static final int MOST_THREADS = 128;

  private static final int FIRST_THREADS = 4;
  private static final long GROWTH_NANOS = 10_000_000;

  /** As much as the C library's resolver needs, and some. */
  private static final long STACK_BYTES = 256 * 1024;

  /** How a host is looked up. */
  interface Lookup {
    ServerAddresses of(AskedHost host) throws CannotCheckException;
  }

  /**
   * What came of it.
   *
   * @param addresses null if the name has none
   * @param failure null if it has
   */
  record Found(Asking asking, ServerAddresses addresses, CannotCheckException failure) {}

  private final Lookup lookup;
  private final Runnable news;
  private final Queue<Asking> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private int threads;
  private long grownNanos;

  /**
   * @param news called, by any thread, when there is something to {@link #poll}
   */
  Names(Lookup lookup, Runnable news) {
    this.lookup = lookup;
    this.news = news;
  }

  void add(Asking asking) {
    waiting.add(asking);
  }

  /** Whether a name still waits for a thread, so that {@link #grow} is to be called soon again. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Starts threads, where names still wait a moment after the last were started. */
  void grow(long nowNanos) {
    if (waiting.isEmpty() || (threads > 0 && nowNanos - grownNanos < GROWTH_NANOS)) {
      return;
    }
    grownNanos = nowNanos;
    int more = Math.min(threads == 0 ? FIRST_THREADS : threads, MOST_THREADS - threads);
    for (int i = 0; i < Math.min(more, waiting.size()); i++) {
      Thread thread = new Thread(null, this::work, "names", STACK_BYTES);
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        // This host has no thread left. Those that there are go on; without any it cannot be
        // helped.
        if (threads == 0) {
          throw e;
        }
        return;
      }
      threads++;
    }
  }

  private void work() {
    for (Asking asking = waiting.poll(); asking != null; asking = waiting.poll()) {
      found.add(look(asking));
      news.run();
    }
  }

  private Found look(Asking asking) {
    try {
      return new Found(asking, lookup.of(asking.host()), null);
    } catch (CannotCheckException e) {
      return new Found(asking, null, e);
    } catch (RuntimeException | Error e) {
      String what = "looking " + asking.host().host() + " up failed: " + e;
      return new Found(asking, null, new CannotCheckException(what));
    }
  }

  /** The next name that is looked up, in whichever order they are; null if there is none. */
  Found poll() {
    return found.poll();
  }

  /** Looks no more names up; those that are being looked up are left behind. */
  void stop() {
    waiting.clear();
  }
}
