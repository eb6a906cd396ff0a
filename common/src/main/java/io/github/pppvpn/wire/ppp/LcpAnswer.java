package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.ppp.LcpOption.AsyncControlCharacterMap;
import io.github.pppvpn.wire.ppp.LcpOption.AuthenticationProtocol;
import io.github.pppvpn.wire.ppp.LcpOption.EndpointDiscriminator;
import io.github.pppvpn.wire.ppp.LcpOption.Flag;
import io.github.pppvpn.wire.ppp.LcpOption.MagicNumber;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Configure-Request of the peer is answered.
 *
 * <p>Everything a server may want of a client is granted, any authentication too: to ask is its
 * right, and nobody will answer to it. What needs a multilink, a callback or quality reports is
 * rejected.
 */
final class LcpAnswer {
  private static final int SMALLEST_MRU = 64;

  private LcpAnswer() {}

  /**
   * A Configure-Ack, -Nak or -Reject.
   *
   * @param magicToSuggest for a peer that asks for the Magic-Number 0
   */
  static LcpConfigure to(LcpConfigure request, long magicToSuggest) {
    List<LcpOption> rejected = new ArrayList<>();
    List<LcpOption> wishes = new ArrayList<>();
    for (LcpOption option : request.options()) {
      if (!isKnown(option)) {
        rejected.add(option);
      } else if (option instanceof MaximumReceiveUnit mru && mru.octets() < SMALLEST_MRU) {
        wishes.add(new MaximumReceiveUnit(LcpNegotiation.DEFAULT_MRU));
      } else if (option instanceof MagicNumber magic && magic.number() == 0) {
        wishes.add(new MagicNumber(magicToSuggest));
      }
    }
    if (!rejected.isEmpty()) {
      return LcpConfigure.reject(request.identifier(), rejected);
    }
    return wishes.isEmpty()
        ? LcpConfigure.ack(request.identifier(), request.options())
        : LcpConfigure.nak(request.identifier(), wishes);
  }

  private static boolean isKnown(LcpOption option) {
    return option instanceof MaximumReceiveUnit
        || option instanceof AsyncControlCharacterMap
        || option instanceof AuthenticationProtocol
        || option instanceof MagicNumber
        || option instanceof EndpointDiscriminator
        || (option instanceof Flag && option.type() != LcpOption.SHORT_SEQUENCE_NUMBER);
  }
}
