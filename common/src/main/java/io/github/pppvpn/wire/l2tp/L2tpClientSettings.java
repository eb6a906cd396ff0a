package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.util.Optional;

/**
 * Who a client says to be, and what it wants.
 *
 * @param tunnelId what the peer is to call our end, 1 to 65535, random
 * @param hostName not empty
 * @param vendorName for the peer's log
 * @param receiveWindow 1 to 65535
 * @param establish whether to go on to SCCCN when the SCCRP is there
 * @param authentication the shared secret and our challenge, where the peer has to prove itself
 */
public record L2tpClientSettings(
    int tunnelId,
    String hostName,
    Optional<String> vendorName,
    int receiveWindow,
    boolean establish,
    Optional<Authentication> authentication,
    ReliabilitySettings reliability) {

  /**
   * What the peer has to prove, and how it is asked.
   *
   * @param secret the tunnel's
   * @param challenge random, 1 octet at least; 16 are usual
   */
  public record Authentication(Octets secret, Octets challenge) {
    public Authentication {
      if (challenge.isEmpty()) {
        throw new IllegalArgumentException("a challenge has one octet at least");
      }
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Authentication[challenge=" + challenge + "]";
    }
  }

  public L2tpClientSettings {
    Unsigned.check16("Assigned Tunnel ID", tunnelId);
    Unsigned.check16("Receive Window Size", receiveWindow);
    if (tunnelId == 0 || receiveWindow == 0) {
      throw new IllegalArgumentException("tunnel id and window must not be 0");
    }
    if (hostName.isEmpty()) {
      throw new IllegalArgumentException("the host name must not be empty");
    }
  }
}
