package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.CannotCheckException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * What came of a conversation: a result, or the reason on this host why there was none. The
 * conversation's socket is closed once it is known.
 *
 * @param <R> what a probe gives
 */
public final class Outcome<R> {
  private Optional<Closeable> socket = Optional.empty();
  private Optional<R> result = Optional.empty();
  private Optional<CannotCheckException> unasked = Optional.empty();

  /** The socket that is to be closed. */
  public void closes(Closeable opened) {
    socket = Optional.of(opened);
  }

  /** The peer's side of it is known. */
  public void give(R gave) {
    result = Optional.of(gave);
    close();
  }

  /** The peer was not asked. */
  public void fail(CannotCheckException why) {
    unasked = Optional.of(why);
    close();
  }

  private void close() {
    try {
      if (socket.isPresent()) {
        socket.get().close();
      }
    } catch (IOException e) {
      // What came of it is known.
    }
  }

  /** Whether either has been told. */
  public boolean isKnown() {
    return result.isPresent() || unasked.isPresent();
  }

  /**
   * The result, once it is known.
   *
   * @throws CannotCheckException if the reason of a failure lies on this host
   */
  public R get() throws CannotCheckException {
    if (unasked.isPresent()) {
      throw unasked.get();
    }
    return result.orElseThrow();
  }
}
