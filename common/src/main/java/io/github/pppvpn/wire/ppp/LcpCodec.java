package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * LCP packets to bytes and back (RFC 1661 section 5).
 *
 * <p>Strict where a length lies; an option whose value cannot be what its type says is kept raw,
 * and so is a packet of a code that has no meaning here.
 */
public final class LcpCodec {
  private LcpCodec() {}

  /** The whole packet: Code, Identifier, Length, data. */
  public static byte[] encode(LcpPacket packet) {
    int length = LcpPacket.HEADER_LENGTH + packet.dataLength();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) packet.code());
    out.put((byte) packet.identifier());
    out.putShort((short) length);
    packet.putData(out);
    return out.array();
  }

  /**
   * Reads the packet at {@code in}'s position, which stays as it is. What follows behind its Length
   * is padding.
   *
   * @throws MalformedMessageException if a length is wrong
   */
  public static LcpPacket decode(ByteBuffer in) throws MalformedMessageException {
    WireReader reader = new WireReader(in);
    int code = reader.u8();
    int identifier = reader.u8();
    int length = reader.u16();
    if (length < LcpPacket.HEADER_LENGTH || length - LcpPacket.HEADER_LENGTH > reader.remaining()) {
      throw new MalformedMessageException(
          "an LCP packet, "
              + LcpCode.name(code)
              + ", claims "
              + length
              + " bytes, "
              + (LcpPacket.HEADER_LENGTH + reader.remaining())
              + " are there");
    }
    WireReader data = reader.sub(length - LcpPacket.HEADER_LENGTH);
    return switch (code) {
      case LcpCode.CONFIGURE_REQUEST,
          LcpCode.CONFIGURE_ACK,
          LcpCode.CONFIGURE_NAK,
          LcpCode.CONFIGURE_REJECT ->
          LcpConfigure.read(code, identifier, data);
      case LcpCode.TERMINATE_REQUEST, LcpCode.TERMINATE_ACK ->
          new LcpTerminate(code, identifier, data.rest());
      case LcpCode.CODE_REJECT -> new LcpCodeReject(identifier, data.rest());
      case LcpCode.PROTOCOL_REJECT -> new LcpProtocolReject(identifier, data.u16(), data.rest());
      case LcpCode.ECHO_REQUEST, LcpCode.ECHO_REPLY, LcpCode.DISCARD_REQUEST ->
          new LcpEcho(code, identifier, data.u32(), data.rest());
      default -> new LcpOther(code, identifier, data.rest());
    };
  }
}
