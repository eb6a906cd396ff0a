package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.function.Executable;

/** What a test class started: all of it is ended, the last first, even if an end fails. */
final class Cleanup {
  private final Deque<Executable> ends = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T started) {
    ends.push(started::close);
    return started;
  }

  void run() {
    assertAll(ends.stream());
  }
}
