package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.Octets;

/**
 * From the size of a whole IPv4 packet to the data of the LCP Echo-Request in it, and what that
 * data is.
 */
final class EchoSizes {
  /** IPv4, GRE with both numbers, PPP's four octets, LCP's header, the Magic-Number. */
  static final int OVERHEAD = 20 + 16 + 4 + 4 + 4;

  /** The smallest packet that holds the number of its echo. */
  static final int SMALLEST = OVERHEAD + 4;

  /** The largest with an MRU of {@code mru}: it counts what stands behind PPP's four octets. */
  static int largest(int mru) {
    return mru + 40;
  }

  private EchoSizes() {}

  /** The data of an echo: its number, then bytes that depend on it. */
  static Octets data(int number, int packetSize) {
    byte[] data = new byte[packetSize - OVERHEAD];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i < 4 ? number >>> (8 * (3 - i)) : number + i);
    }
    return Octets.of(data);
  }
}
