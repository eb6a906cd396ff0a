package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpHiding;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.AvpValue;
import java.util.ArrayList;
import java.util.List;

/** What servers answer. */
final class Replies {
  /** What the servers of these tests call their end. */
  static final int TUNNEL_ID = 0x5b3b;

  /** The AVPs of xl2tpd's SCCRP on a host called lns. */
  static final List<Avp> NAMES =
      List.of(
          Avp.of(AvpType.PROTOCOL_VERSION, new AvpValue.ProtocolVersion(1, 0)),
          Avp.u32(AvpType.FRAMING_CAPABILITIES, 3),
          Avp.u32(AvpType.BEARER_CAPABILITIES, 0),
          Avp.u16(AvpType.FIRMWARE_REVISION, 0x0690),
          Avp.text(AvpType.HOST_NAME, "lns"),
          Avp.text(AvpType.VENDOR_NAME, "xelerance.com"),
          Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, TUNNEL_ID),
          Avp.u16(AvpType.RECEIVE_WINDOW_SIZE, 4));

  private Replies() {}

  /** The same with another value of one, or without it. */
  static Avp[] with(AvpType type, Avp... instead) {
    List<Avp> avps = new ArrayList<>();
    for (Avp avp : NAMES) {
      if (avp.attributeType() == type.number()) {
        avps.addAll(List.of(instead));
      } else {
        avps.add(avp);
      }
    }
    return avps.toArray(Avp[]::new);
  }

  /** The same with this in the place of its like, hidden with a secret (RFC 2661 section 4.3). */
  static List<Avp> hiding(AvpType type, Avp avp, String secret) {
    Octets vector = Octets.ofText("a random vector.");
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.octets(AvpType.RANDOM_VECTOR, vector));
    avps.addAll(
        List.of(
            with(
                type,
                AvpHiding.hide(avp, Octets.ofText(secret), vector, Octets.ofText("padding")))));
    return avps;
  }
}
