package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.util.Optional;

/**
 * One attribute value pair (RFC 2661 section 4.1).
 *
 * @param mandatory the M bit: who does not know it ends the tunnel or the call
 * @param hidden the H bit: the value is raw, {@link AvpHiding} reads it
 * @param vendorId 0 for RFC 2661's own, else whose Attribute Type it is
 * @param attributeType 0 to 65535
 */
public record Avp(
    boolean mandatory, boolean hidden, int vendorId, int attributeType, AvpValue value) {
  public Avp {
    Unsigned.check16("Vendor ID", vendorId);
    Unsigned.check16("Attribute Type", attributeType);
    if (hidden && !(value instanceof AvpValue.Raw)) {
      throw new IllegalArgumentException("a hidden AVP has a raw value");
    }
  }

  /** One of RFC 2661's own, with the M bit that it asks for. */
  public static Avp of(AvpType type, AvpValue value) {
    return new Avp(type.isMandatory(), false, L2tp.IETF, type.number(), value);
  }

  /** One with a value of 16 bits. */
  public static Avp u16(AvpType type, int value) {
    return of(type, new AvpValue.U16(value));
  }

  /** One with a value of 32 bits. */
  public static Avp u32(AvpType type, long value) {
    return of(type, new AvpValue.U32(value));
  }

  /** One with a text. */
  public static Avp text(AvpType type, String text) {
    return of(type, new AvpValue.Text(text));
  }

  /** One with bytes. */
  public static Avp octets(AvpType type, Octets octets) {
    return of(type, new AvpValue.Bytes(octets));
  }

  /** Which of RFC 2661's own it is, if it is one. */
  public Optional<AvpType> type() {
    return vendorId == L2tp.IETF ? AvpType.of(attributeType) : Optional.empty();
  }

  /** Whether its value can be read: a known type, not hidden, of the right form. */
  public boolean isReadable() {
    return !(value instanceof AvpValue.Raw);
  }

  /** Its name, or {@code attribute 99}, or {@code attribute 7 of vendor 9}. */
  public String name() {
    Optional<AvpType> type = type();
    if (type.isPresent()) {
      return type.get().rfcName();
    }
    return "attribute " + attributeType + (vendorId == L2tp.IETF ? "" : " of vendor " + vendorId);
  }
}
