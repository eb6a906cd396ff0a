package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.util.Optional;

/**
 * A data message (RFC 2661 section 3.1).
 *
 * @param priority the P bit: to be preferred locally
 * @param sequence there in a session with sequence numbers
 * @param payload a PPP frame without flags and checksum
 */
public record DataMessage(
    boolean priority, int tunnelId, int sessionId, Optional<Sequence> sequence, Octets payload)
    implements L2tpMessage {

  /**
   * The two sequence fields.
   *
   * @param ns of this message, 0 to 65535
   * @param nr without a meaning in a data message, 0 to 65535
   */
  public record Sequence(int ns, int nr) {
    public Sequence {
      Unsigned.check16("Ns", ns);
      Unsigned.check16("Nr", nr);
    }
  }

  public DataMessage {
    Unsigned.check16("Tunnel ID", tunnelId);
    Unsigned.check16("Session ID", sessionId);
    if (payload.length() > 0xFFFF - L2tp.CONTROL_HEADER_LENGTH) {
      throw new IllegalArgumentException("no data message holds " + payload.length() + " bytes");
    }
  }
}
