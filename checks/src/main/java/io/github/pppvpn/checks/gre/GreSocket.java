package io.github.pppvpn.checks.gre;

import java.util.Optional;

/** What GRE packets of one peer go through. */
interface GreSocket extends AutoCloseable {

  /**
   * Sends a packet, GRE header first.
   *
   * @return 0, or the error number of the C library
   */
  int send(byte[] packet);

  /** The next packet of the peer, GRE header first; empty if none came for some 100 ms. */
  Optional<byte[]> receive();

  /** The next complaint about a packet that was sent, if there is one; never waits. */
  Optional<IcmpError> nextError();

  @Override
  void close();
}
