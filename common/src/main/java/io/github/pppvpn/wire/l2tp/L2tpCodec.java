package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.WireReader;
import io.github.pppvpn.wire.l2tp.MalformedL2tpException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * L2TP messages to bytes and back (RFC 2661 sections 3.1 and 4.1).
 *
 * <p>Strict where lengths lie and where a version is not 2. Lenient elsewhere: reserved bits of the
 * header may hold anything, an AVP with reserved bits is one of an unknown type, one of a wrong
 * form is kept raw; {@link ControlMessage#notUnderstood()} and {@link ControlMessage#missing()}
 * tell what of it matters.
 */
public final class L2tpCodec {
  private static final int VERSION_2 = 2;
  private static final int MANDATORY = 0x8000;
  private static final int HIDDEN = 0x4000;
  private static final int AVP_RESERVED = 0x3C00;
  private static final int AVP_LENGTH = 0x03FF;

  private L2tpCodec() {}

  /** The whole datagram; a data message with its Length, as a control message must have it. */
  public static byte[] encode(L2tpMessage message) {
    return message instanceof ControlMessage control
        ? encodeControl(control)
        : encodeData((DataMessage) message);
  }

  private static byte[] encodeControl(ControlMessage message) {
    ByteBuffer out = ByteBuffer.allocate(message.length());
    out.putShort((short) (L2tp.TYPE | L2tp.LENGTH | L2tp.SEQUENCE | VERSION_2));
    out.putShort((short) message.length());
    out.putShort((short) message.tunnelId());
    out.putShort((short) message.sessionId());
    out.putShort((short) message.ns());
    out.putShort((short) message.nr());
    for (Avp avp : message.avps()) {
      int flags = (avp.mandatory() ? MANDATORY : 0) | (avp.hidden() ? HIDDEN : 0);
      out.putShort((short) (flags | L2tp.AVP_HEADER_LENGTH + avp.value().length()));
      out.putShort((short) avp.vendorId());
      out.putShort((short) avp.attributeType());
      avp.value().put(out);
    }
    return out.array();
  }

  private static byte[] encodeData(DataMessage message) {
    int length = (message.sequence().isPresent() ? 12 : 8) + message.payload().length();
    int flags = L2tp.LENGTH | VERSION_2;
    flags |= message.sequence().isPresent() ? L2tp.SEQUENCE : 0;
    flags |= message.priority() ? L2tp.PRIORITY : 0;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putShort((short) flags);
    out.putShort((short) length);
    out.putShort((short) message.tunnelId());
    out.putShort((short) message.sessionId());
    if (message.sequence().isPresent()) {
      out.putShort((short) message.sequence().get().ns());
      out.putShort((short) message.sequence().get().nr());
    }
    message.payload().putInto(out);
    return out.array();
  }

  /**
   * Reads the datagram from {@code in}'s position to its limit; the position stays as it is.
   *
   * @throws MalformedL2tpException for each of its reasons
   */
  public static L2tpMessage decode(ByteBuffer in) throws MalformedL2tpException {
    WireReader reader = new WireReader(in);
    int there = reader.remaining();
    try {
      int flags = reader.u16();
      checkVersion(flags, in);
      return (flags & L2tp.TYPE) != 0
          ? readControl(flags, there, reader)
          : readData(flags, there, reader);
    } catch (MalformedL2tpException e) {
      throw e;
    } catch (MalformedMessageException e) {
      throw new MalformedL2tpException(
          Reason.TRUNCATED, "an L2TP message ends inside of its header, after " + there + " bytes");
    }
  }

  private static void checkVersion(int flags, ByteBuffer in) throws MalformedL2tpException {
    int version = flags & L2tp.VERSION;
    boolean isControl = (flags & (L2tp.TYPE | L2tp.LENGTH | L2tp.SEQUENCE)) == 0xC800;
    if (version == VERSION_2 && ((flags & L2tp.TYPE) == 0 || isControl)) {
      return;
    }
    if (version == 1 && (flags & 0x1FF0) == 0) {
      throw new MalformedL2tpException(Reason.L2F, "this is L2F (RFC 2341), not L2TP version 2");
    }
    if (version == 3 && ((flags & L2tp.TYPE) == 0 ? flags == 3 : isControl)) {
      throw new MalformedL2tpException(
          Reason.VERSION_3, "this is L2TP version 3 (RFC 3931), not version 2");
    }
    throw notL2tp(in);
  }

  private static MalformedL2tpException notL2tp(ByteBuffer in) {
    byte[] first = new byte[Math.min(12, in.remaining())];
    in.duplicate().get(first);
    StringBuilder sentence = new StringBuilder(100);
    sentence.append("this is not L2TP: it begins with ").append(Octets.of(first)).append(" (");
    for (byte b : first) {
      sentence.append(b >= ' ' && b <= '~' ? (char) b : '.');
    }
    return new MalformedL2tpException(Reason.NOT_L2TP, sentence.append(')').toString());
  }

  private static ControlMessage readControl(int flags, int there, WireReader reader)
      throws MalformedMessageException {
    int length = reader.u16();
    if ((flags & L2tp.OFFSET) != 0) {
      throw new MalformedL2tpException(
          Reason.BAD_LENGTH, "an L2TP control message has an offset, which none may have");
    }
    int tunnelId = reader.u16();
    int sessionId = reader.u16();
    int ns = reader.u16();
    int nr = reader.u16();
    if (length < L2tp.CONTROL_HEADER_LENGTH || length > there) {
      throw badLength("control", length, there);
    }
    WireReader in = reader.sub(length - L2tp.CONTROL_HEADER_LENGTH);
    List<Avp> avps = new ArrayList<>();
    while (in.remaining() > 0) {
      avps.add(readAvp(in));
    }
    if (!avps.isEmpty() && avps.get(0).type().orElse(null) != AvpType.MESSAGE_TYPE) {
      throw new MalformedL2tpException(
          Reason.BAD_AVP,
          "an L2TP control message begins with "
              + avps.get(0).name()
              + " where its Message Type should be");
    }
    return new ControlMessage(tunnelId, sessionId, ns, nr, avps);
  }

  private static Avp readAvp(WireReader in) throws MalformedMessageException {
    int there = in.remaining();
    if (there < L2tp.AVP_HEADER_LENGTH) {
      throw new MalformedL2tpException(
          Reason.BAD_AVP, "an L2TP control message ends inside of an AVP's header");
    }
    int bits = in.u16();
    int vendorId = in.u16();
    int attributeType = in.u16();
    int length = bits & AVP_LENGTH;
    if (length < L2tp.AVP_HEADER_LENGTH || length > there) {
      throw new MalformedL2tpException(
          Reason.BAD_AVP,
          "an L2TP AVP, attribute "
              + attributeType
              + ", claims "
              + length
              + " bytes, "
              + there
              + " are there");
    }
    Octets octets = in.octets(length - L2tp.AVP_HEADER_LENGTH);
    boolean mandatory = (bits & MANDATORY) != 0;
    boolean hidden = (bits & HIDDEN) != 0;
    Optional<AvpType> type =
        vendorId == L2tp.IETF && !hidden && (bits & AVP_RESERVED) == 0
            ? AvpType.of(attributeType)
            : Optional.empty();
    AvpValue value = type.isPresent() ? AvpValue.of(type.get(), octets) : new AvpValue.Raw(octets);
    return new Avp(mandatory, hidden, vendorId, attributeType, value);
  }

  private static DataMessage readData(int flags, int there, WireReader reader)
      throws MalformedMessageException {
    int length = (flags & L2tp.LENGTH) != 0 ? reader.u16() : there;
    int tunnelId = reader.u16();
    int sessionId = reader.u16();
    Optional<DataMessage.Sequence> sequence =
        (flags & L2tp.SEQUENCE) != 0
            ? Optional.of(new DataMessage.Sequence(reader.u16(), reader.u16()))
            : Optional.empty();
    if ((flags & L2tp.OFFSET) != 0) {
      reader.skip(reader.u16());
    }
    int header = reader.offset();
    if (length < header || length > there) {
      throw badLength("data", length, there);
    }
    boolean priority = (flags & L2tp.PRIORITY) != 0;
    Octets payload = reader.octets(length - header);
    if (payload.length() > 0xFFFF - L2tp.CONTROL_HEADER_LENGTH) {
      throw badLength("data", length, there);
    }
    return new DataMessage(priority, tunnelId, sessionId, sequence, payload);
  }

  private static MalformedL2tpException badLength(String kind, int length, int there) {
    return new MalformedL2tpException(
        Reason.BAD_LENGTH,
        "an L2TP " + kind + " message claims " + length + " bytes, " + there + " are there");
  }
}
