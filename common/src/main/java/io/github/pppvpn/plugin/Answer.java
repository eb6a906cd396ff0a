package io.github.pppvpn.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The one answer of a run: whoever comes first gives it, whole; later ones are dropped. */
final class Answer {
  private final OutputStream out;
  private final byte[] outOfMemory;
  private boolean given;
  private State state = State.UNKNOWN;

  Answer(OutputStream out, String title) {
    this.out = out;
    this.outOfMemory =
        (title + " UNKNOWN - internal error: out of memory\n").getBytes(StandardCharsets.UTF_8);
  }

  void give(String text, State verdict) {
    give(text.getBytes(StandardCharsets.UTF_8), verdict);
  }

  /** Needs no memory. */
  void giveOutOfMemory() {
    give(outOfMemory, State.UNKNOWN);
  }

  private synchronized void give(byte[] text, State verdict) {
    if (given) {
      return;
    }
    given = true;
    try {
      out.write(text);
      out.flush();
      state = verdict;
    } catch (IOException | RuntimeException e) {
      // Nobody can be told; without its text no verdict may read as OK.
      state = State.UNKNOWN;
    }
  }

  synchronized boolean isGiven() {
    return given;
  }

  /** The state of what was given; waits while it is being written. */
  synchronized State state() {
    return state;
  }
}
