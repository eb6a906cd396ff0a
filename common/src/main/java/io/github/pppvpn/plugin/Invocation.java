package io.github.pppvpn.plugin;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a measurement may use and must respect.
 *
 * @param deadline when the measurement must have decided; a little before the end of the run, so
 *     that a silent peer is a finding and a polite end is possible
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param currentMillis the wall clock, in milliseconds since 1970
 * @param root the folder below which the host's files are read, {@code /} for this host's own
 * @param stateDir where state is kept
 * @param privacy how user names and peer addresses are shown
 * @param verbosity the number of {@code -v}, 0 to 3
 * @param phase told what is being done now, {@code connecting to 192.0.2.1}; named if the run ends
 *     in the middle
 * @param cancelled whether the process was told to end: the measurement then stops waiting and ends
 *     politely, within {@link #POLITE_END_NANOS}
 */
public record Invocation(
    Deadline deadline,
    LongSupplier nanoTime,
    LongSupplier currentMillis,
    String root,
    String stateDir,
    Privacy privacy,
    int verbosity,
    Consumer<String> phase,
    BooleanSupplier cancelled) {

  /** How long a measurement may take to take leave of its peer once it is cancelled or overdue. */
  public static final long POLITE_END_NANOS = 300_000_000;
}
