package io.github.pppvpn.plugin;

/** A command: it describes itself and measures, and leaves judging and showing to others. */
public interface Check {

  CommandSpec spec();

  /**
   * Reads and checks the command's own options, without any I/O.
   *
   * @throws UsageException for a value that it cannot work with
   */
  Measurement prepare(Arguments arguments) throws UsageException;

  /** A measurement, ready to be made once. */
  interface Measurement {

    /**
     * Measures.
     *
     * @throws CannotCheckException if nothing could be learnt about the checked thing
     * @throws InterruptedException if the run was ended
     */
    Report measure(Invocation invocation) throws CannotCheckException, InterruptedException;
  }
}
