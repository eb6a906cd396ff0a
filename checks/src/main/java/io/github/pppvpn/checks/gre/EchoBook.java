package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpEvent;
import java.util.Optional;

/**
 * The Echo-Requests under way, found by their Identifier; a later one takes an earlier one's place.
 */
final class EchoBook {
  /** What an echo is for. */
  enum Purpose {
    /** To see whether the server's LCP is open. */
    PROOF,
    /** To measure loss and round trip. */
    SERIES,
    /** To see whether a packet of its size passes. */
    PATH_MTU
  }

  /**
   * An Echo-Request.
   *
   * @param number counts all echoes of a probe
   * @param size of its IP packet, bytes
   * @param data what its reply must bring back
   */
  record Echo(Purpose purpose, int number, int size, Octets data) {
    boolean isWhole(LcpEvent.EchoAnswered answer) {
      return data.equals(answer.data());
    }
  }

  private final Echo[] echoes = new Echo[256];

  void put(int identifier, Echo echo) {
    echoes[identifier] = echo;
  }

  /** The request that this answers; empty if there was none with its Identifier. */
  Optional<Echo> of(LcpEvent.EchoAnswered answer) {
    return Optional.ofNullable(echoes[answer.identifier()]);
  }
}
