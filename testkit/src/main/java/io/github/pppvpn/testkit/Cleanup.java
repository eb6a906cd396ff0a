package io.github.pppvpn.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.function.Executable;

/** What a test class started: all of it is ended, the last first, even if an end fails. */
public final class Cleanup {
  private final Deque<Executable> ends = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T started) {
    ends.push(started::close);
    return started;
  }

  public void run() {
    assertAll(ends.stream());
  }
}
