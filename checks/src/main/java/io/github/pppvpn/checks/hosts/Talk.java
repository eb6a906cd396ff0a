package io.github.pppvpn.checks.hosts;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A conversation with one address of a host, over sockets that never block. What goes wrong ends
 * it, and is part of what came of it.
 */
public interface Talk {
  /** Opens its sockets, with itself as the attachment of their keys, and sends what is first. */
  void open(Selector selector);

  /**
   * A socket can be gone on with.
   *
   * @param buffer to be used until this returns
   */
  void ready(SelectionKey key, ByteBuffer buffer);

  /** Time has passed, or the run was told to end. */
  void look();

  /** In how many nanoseconds to {@link #look} at the latest; 0 or less for now. */
  long waitNanos();

  /** Whether there is nothing left to wait for; its sockets are then closed. */
  boolean isOver();
}
