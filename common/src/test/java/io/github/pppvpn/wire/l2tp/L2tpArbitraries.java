package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every message and AVP that can be constructed. */
final class L2tpArbitraries {
  private static final Arbitrary<Integer> U8 = Arbitraries.integers().between(0, 0xFF);
  private static final Arbitrary<Integer> U16 = Arbitraries.integers().between(0, 0xFFFF);
  private static final Arbitrary<Long> U32 = Arbitraries.longs().between(0, 0xFFFFFFFFL);

  private L2tpArbitraries() {}

  /** A value of the form of its type. */
  static Arbitrary<AvpValue> values(AvpType type) {
    return switch (type.form()) {
      case EMPTY -> Arbitraries.just(new AvpValue.Empty());
      case U16 -> U16.map(AvpValue.U16::new);
      case U32 -> U32.map(AvpValue.U32::new);
      case OCTETS -> octets(0, 40).map(AvpValue.Bytes::new);
      case OCTETS_8 -> octets(8, 8).map(AvpValue.Bytes::new);
      case OCTETS_16 -> octets(16, 16).map(AvpValue.Bytes::new);
      case TEXT -> text().map(AvpValue.Text::new);
      case PROTOCOL_VERSION -> Combinators.combine(U8, U8).as(AvpValue.ProtocolVersion::new);
      case RESULT_CODE ->
          Arbitraries.oneOf(
              List.of(
                  U16.map(result -> new ResultCode(result, OptionalInt.empty(), "")),
                  Combinators.combine(U16, U16, text()).as(ResultCode::of)));
      case CAUSE_CODE -> Combinators.combine(U16, U8, text()).as(CauseCode::new);
      case CALL_ERRORS -> Combinators.combine(U32, U32, U32, U32, U32, U32).as(CallErrors::new);
      case ACCM -> Combinators.combine(U32, U32).as(Accm::new);
    };
  }

  /** Readable ones of every type, with any M bit. */
  static Arbitrary<Avp> readable() {
    return Arbitraries.of(AvpType.class)
        .flatMap(
            type ->
                Combinators.combine(Arbitraries.of(true, false), values(type))
                    .as((m, value) -> new Avp(m, false, L2tp.IETF, type.number(), value)));
  }

  /** Of an unknown type, of a vendor, or hidden. */
  static Arbitrary<Avp> unreadable() {
    Arbitrary<Boolean> mandatory = Arbitraries.of(true, false);
    Arbitrary<AvpValue> raw = octets(0, 60).map(AvpValue.Raw::new);
    Arbitrary<Integer> unknown = U16.map(type -> type < 40 ? type == 20 ? 20 : 40 : type);
    Arbitrary<Integer> vendor = Arbitraries.integers().between(1, 0xFFFF);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(mandatory, unknown, raw)
                .as((m, type, value) -> new Avp(m, false, L2tp.IETF, type, value)),
            Combinators.combine(mandatory, vendor, U16, raw)
                .as((m, v, type, value) -> new Avp(m, false, v, type, value)),
            Combinators.combine(mandatory, U16, raw)
                .as((m, type, value) -> new Avp(m, true, L2tp.IETF, type, value))));
  }

  static Arbitrary<ControlMessage> controlMessages() {
    Arbitrary<List<Avp>> avps =
        Arbitraries.oneOf(List.of(readable(), readable(), unreadable())).list().ofMaxSize(8);
    Arbitrary<ControlMessage> full =
        Combinators.combine(U16, U16, U16, U16, U16, avps)
            .as(
                (tunnel, session, ns, nr, type, list) -> {
                  List<Avp> all = new java.util.ArrayList<>();
                  all.add(Avp.u16(AvpType.MESSAGE_TYPE, type % 20));
                  all.addAll(list);
                  return new ControlMessage(tunnel, session, ns, nr, all);
                });
    Arbitrary<ControlMessage> zlb = Combinators.combine(U16, U16, U16, U16).as(ControlMessage::zlb);
    return Arbitraries.oneOf(List.of(full, full, full, zlb));
  }

  static Arbitrary<L2tpMessage> messages() {
    Arbitrary<DataMessage> data =
        Combinators.combine(
                Arbitraries.of(true, false),
                U16,
                U16,
                Combinators.combine(U16, U16).as(DataMessage.Sequence::new).optional(),
                octets(0, 60))
            .as(DataMessage::new);
    return Arbitraries.oneOf(List.of(controlMessages(), data));
  }

  static Arbitrary<Octets> octets(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max).map(Octets::of);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().withCharRange('\u0000', '\u00FF').ofMaxLength(40);
  }
}
