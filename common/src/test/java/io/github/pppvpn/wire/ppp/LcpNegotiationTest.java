package io.github.pppvpn.wire.ppp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Recording;
import io.github.pppvpn.wire.ppp.LcpNegotiation.State;
import io.github.pppvpn.wire.ppp.LcpOption.AuthenticationProtocol;
import io.github.pppvpn.wire.ppp.LcpOption.MagicNumber;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import io.github.pppvpn.wire.ppp.LcpOption.MultilinkMrru;
import io.github.pppvpn.wire.ppp.LcpOption.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LcpNegotiationTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /** As of System.nanoTime, near its wrap. */
  private long now = Long.MAX_VALUE - SECOND;

  private final Random random = new Random(1);
  private LcpNegotiation us = new LcpNegotiation(LcpSettings.opening(), random::nextLong);
  private final List<LcpEvent> events = new ArrayList<>();
  private final List<LcpPacket> packets = new ArrayList<>();

  // --- against recorded packets of pppd --------------------------------------------------------

  /** What pppd said to another probe, with that probe's identifiers and Magic-Number. */
  @Test
  void opensAgainstTheRecordedPppdAndTakesItsEcho() throws Exception {
    List<LcpPacket> pppd = serverPackets("open");
    us =
        new LcpNegotiation(
            new LcpSettings(true, OptionalInt.of(1400), false, SECOND, 5, 2, 10),
            () -> 0x11223344L);
    run(us.start(now));
    receive(pppd.get(0));
    assertEquals(State.ACK_SENT, us.state());
    now += 2 * MILLI;
    receive(pppd.get(1));
    assertEquals(State.OPENED, us.state());
    assertTrue(
        events.contains(new LcpEvent.PacketProvenReceived(LcpCode.CONFIGURE_ACK, 2 * MILLI)));
    LcpEvent.PeerAsks asks = event(LcpEvent.PeerAsks.class);
    assertEquals("MS-CHAP-V2", asks.authentication().orElseThrow().name());
    assertEquals(1500, asks.mru());
    assertEquals(
        new LcpEvent.Opened(
            List.of(new MaximumReceiveUnit(1400), new MagicNumber(0x11223344L)), asks.options()),
        event(LcpEvent.Opened.class));
    assertEquals(LcpConfigure.ack(pppd.get(0).identifier(), asks.options()), packets.get(1));

    for (int i = 0; i < 5; i++) {
      run(us.echo(Octets.EMPTY, now));
    }
    now += MILLI;
    receive(pppd.get(2));
    assertEquals(
        new LcpEvent.EchoAnswered(6, Octets.ofText("x".repeat(56)), MILLI),
        event(LcpEvent.EchoAnswered.class));
  }

  @Test
  void neverOpeningProvesBothWaysAndStaysSilent() throws Exception {
    us =
        new LcpNegotiation(
            new LcpSettings(false, OptionalInt.of(1400), false, SECOND, 5, 2, 10),
            () -> 0x11223344L);
    run(us.start(now));
    List<LcpPacket> pppd = serverPackets("quick");
    receive(pppd.get(0));
    receive(pppd.get(1));
    assertEquals(1, packets.size());
    assertEquals(State.ACK_RCVD, us.state());
    assertEquals(OptionalLong.empty(), us.nextDeadline());
    assertEquals(List.of("PeerHeard", "PeerAsks", "PacketProvenReceived"), names());
    run(us.tick(now + 100 * SECOND));
    receive(pppd.get(0));
    assertEquals(1, packets.size());
    run(us.close("monitoring probe done", now));
    assertEquals(LcpTerminate.request(2, "monitoring probe done"), packets.get(1));
    receive(LcpTerminate.ack(2));
    assertEquals(new LcpEvent.Closed(true), last());
    assertTrue(us.hasEnded());
  }

  // --- the peer is silent, or half of it -------------------------------------------------------

  @Test
  void aSilentPeerGetsEachSecondANewRequestAndThenNoMore() {
    run(us.start(now));
    for (int i = 0; i < 5; i++) {
      assertFalse(us.hasEnded());
      assertEquals(OptionalLong.of(now + SECOND), us.nextDeadline());
      run(us.tick(now + SECOND - 1));
      assertEquals(1 + i, packets.size());
      now += SECOND;
      run(us.tick(now));
    }
    assertEquals(List.of(new LcpEvent.NoAnswer(5)), events);
    assertEquals(5, packets.size());
    assertEquals(5, packets.stream().map(LcpPacket::identifier).distinct().count());
    assertEquals(OptionalLong.empty(), us.nextDeadline());
  }

  @Test
  void aPeerThatOnlySendsIsHeardAndOursNeverProven() {
    run(us.start(now));
    while (!us.hasEnded()) {
      receive(LcpConfigure.request(9, List.of(new MagicNumber(7))));
      now += SECOND;
      run(us.tick(now));
    }
    assertEquals(List.of("PeerHeard", "PeerAsks", "NoAnswer"), names());
  }

  @Test
  void aPeerThatAcknowledgesAndNeverAsksIsRefused() {
    run(us.start(now));
    for (int i = 0; i < 30 && !us.hasEnded(); i++) {
      receive(ackOf(lastRequest()));
      now += SECOND;
      run(us.tick(now));
    }
    assertEquals(
        new LcpEvent.Refused("the peer acknowledged, but did not ask for anything 11 times"),
        last());
  }

  @Test
  void anAnswerThatTookLongerThanTheTimerStillOpens() {
    run(us.start(now));
    LcpConfigure first = lastRequest();
    now += SECOND;
    run(us.tick(now));
    now += 500 * MILLI;
    receive(ackOf(first));
    receive(LcpConfigure.request(1, List.of()));
    assertEquals(State.OPENED, us.state());
    assertTrue(
        events.contains(new LcpEvent.PacketProvenReceived(LcpCode.CONFIGURE_ACK, 1500 * MILLI)));
    receive(ackOf(lastRequest()));
    assertEquals(State.OPENED, us.state(), "the Ack of the second request changes nothing");
  }

  // --- the peer refuses ------------------------------------------------------------------------

  @Test
  void endlessNaksEndWithAVerdict() {
    run(us.start(now));
    for (int i = 0; i < 1000 && !us.hasEnded(); i++) {
      receive(LcpConfigure.nak(lastRequest().identifier(), List.of(new MagicNumber(i))));
    }
    assertEquals(new LcpEvent.Refused("the peer refused 11 Configure-Requests"), last());
    assertEquals(11, packets.size());
    assertEquals(11, packets.stream().map(p -> ((LcpConfigure) p).options()).distinct().count());
  }

  @Test
  void rejectedOptionsAreLeftOut() {
    us =
        new LcpNegotiation(
            new LcpSettings(true, OptionalInt.of(1400), true, SECOND, 5, 2, 10), random::nextLong);
    run(us.start(now));
    List<LcpOption> asked = lastRequest().options();
    assertEquals(4, asked.size());
    receive(LcpConfigure.reject(lastRequest().identifier(), asked.subList(1, 4)));
    assertEquals(List.of(new MaximumReceiveUnit(1400)), lastRequest().options());
    receive(LcpConfigure.nak(lastRequest().identifier(), List.of(new MaximumReceiveUnit(1300))));
    assertEquals(List.of(new MaximumReceiveUnit(1300)), lastRequest().options());
    receive(LcpConfigure.nak(lastRequest().identifier(), List.of(new MaximumReceiveUnit(3))));
    assertEquals(List.of(new MaximumReceiveUnit(1300)), lastRequest().options());
    receive(LcpConfigure.request(1, List.of()));
    receive(ackOf(lastRequest()));
    run(us.echo(Octets.EMPTY, now));
    assertEquals(0, ((LcpEcho) packets.get(packets.size() - 1)).magicNumber());
  }

  @Test
  void answersThatFitNothingAreIgnored() {
    run(us.start(now));
    LcpConfigure request = lastRequest();
    List<LcpOption> others = List.of(new MagicNumber(1));
    receive(LcpConfigure.ack(request.identifier() + 1, request.options()));
    receive(LcpConfigure.ack(0, request.options()));
    assertFalse(names().contains("PacketProvenReceived"));
    assertEquals(State.REQ_SENT, us.state());
    receive(LcpConfigure.ack(request.identifier(), others));
    receive(LcpConfigure.reject(request.identifier(), others));
    receive(LcpConfigure.reject(request.identifier(), List.of()));
    receive(LcpTerminate.ack(77));
    receive(LcpEcho.reply(request.identifier(), 0, Octets.EMPTY));
    receive(LcpEcho.request(1, 0, Octets.EMPTY));
    receive(new LcpProtocolReject(1, PppProtocol.LCP, Octets.EMPTY));
    receive(new LcpCodeReject(1, Octets.EMPTY));
    receive(new LcpCodeReject(1, Octets.of((byte) 1, (byte) 200)));
    assertEquals(State.REQ_SENT, us.state());
    assertEquals(1, packets.size());
    assertEquals(1, names().stream().filter("PacketProvenReceived"::equals).count());
  }

  @Test
  void thePeersOddWishesAreRejectedBeforeOthersAreCorrected() {
    run(us.start(now));
    AuthenticationProtocol pap = new AuthenticationProtocol(PppProtocol.PAP, Octets.EMPTY);
    Raw unknown = new Raw(200, Octets.ofText("?"));
    Raw badMru = new Raw(1, Octets.ofText("x"));
    MultilinkMrru mrru = new MultilinkMrru(1500);
    receive(
        LcpConfigure.request(5, List.of(new MaximumReceiveUnit(2), unknown, pap, mrru, badMru)));
    assertEquals(LcpConfigure.reject(5, List.of(unknown, mrru, badMru)), packets.get(1));
    receive(LcpConfigure.request(6, List.of(new MaximumReceiveUnit(2), pap)));
    assertEquals(LcpConfigure.nak(6, List.of(new MaximumReceiveUnit(1500))), packets.get(2));
    receive(LcpConfigure.request(7, List.of(new MagicNumber(0))));
    LcpConfigure nak = (LcpConfigure) packets.get(3);
    assertEquals(LcpCode.CONFIGURE_NAK, nak.code());
    assertNotEquals(List.of(new MagicNumber(0)), nak.options());
    receive(LcpConfigure.request(8, List.of(pap)));
    assertEquals(LcpConfigure.ack(8, List.of(pap)), packets.get(4));
    assertEquals(4, names().stream().filter("PeerAsks"::equals).count());
  }

  @Test
  void aPeerThatInsistsOnTheImpossibleIsRefused() {
    run(us.start(now));
    for (int i = 0; i < 1000 && !us.hasEnded(); i++) {
      receive(LcpConfigure.request(i & 0xFF, List.of(new MultilinkMrru(1500))));
    }
    assertEquals(
        new LcpEvent.Refused("the peer asked 11 times for options that cannot be had here"),
        last());
  }

  @Test
  void aPeerThatDoesNotKnowConfigureRequestIsNoLcp() {
    run(us.start(now));
    receive(new LcpCodeReject(1, Octets.of(lastRequest().encode())));
    assertEquals(new LcpEvent.Refused("the peer's LCP does not know Configure-Request"), last());
    assertTrue(names().contains("PacketProvenReceived"));
  }

  // --- loops -----------------------------------------------------------------------------------

  @Test
  void ourOwnPacketsThatComeBackAreNoPeer() {
    for (LcpSettings settings : List.of(LcpSettings.opening(), LcpSettings.neverOpening())) {
      us = new LcpNegotiation(settings, random::nextLong);
      events.clear();
      packets.clear();
      run(us.start(now));
      for (int i = 0; i < packets.size() && !us.hasEnded(); i++) {
        receive(packets.get(i));
      }
      assertEquals(List.of(new LcpEvent.LoopedBack()), events);
    }
  }

  @Test
  void theSameMagicNumberOnceIsChance() {
    run(us.start(now));
    LcpConfigure mirrored = lastRequest();
    receive(mirrored);
    assertNotEquals(mirrored.options(), lastRequest().options());
    receive(ackOf(lastRequest()));
    receive(LcpConfigure.request(3, List.of(new MagicNumber(99))));
    assertEquals(State.OPENED, us.state());
  }

  @Test
  void ourOwnEchoRequestThatComesBackIsNoPeer() {
    open();
    run(us.echo(Octets.ofText("x"), now));
    receive(packets.get(packets.size() - 1));
    assertEquals(new LcpEvent.LoopedBack(), last());
  }

  // --- opened ----------------------------------------------------------------------------------

  @Test
  void anOpenLcpAnswersAndTellsOnlyWhatItKnows() {
    open();
    receive(LcpEcho.request(200, 99, Octets.ofText("data")));
    LcpEcho reply = (LcpEcho) packets.get(packets.size() - 1);
    assertEquals(LcpEcho.reply(200, reply.magicNumber(), Octets.ofText("data")), reply);
    int count = packets.size();
    receive(new LcpEcho(LcpCode.DISCARD_REQUEST, 1, 99, Octets.EMPTY));
    receive(new LcpOther(LcpCode.IDENTIFICATION, 1, Octets.ofText("\0\0\0\1MSRASV5.20")));
    receive(new LcpOther(LcpCode.TIME_REMAINING, 1, Octets.EMPTY));
    PppFrame challenge = new PppFrame(PppProtocol.CHAP, Octets.ofText("challenge"));
    run(us.receive(challenge, now));
    run(us.receive(new PppFrame(PppProtocol.IPCP, Octets.EMPTY), now));
    assertEquals(count, packets.size());
    assertEquals("MSRASV5.20", event(LcpEvent.Identified.class).text());
    assertEquals(challenge, event(LcpEvent.OtherProtocol.class).frame());

    run(us.receive(new PppFrame(0x4021, Octets.of(new byte[3000])), now));
    LcpProtocolReject reject = (LcpProtocolReject) packets.get(count);
    assertEquals(0x4021, reject.rejectedProtocol());
    assertEquals(1500, reject.encode().length);
    receive(new LcpOther(0x7F, 1, Octets.of(new byte[3000])));
    LcpCodeReject codeReject = (LcpCodeReject) packets.get(count + 1);
    assertEquals(1500, codeReject.encode().length);
    assertEquals(0x7F, codeReject.rejectedPacket().at(0));

    receive(new LcpProtocolReject(1, PppProtocol.IPCP, Octets.EMPTY));
    assertEquals(new LcpEvent.ProtocolRejected(PppProtocol.IPCP), last());
    receive(new LcpProtocolReject(1, PppProtocol.LCP, Octets.EMPTY));
    assertEquals(new LcpEvent.Refused("the peer does not speak LCP any more"), last());
  }

  @Test
  void anEchoIsAnsweredOnce() {
    open();
    run(us.echo(Octets.ofText("x"), now));
    LcpEcho echo = (LcpEcho) packets.get(packets.size() - 1);
    now += 3 * MILLI;
    receive(LcpEcho.reply(echo.identifier(), 5, echo.data()));
    assertEquals(new LcpEvent.EchoAnswered(echo.identifier(), echo.data(), 3 * MILLI), last());
    receive(LcpEcho.reply(echo.identifier(), 5, echo.data()));
    assertTrue(last() instanceof LcpEvent.Ignored);
  }

  @Test
  void aPeerThatTerminatesIsAcknowledged() {
    open();
    receive(LcpTerminate.request(9, "User request"));
    assertEquals(LcpTerminate.ack(9), packets.get(packets.size() - 1));
    assertEquals(new LcpEvent.TerminatedByPeer("User request"), last());
    assertEquals(State.STOPPING, us.state());
    now += SECOND;
    run(us.tick(now));
    assertEquals(new LcpEvent.Closed(true), last());
    int count = events.size();
    receive(LcpTerminate.request(10, "again"));
    assertEquals(LcpTerminate.ack(10), packets.get(packets.size() - 1));
    receive(LcpConfigure.request(1, List.of()));
    assertEquals(count, events.size());
  }

  @Test
  void aPeerThatTerminatesBeforeItIsOpenDoesNotStopUs() {
    run(us.start(now));
    receive(LcpTerminate.request(9, "busy"));
    assertEquals(State.REQ_SENT, us.state());
    assertEquals(new LcpEvent.TerminatedByPeer("busy"), last());
    now += SECOND;
    run(us.tick(now));
    assertEquals(3, packets.size());
  }

  @Test
  void aPeerThatBeginsAnewForEverIsRefused() {
    open();
    for (int i = 0; i < 1000 && !us.hasEnded(); i++) {
      receive(LcpConfigure.request(i & 0xFF, List.of()));
      if (!us.hasEnded()) {
        receive(ackOf(lastRequest()));
      }
    }
    assertEquals(new LcpEvent.Refused("the peer began anew 11 times"), last());
    assertEquals(
        names().stream().filter("Opened"::equals).count(),
        names().stream().filter("Down"::equals).count());
  }

  @Test
  void closingIsTriedTwiceAndThenOver() {
    open();
    int before = packets.size();
    run(us.close("done", now));
    assertThrows(IllegalStateException.class, () -> us.echo(Octets.EMPTY, now));
    for (int i = 0; i < 2; i++) {
      now += SECOND;
      run(us.tick(now));
    }
    assertEquals(before + 2, packets.size());
    assertEquals(new LcpEvent.Closed(false), last());
  }

  @Test
  void startsOnceAndClosesBeforeItsStart() {
    assertThrows(IllegalStateException.class, () -> us.receive(LcpTerminate.ack(1).frame(), now));
    run(us.close("", now));
    assertEquals(List.of(new LcpEvent.Closed(false)), events);
    assertThrows(IllegalStateException.class, () -> us.start(now));
  }

  // --- help ------------------------------------------------------------------------------------

  private void open() {
    run(us.start(now));
    receive(LcpConfigure.request(1, List.of(new MagicNumber(99))));
    receive(ackOf(lastRequest()));
    assertEquals(State.OPENED, us.state());
  }

  private LcpConfigure lastRequest() {
    for (int i = packets.size() - 1; i >= 0; i--) {
      if (packets.get(i) instanceof LcpConfigure c && c.code() == LcpCode.CONFIGURE_REQUEST) {
        return c;
      }
    }
    throw new AssertionError("no request was sent");
  }

  private static LcpConfigure ackOf(LcpConfigure request) {
    return LcpConfigure.ack(request.identifier(), request.options());
  }

  private void receive(LcpPacket packet) {
    run(us.receive(packet.frame(), now));
  }

  private void run(LcpOutput output) {
    packets.addAll(output.packets());
    events.addAll(output.events());
    assertEquals(output.packets().size(), output.frames().size());
  }

  private LcpEvent last() {
    return events.get(events.size() - 1);
  }

  private <T extends LcpEvent> T event(Class<T> type) {
    Optional<LcpEvent> found = events.stream().filter(type::isInstance).findFirst();
    return type.cast(found.orElseThrow());
  }

  private List<String> names() {
    return events.stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  private static List<LcpPacket> serverPackets(String recording) throws Exception {
    List<LcpPacket> packets = new ArrayList<>();
    for (Recording.Packet packet : Recording.read("ppp/" + recording)) {
      PppFrame frame = PppFrameCodec.decode(packet.buffer());
      if (packet.fromServer() && frame.protocol() == PppProtocol.LCP) {
        packets.add(LcpPacket.decode(frame.information().asBuffer()));
      }
    }
    return packets;
  }
}
