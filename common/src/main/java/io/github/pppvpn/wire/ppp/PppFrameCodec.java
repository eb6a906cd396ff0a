package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * PPP frames to bytes and back, with and without the Address and Control fields (FF 03) and the
 * first octet of the Protocol field (RFC 1661 sections 2, 6.5 and 6.6).
 *
 * <p>Reading takes every form at any time, as pppd does: a peer may send the long form always.
 */
public final class PppFrameCodec {
  private static final int ADDRESS_AND_CONTROL = 0xFF03;

  private PppFrameCodec() {}

  /** The frame in its long form, which every peer must take. */
  public static byte[] encode(PppFrame frame) {
    return encode(frame, false, false);
  }

  /**
   * The frame in the form agreed upon. LCP is always sent in the long form.
   *
   * @param compressAddress whether the peer has asked for Address-and-Control-Field-Compression
   * @param compressProtocol whether the peer has asked for Protocol-Field-Compression
   */
  public static byte[] encode(PppFrame frame, boolean compressAddress, boolean compressProtocol) {
    boolean isLcp = frame.protocol() == PppProtocol.LCP;
    boolean withAddress = !compressAddress || isLcp;
    boolean shortProtocol = compressProtocol && frame.protocol() <= 0xFF;
    int header = (withAddress ? 2 : 0) + (shortProtocol ? 1 : 2);
    ByteBuffer out = ByteBuffer.allocate(header + frame.information().length());
    if (withAddress) {
      out.putShort((short) ADDRESS_AND_CONTROL);
    }
    if (shortProtocol) {
      out.put((byte) frame.protocol());
    } else {
      out.putShort((short) frame.protocol());
    }
    frame.information().putInto(out);
    return out.array();
  }

  /**
   * Reads the frame from {@code in}'s position to its limit; the position stays as it is.
   *
   * @throws MalformedMessageException if the bytes end before the Information field, or what stands
   *     there cannot be an address, a control or a protocol
   */
  public static PppFrame decode(ByteBuffer in) throws MalformedMessageException {
    WireReader reader = new WireReader(in);
    int protocol = reader.u8();
    if (protocol == 0xFF) {
      int control = reader.u8();
      if (control != 0x03) {
        throw new MalformedMessageException(
            "a PPP frame has the control field 0x" + Integer.toHexString(control) + ", not 3");
      }
      protocol = reader.u8();
    }
    if ((protocol & 1) == 0) {
      protocol = protocol << 8 | reader.u8();
    }
    if (!PppProtocol.isPossible(protocol)) {
      throw new MalformedMessageException(
          "a PPP frame has the impossible protocol 0x" + Integer.toHexString(protocol));
    }
    return new PppFrame(protocol, reader.rest());
  }
}
