package io.github.pppvpn.plugin;

import java.io.OutputStream;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a run has around it, handed in so that tests can hand in something else.
 *
 * @param variables the environment variables
 * @param out standard output
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param currentMillis the wall clock, in milliseconds since 1970
 * @param startNanos what {@code nanoTime} showed when the process started
 * @param lifecycle the ways in which the process may be ended from outside
 */
public record Environment(
    Map<String, String> variables,
    OutputStream out,
    LongSupplier nanoTime,
    LongSupplier currentMillis,
    long startNanos,
    Lifecycle lifecycle) {

  /** The variable's value, empty if it is not set. */
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }
}
