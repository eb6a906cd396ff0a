package io.github.pppvpn.checks.logs;

import java.io.IOException;

/** The run's time is over while logs are being read. */
public final class OutOfTimeException extends IOException {
  private static final long serialVersionUID = 1L;

  OutOfTimeException() {
    super("out of time");
  }
}
