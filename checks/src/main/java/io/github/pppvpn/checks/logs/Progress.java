package io.github.pppvpn.checks.logs;

import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;

/** How far the reading of all logs is, and whether it may go on. */
public final class Progress {
  private static final long STEP = 16L << 20;

  private final Invocation invocation;
  private final Deadline deadline;
  private long bytes;
  private long told;

  /** Within the run's own deadline. */
  public Progress(Invocation invocation) {
    this(invocation, invocation.deadline());
  }

  /** Within a part of the run's time. */
  public Progress(Invocation invocation, Deadline deadline) {
    this.invocation = invocation;
    this.deadline = deadline;
  }

  /** Whether time is up, or the process was told to end. */
  public boolean isOver() {
    return deadline.hasPassed() || invocation.cancelled().getAsBoolean();
  }

  public void check() throws OutOfTimeException {
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

  public long bytes() {
    return bytes;
  }
}
