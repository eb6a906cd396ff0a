package io.github.pppvpn.plugin;

import java.util.List;

/** A command: it describes itself and measures, and leaves judging and showing to others. */
public interface Check {

  CommandSpec spec();

  /** The rows of its table of metrics that a run with these options can have. */
  default List<MetricSpec> metrics(Arguments arguments) {
    return spec().metrics();
  }

  /**
   * Reads and checks the command's own options, without any I/O.
   *
   * @throws UsageException for a value that it cannot work with
   */
  Measurement prepare(Arguments arguments) throws UsageException;

  /**
   * A measurement, ready to be made once.
   *
   * <p>It is never interrupted. One that waits looks at {@link Invocation#cancelled()} several
   * times a second, so that it can take leave of its peer; one that does not is left behind.
   */
  interface Measurement {

    /**
     * Measures.
     *
     * @throws CannotCheckException if nothing could be learnt about the checked thing
     * @throws InterruptedException if it saw that the run was cancelled
     */
    Report measure(Invocation invocation) throws CannotCheckException, InterruptedException;
  }
}
