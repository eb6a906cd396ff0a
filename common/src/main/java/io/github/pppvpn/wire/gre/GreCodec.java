package io.github.pppvpn.wire.gre;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.WireReader;
import io.github.pppvpn.wire.gre.MalformedGreException.Reason;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Enhanced GRE packets to bytes and back (RFC 2637 section 4.1).
 *
 * <p>Refuses every header that pptpd's {@code decaps_gre} refuses. What follows the payload, as a
 * short Ethernet frame's padding does, is left out.
 */
public final class GreCodec {
  private GreCodec() {}

  /** The whole packet, 8 to 16 bytes and the payload. */
  public static byte[] encode(GrePacket packet) {
    int length = Gre.MIN_HEADER_LENGTH + packet.payload().length();
    int flags = Gre.KEY | 1;
    if (packet.sequence().isPresent()) {
      flags |= Gre.SEQUENCE;
      length += 4;
    }
    if (packet.acknowledgment().isPresent()) {
      flags |= Gre.ACKNOWLEDGMENT;
      length += 4;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putShort((short) flags);
    out.putShort((short) Gre.PROTOCOL_PPP);
    out.putShort((short) packet.payload().length());
    out.putShort((short) packet.callId());
    if (packet.sequence().isPresent()) {
      out.putInt((int) packet.sequence().getAsLong());
    }
    if (packet.acknowledgment().isPresent()) {
      out.putInt((int) packet.acknowledgment().getAsLong());
    }
    packet.payload().putInto(out);
    return out.array();
  }

  /**
   * Reads the packet from {@code in}'s position to its limit; the position stays as it is.
   *
   * @throws MalformedGreException for each of its reasons
   */
  public static GrePacket decode(ByteBuffer in) throws MalformedGreException {
    WireReader reader = new WireReader(in);
    int there = reader.remaining();
    try {
      int flags = reader.u16();
      int protocol = reader.u16();
      check(flags, protocol);
      int payloadLength = reader.u16();
      int callId = reader.u16();
      boolean sequenced = (flags & Gre.SEQUENCE) != 0;
      if (!sequenced && payloadLength > 0) {
        throw new MalformedGreException(
            Reason.NO_SEQUENCE,
            "a GRE packet claims a payload of " + payloadLength + " bytes, but no sequence number");
      }
      OptionalLong sequence = sequenced ? OptionalLong.of(reader.u32()) : OptionalLong.empty();
      OptionalLong acknowledgment =
          (flags & Gre.ACKNOWLEDGMENT) != 0 ? OptionalLong.of(reader.u32()) : OptionalLong.empty();
      if (payloadLength > reader.remaining()) {
        throw new MalformedGreException(
            Reason.BAD_LENGTH,
            "a GRE packet claims a payload of "
                + payloadLength
                + " bytes, "
                + reader.remaining()
                + " are there");
      }
      Octets payload = reader.octets(payloadLength);
      return new GrePacket(callId, sequence, acknowledgment, payload);
    } catch (MalformedGreException e) {
      throw e;
    } catch (MalformedMessageException e) {
      throw new MalformedGreException(
          Reason.TRUNCATED, "a GRE packet ends inside of its header, after " + there + " bytes");
    }
  }

  private static void check(int flags, int protocol) throws MalformedGreException {
    int version = flags & Gre.VERSION;
    if (version != 1) {
      throw new MalformedGreException(
          Reason.VERSION, "GRE version " + version + " is not 1, the enhanced GRE of PPTP");
    }
    if (protocol != Gre.PROTOCOL_PPP) {
      throw new MalformedGreException(
          Reason.PROTOCOL,
          "GRE protocol type 0x" + Integer.toHexString(protocol) + " is not 0x880b, PPP");
    }
    refuseIf(flags & Gre.CHECKSUM, Reason.CHECKSUM, "has the checksum bit set");
    refuseIf(flags & Gre.ROUTING, Reason.ROUTING, "has the routing bit set");
    refuseIf(~flags & Gre.KEY, Reason.NO_KEY, "has no key, so no Call ID");
    refuseIf(
        flags & Gre.STRICT_SOURCE_ROUTE,
        Reason.STRICT_SOURCE_ROUTE,
        "has the strict source route bit set");
    refuseIf(flags & Gre.RECURSION, Reason.RECURSION, "has a recursion control that is not 0");
    refuseIf(flags & Gre.RESERVED, Reason.RESERVED, "has reserved flags set");
  }

  private static void refuseIf(int wrongBits, Reason reason, String what)
      throws MalformedGreException {
    if (wrongBits != 0) {
      throw new MalformedGreException(reason, "a GRE packet of version 1 " + what);
    }
  }
}
