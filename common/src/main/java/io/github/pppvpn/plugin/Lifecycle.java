package io.github.pppvpn.plugin;

import java.util.function.IntSupplier;

/** How a process ends other than by coming to its end. */
public interface Lifecycle {

  /**
   * Has {@code lastWords} called when the process is about to end, by a signal or by itself; the
   * process then ends at once with the exit code it returns.
   */
  void atEnd(IntSupplier lastWords);

  /**
   * Ends the process if it is still there after so long: {@code lastWords} is called and its exit
   * code taken. Where that does not come back, as with an output that blocks, the process ends with
   * UNKNOWN some seconds later. A later call replaces an earlier one.
   */
  void endAfter(long nanos, IntSupplier lastWords);
}
