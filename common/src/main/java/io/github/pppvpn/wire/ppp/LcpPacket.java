package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import java.nio.ByteBuffer;

/**
 * One LCP packet (RFC 1661 section 5), immutable; the Identifier is 0 to 255.
 *
 * <p>Every value that can be constructed can be sent: the constructors throw {@link
 * IllegalArgumentException} for numbers out of their field's range and for data that does not fit.
 */
public sealed interface LcpPacket
    permits LcpConfigure, LcpTerminate, LcpCodeReject, LcpProtocolReject, LcpEcho, LcpOther {
  /** Code, Identifier and Length. */
  int HEADER_LENGTH = 4;

  /** The most that can stand behind the header. */
  int MAX_DATA_LENGTH = 0xFFFF - HEADER_LENGTH;

  /** The Code, see {@link LcpCode}. */
  int code();

  /** What a reply repeats. */
  int identifier();

  /** Bytes behind the header. */
  int dataLength();

  /** Puts what stands behind the header, {@link #dataLength()} bytes, into {@code out}. */
  void putData(ByteBuffer out);

  /** The whole packet. */
  default byte[] encode() {
    return LcpCodec.encode(this);
  }

  /** The frame that carries it. */
  default PppFrame frame() {
    return new PppFrame(PppProtocol.LCP, Octets.of(encode()));
  }

  /**
   * The packet at {@code in}'s position, which stays as it is; what follows it is padding.
   *
   * @throws MalformedMessageException if a length is wrong
   */
  static LcpPacket decode(ByteBuffer in) throws MalformedMessageException {
    return LcpCodec.decode(in);
  }
}
