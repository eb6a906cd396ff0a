package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A control message (RFC 2661 section 3.1), immutable: a header and its AVPs in their order, of
 * which the first is the Message Type. One without AVPs is a ZLB, which only acknowledges.
 *
 * @param ns its number, 0 to 65535; a ZLB uses none up
 * @param nr the number expected next from the receiver, 0 to 65535
 */
public record ControlMessage(int tunnelId, int sessionId, int ns, int nr, List<Avp> avps)
    implements L2tpMessage {

  public ControlMessage {
    Unsigned.check16("Tunnel ID", tunnelId);
    Unsigned.check16("Session ID", sessionId);
    Unsigned.check16("Ns", ns);
    Unsigned.check16("Nr", nr);
    avps = List.copyOf(avps);
    if (!avps.isEmpty() && avps.get(0).type().orElse(null) != AvpType.MESSAGE_TYPE) {
      throw new IllegalArgumentException("the first AVP of a control message is its Message Type");
    }
    if (length(avps) > 0xFFFF) {
      throw new IllegalArgumentException("the AVPs are longer than a control message");
    }
  }

  /** A message whose numbers {@link ReliableDelivery} sets; {@code avps} follow its type. */
  public static ControlMessage of(
      ControlMessageType type, int tunnelId, int sessionId, List<Avp> avps) {
    List<Avp> all = new ArrayList<>(1 + avps.size());
    all.add(Avp.u16(AvpType.MESSAGE_TYPE, type.number()));
    all.addAll(avps);
    return new ControlMessage(tunnelId, sessionId, 0, 0, all);
  }

  /** A ZLB. */
  public static ControlMessage zlb(int tunnelId, int sessionId, int ns, int nr) {
    return new ControlMessage(tunnelId, sessionId, ns, nr, List.of());
  }

  /** The same with other numbers. */
  public ControlMessage withNumbers(int newNs, int newNr) {
    return new ControlMessage(tunnelId, sessionId, newNs, newNr, avps);
  }

  /** Whether it only acknowledges. */
  public boolean isZlb() {
    return avps.isEmpty();
  }

  /** Its type; empty for a ZLB, for one that RFC 2661 has not, and for one of a wrong form. */
  public Optional<ControlMessageType> type() {
    OptionalInt number = number(AvpType.MESSAGE_TYPE);
    return number.isPresent() ? ControlMessageType.of(number.getAsInt()) : Optional.empty();
  }

  /** {@code SCCRQ}, {@code ZLB} or {@code message type 77}. */
  public String name() {
    if (isZlb()) {
      return "ZLB";
    }
    Optional<ControlMessageType> type = type();
    if (type.isPresent()) {
      return type.get().shortName();
    }
    OptionalInt number = number(AvpType.MESSAGE_TYPE);
    return "message type " + (number.isPresent() ? "" + number.getAsInt() : "unreadable");
  }

  /** The value of the first AVP of this type that can be read. */
  public Optional<AvpValue> value(AvpType type) {
    for (Avp avp : avps) {
      if (avp.attributeType() == type.number() && avp.vendorId() == L2tp.IETF && avp.isReadable()) {
        return Optional.of(avp.value());
      }
    }
    return Optional.empty();
  }

  /** The 16 bits of this AVP, if it is there. */
  public OptionalInt number(AvpType type) {
    return value(type).orElse(null) instanceof AvpValue.U16 number
        ? OptionalInt.of(number.value())
        : OptionalInt.empty();
  }

  /** The 32 bits of this AVP, if it is there. */
  public OptionalLong longNumber(AvpType type) {
    return value(type).orElse(null) instanceof AvpValue.U32 number
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }

  /** The text of this AVP, if it is there. */
  public Optional<String> text(AvpType type) {
    return value(type).orElse(null) instanceof AvpValue.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** The bytes of this AVP, if it is there. */
  public Optional<Octets> octets(AvpType type) {
    return value(type).orElse(null) instanceof AvpValue.Bytes bytes
        ? Optional.of(bytes.octets())
        : Optional.empty();
  }

  /** Why a tunnel or a call ends, if it is said. */
  public Optional<ResultCode> resultCode() {
    return value(AvpType.RESULT_CODE).orElse(null) instanceof ResultCode code
        ? Optional.of(code)
        : Optional.empty();
  }

  /** The protocol's version, if it is said. */
  public Optional<AvpValue.ProtocolVersion> protocolVersion() {
    return value(AvpType.PROTOCOL_VERSION).orElse(null) instanceof AvpValue.ProtocolVersion version
        ? Optional.of(version)
        : Optional.empty();
  }

  /**
   * The first AVP with the M bit that cannot be understood: of an unknown type, hidden, or of a
   * wrong form. RFC 2661 section 4.2 ends the tunnel or the call then; those without the M bit are
   * passed over.
   */
  public Optional<Avp> notUnderstood() {
    for (Avp avp : avps) {
      if (avp.mandatory() && !avp.isReadable()) {
        return Optional.of(avp);
      }
    }
    return Optional.empty();
  }

  /** The first AVP that its type must have and that is not there. */
  public Optional<AvpType> missing() {
    Optional<ControlMessageType> type = type();
    return type.isPresent() ? type.get().missing(this) : Optional.empty();
  }

  /** Bytes of the whole message. */
  int length() {
    return length(avps);
  }

  private static int length(List<Avp> avps) {
    int length = L2tp.CONTROL_HEADER_LENGTH;
    for (Avp avp : avps) {
      length += L2tp.AVP_HEADER_LENGTH + avp.value().length();
    }
    return length;
  }
}
