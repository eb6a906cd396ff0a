package io.github.pppvpn.host;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs a program of the host and takes what it prints. */
@FunctionalInterface
public interface CommandRunner {
  /**
   * What a program has printed.
   *
   * @param exitCode its exit code
   * @param output its standard output, one char per byte
   */
  record Reply(int exitCode, String output) {}

  /**
   * Runs a program to its end, or until {@code remainingNanos} is no longer positive.
   *
   * @throws IOException if it cannot be started, with why; or if it does not end in time
   */
  Reply run(List<String> command, LongSupplier remainingNanos) throws IOException;
}
