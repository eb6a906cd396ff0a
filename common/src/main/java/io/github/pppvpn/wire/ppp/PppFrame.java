package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;

/**
 * One PPP frame (RFC 1661 section 2) as GRE and L2TP carry it.
 *
 * @param protocol the Protocol field, see {@link PppProtocol#isPossible}
 * @param information the Information field, padding included
 */
public record PppFrame(int protocol, Octets information) {
  public PppFrame {
    if (!PppProtocol.isPossible(protocol)) {
      throw new IllegalArgumentException(
          "no PPP frame can have the protocol 0x" + Integer.toHexString(protocol));
    }
  }
}
