package io.github.pppvpn.checks.auth;

import io.github.pppvpn.plugin.Invocation;

/** How far the reading of all logs is, and whether it may go on. */
final class Progress {
  private static final long STEP = 16L << 20;

  private final Invocation invocation;
  private long bytes;
  private long told;

  Progress(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Whether time is up, or the process was told to end. */
  boolean isOver() {
    return invocation.deadline().hasPassed() || invocation.cancelled().getAsBoolean();
  }

  void check() throws OutOfTimeException {
    if (isOver()) {
      tell(" MB read so far; a smaller --window, a longer --timeout");
      throw new OutOfTimeException();
    }
  }

  void read(long more) {
    bytes += more;
    if (bytes - told >= STEP) {
      told = bytes;
      tell(" MB read so far");
    }
  }

  private void tell(String rest) {
    invocation.phase().accept("reading the logs (" + bytes / 1_000_000 + rest + ")");
  }

  long bytes() {
    return bytes;
  }
}
