package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpOption.AsyncControlCharacterMap;
import io.github.pppvpn.wire.ppp.LcpOption.AuthenticationProtocol;
import io.github.pppvpn.wire.ppp.LcpOption.EndpointDiscriminator;
import io.github.pppvpn.wire.ppp.LcpOption.Flag;
import io.github.pppvpn.wire.ppp.LcpOption.LinkDiscriminator;
import io.github.pppvpn.wire.ppp.LcpOption.MagicNumber;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import io.github.pppvpn.wire.ppp.LcpOption.MultilinkMrru;
import io.github.pppvpn.wire.ppp.LcpOption.QualityProtocol;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every LCP packet and option that can be constructed. */
final class LcpArbitraries {
  private LcpArbitraries() {}

  static Arbitrary<LcpOption> options() {
    Arbitrary<Integer> u8 = Arbitraries.integers().between(0, 0xFF);
    Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 0xFFFF);
    Arbitrary<Long> u32 = Arbitraries.longs().between(0, 0xFFFFFFFFL);
    return Arbitraries.oneOf(
        List.of(
            u16.map(MaximumReceiveUnit::new),
            u32.map(AsyncControlCharacterMap::new),
            Combinators.combine(u16, octets(251)).as(AuthenticationProtocol::new),
            Combinators.combine(u16, octets(251)).as(QualityProtocol::new),
            u32.map(MagicNumber::new),
            Arbitraries.of(7, 8, 18).map(Flag::new),
            Combinators.combine(u8, octets(252)).as(LcpOption.Callback::new),
            u16.map(MultilinkMrru::new),
            Combinators.combine(u8, octets(252)).as(EndpointDiscriminator::new),
            u16.map(LinkDiscriminator::new),
            // Raw where it is, typed where it can be.
            Combinators.combine(u8, octets(253)).as(LcpOption::of)));
  }

  static Arbitrary<LcpPacket> packets() {
    Arbitrary<Integer> id = Arbitraries.integers().between(0, 0xFF);
    Arbitrary<Long> magic = Arbitraries.longs().between(0, 0xFFFFFFFFL);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(
                    Arbitraries.integers().between(1, 4), id, options().list().ofMaxSize(8))
                .as(LcpConfigure::new),
            Combinators.combine(Arbitraries.of(5, 6), id, octets(60)).as(LcpTerminate::new),
            Combinators.combine(id, octets(60)).as(LcpCodeReject::new),
            Combinators.combine(id, Arbitraries.integers().between(0, 0xFFFF), octets(60))
                .as(LcpProtocolReject::new),
            Combinators.combine(Arbitraries.integers().between(9, 11), id, magic, octets(60))
                .as(LcpEcho::new),
            Combinators.combine(
                    Arbitraries.integers().between(11, 255).map(c -> c == 11 ? 0 : c),
                    id,
                    octets(60))
                .as(LcpOther::new)));
  }

  private static Arbitrary<Octets> octets(int max) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(max).map(Octets::of);
  }
}
