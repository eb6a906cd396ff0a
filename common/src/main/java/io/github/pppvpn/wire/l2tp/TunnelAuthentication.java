package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import java.security.MessageDigest;

/** The tunnel's authentication with a shared secret, as CHAP has it (RFC 2661 section 5.1.1). */
public final class TunnelAuthentication {
  private TunnelAuthentication() {}

  /**
   * The Challenge Response, 16 octets.
   *
   * @param type of the message that carries the response: SCCRP or SCCCN
   */
  public static Octets response(ControlMessageType type, Octets secret, Octets challenge) {
    return Octets.of(Md5.of(Octets.of((byte) type.number()), secret, challenge));
  }

  /** Whether a response is the right one; takes the same time for every wrong one. */
  public static boolean isRight(
      Octets response, ControlMessageType type, Octets secret, Octets challenge) {
    return MessageDigest.isEqual(response.toArray(), response(type, secret, challenge).toArray());
  }
}
