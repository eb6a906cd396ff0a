package io.github.pppvpn.checks.gre;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;

/** Counts the GRE that passes an interface. */
record PassiveMeasurement(GreOptions options) implements Check.Measurement {
  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    throw new CannotCheckException("not yet");
  }
}
