package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Keeps what a runner asks of its process, for a test to look at or to carry out. */
final class RecordingLifecycle implements Lifecycle {
  final List<IntSupplier> lastWords = new ArrayList<>();
  final List<Long> ends = new ArrayList<>();

  @Override
  public void atEnd(IntSupplier words) {
    lastWords.add(words);
  }

  @Override
  public synchronized void endAfter(long nanos, IntSupplier overdueWords) {
    ends.add(nanos);
  }

  synchronized long lastEnd() {
    return ends.get(ends.size() - 1);
  }
}
