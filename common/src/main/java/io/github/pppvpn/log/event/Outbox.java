package io.github.pppvpn.log.event;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Tells events in the order in which their lines came, each as soon as it is complete. */
final class Outbox {
  private static final int MAX_HELD = 8192;

  private final Consumer<? super LogEvent> sink;
  private final ArrayDeque<Held> held = new ArrayDeque<>();

  Outbox(Consumer<? super LogEvent> sink) {
    this.sink = sink;
  }

  void add(Held event) {
    held.add(event);
  }

  /** Tells what is due; the oldest at once where too many wait. */
  void release(long now) {
    while (!held.isEmpty()) {
      Held first = held.peekFirst();
      if (!first.dropped && first.due > now && held.size() <= MAX_HELD) {
        return;
      }
      tellFirst();
    }
  }

  void releaseAll() {
    while (!held.isEmpty()) {
      tellFirst();
    }
  }

  private void tellFirst() {
    Held first = held.pollFirst();
    if (!first.dropped) {
      // Told once: whoever still knows the object must not add to it.
      first.dropped = true;
      if (first.counts()) {
        sink.accept(first.event());
      }
    }
  }
}
