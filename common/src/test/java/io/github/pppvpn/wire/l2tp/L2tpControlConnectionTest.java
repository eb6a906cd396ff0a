package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Mutation;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Recording;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class L2tpControlConnectionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final Octets SECRET = Octets.ofText("tunnel-secret");
  private static final int OURS = 0x1111;
  private static final int THEIRS = 0x2222;

  private long now = Long.MAX_VALUE - SECOND;
  private L2tpControlConnection us = connection(OURS, false, Optional.empty());
  private final List<L2tpEvent> events = new ArrayList<>();
  private final List<ControlMessage> sent = new ArrayList<>();

  // --- against recorded messages of xl2tpd -----------------------------------------------------

  @Test
  void startsAndStopsPolitelyAgainstTheRecordedXl2tpd() throws Exception {
    List<Recording.Packet> probe = Recording.read("l2tp/probe");
    run(us.start(now));
    assertEquals(ControlMessageType.SCCRQ, lastSent().type().orElseThrow());
    assertEquals(Optional.empty(), lastSent().missing());
    now += MILLI;
    run(us.receive(probe.get(1).buffer(), now));
    L2tpEvent.Replied replied = event(L2tpEvent.Replied.class);
    assertEquals(MILLI, replied.roundTripNanos());
    assertEquals(0, replied.retransmissions());
    assertEquals(Optional.of("xelerance.com"), replied.reply().text(AvpType.VENDOR_NAME));
    run(us.stop(1, "monitoring probe done", now));
    assertEquals(
        probe.get(2).bytes(), Octets.of(L2tpCodec.encode(lastSent())), "as it was recorded");
    now += MILLI;
    run(us.receive(probe.get(3).buffer(), now));
    assertEquals(new L2tpEvent.Stopped(MILLI), last());
    assertEquals(2, sent.size());
    assertEquals(List.of("STARTING", "REPLIED", "STOPPING", "CLOSED"), phases());
  }

  @Test
  void establishesAndSaysHelloToTheRecordedXl2tpd() throws Exception {
    List<Recording.Packet> probe = Recording.read("l2tp/probe");
    us = connection(0x3333, true, Optional.empty());
    run(us.start(now));
    for (int i = 12; i <= 18; i++) {
      if (probe.get(i).fromServer()) {
        run(us.receive(probe.get(i).buffer(), now));
      }
      if (i == 14) {
        assertEquals(L2tpPhase.ESTABLISHED, us.phase());
        run(us.hello(now));
        now += 2 * MILLI;
      } else if (i == 16) {
        assertEquals(new L2tpEvent.HelloAnswered(2 * MILLI), last());
        run(us.stop(1, "monitoring probe done", now));
      }
    }
    assertEquals(new L2tpEvent.Stopped(0), last());
    assertEquals(
        List.of("SCCRQ", "SCCCN", "HELLO", "StopCCN"),
        sent.stream().map(ControlMessage::name).toList());
  }

  @Test
  void bothSidesProveTheSecretAgainstTheRecordedXl2tpd() throws Exception {
    List<Recording.Packet> recorded = Recording.read("l2tp/challenge");
    ControlMessage theirRequest = control(recorded.get(0));
    us =
        connection(
            theirRequest.number(AvpType.ASSIGNED_TUNNEL_ID).orElseThrow(),
            true,
            Optional.of(
                new Authentication(SECRET, theirRequest.octets(AvpType.CHALLENGE).orElseThrow())));
    run(us.start(now));
    run(us.receive(recorded.get(1).buffer(), now));
    assertEquals(
        control(recorded.get(2)).octets(AvpType.CHALLENGE_RESPONSE),
        lastSent().octets(AvpType.CHALLENGE_RESPONSE));
    assertEquals(L2tpPhase.CONNECTING, us.phase());
  }

  @Test
  void anotherSecretIsNoticedAgainstTheRecordedXl2tpd() throws Exception {
    List<Recording.Packet> recorded = Recording.read("l2tp/wrong-secret");
    ControlMessage theirRequest = control(recorded.get(0));
    us =
        connection(
            theirRequest.number(AvpType.ASSIGNED_TUNNEL_ID).orElseThrow(),
            true,
            Optional.of(
                new Authentication(
                    Octets.ofText("another-secret"),
                    theirRequest.octets(AvpType.CHALLENGE).orElseThrow())));
    run(us.start(now));
    run(us.receive(recorded.get(1).buffer(), now));
    assertEquals(
        new L2tpEvent.AuthenticationFailed(
            "the peer answered to the challenge with another secret"),
        event(L2tpEvent.AuthenticationFailed.class));
    assertEquals(4, lastSent().resultCode().orElseThrow().result());
    assertEquals(L2tpPhase.STOPPING, us.phase());
  }

  @Test
  void aRefusalOfTheRecordedXl2tpdIsToldInItsWords() throws Exception {
    List<Recording.Packet> recorded = Recording.read("l2tp/access-control");
    run(us.start(now));
    for (Recording.Packet packet : recorded) {
      if (packet.fromServer()) {
        run(us.receive(packet.buffer(), now));
      }
    }
    L2tpEvent.StoppedByPeer stopped = event(L2tpEvent.StoppedByPeer.class);
    assertEquals(
        "general error: a generic vendor-specific error occurred in the LAC (No Authorization)",
        stopped.outcome());
    assertEquals(L2tpPhase.STARTING, stopped.during());
    assertTrue(lastSent().isZlb());
    assertEquals(3, sent.size(), "the StopCCN that came twice is acknowledged twice");
  }

  // --- the peer is silent, or wrong ------------------------------------------------------------

  @Test
  void aSilentPeerGetsTheRequestSixTimes() {
    run(us.start(now));
    untilTheEnd();
    assertEquals(6, sent.size());
    assertEquals(new L2tpEvent.GaveUp(L2tpPhase.STARTING, 5), last());
    assertEquals(OptionalLong.empty(), us.nextDeadline());
  }

  @Test
  void aPeerThatOnlyAcknowledgesTheRequestIsGivenUp() {
    run(us.start(now));
    now += MILLI;
    receive(ControlMessage.zlb(OURS, 0, 0, 1));
    assertEquals(new L2tpEvent.RequestAcknowledged(MILLI), last());
    untilTheEnd();
    assertEquals(new L2tpEvent.GaveUp(L2tpPhase.STARTING, 0), last());
  }

  @Test
  void aStopThatNobodyAcknowledgesEndsToo() {
    run(us.start(now));
    receive(reply());
    run(us.stop(6, "", now));
    run(us.stop(6, "", now));
    untilTheEnd();
    assertEquals(new L2tpEvent.GaveUp(L2tpPhase.STOPPING, 5), last());
    assertEquals(7, sent.size());
  }

  @Test
  void stopsBeforeAnAnswerToo() {
    run(us.start(now));
    run(us.stop(1, "changed my mind", now));
    assertEquals(0, lastSent().tunnelId());
    assertEquals(1, lastSent().ns());
    receive(ControlMessage.zlb(OURS, 0, 0, 2));
    assertEquals(new L2tpEvent.Stopped(0), last());
  }

  @Test
  void messagesForOthersAndOutOfTurnAreIgnored() {
    run(us.start(now));
    receive(reply().withNumbers(1, 1));
    receive(new ControlMessage(OURS + 1, 0, 0, 1, reply().avps()));
    receive(ControlMessage.of(ControlMessageType.SCCRQ, OURS, 0, List.of()));
    receive(ControlMessage.of(ControlMessageType.HELLO, OURS, 0, List.of()));
    run(
        us.receive(
            ByteBuffer.wrap(
                L2tpCodec.encode(new DataMessage(false, OURS, 1, Optional.empty(), Octets.EMPTY))),
            now));
    assertEquals(1, sent.size());
    assertEquals(5, events.stream().filter(L2tpEvent.Ignored.class::isInstance).count());
    receive(reply().withNumbers(0, 1));
    assertEquals(L2tpPhase.REPLIED, us.phase());
    receive(reply().withNumbers(0, 1));
    assertTrue(lastSent().isZlb(), "what comes twice is acknowledged again");
    receive(reply().withNumbers(1, 1));
    assertEquals(new L2tpEvent.Ignored("another SCCRP"), last());
    assertEquals(1, events.stream().filter(L2tpEvent.Replied.class::isInstance).count());
  }

  @Test
  void anotherProtocolIsTold() {
    run(us.start(now));
    for (byte[] datagram :
        List.of(
            Octets.ofText("SSH-2.0-OpenSSH").toArray(),
            new byte[] {(byte) 0xC8, 3, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0},
            new byte[0])) {
      run(us.receive(ByteBuffer.wrap(datagram), now));
    }
    assertEquals(
        List.of(
            MalformedL2tpException.Reason.NOT_L2TP,
            MalformedL2tpException.Reason.VERSION_3,
            MalformedL2tpException.Reason.TRUNCATED),
        events.stream()
            .filter(L2tpEvent.NotL2tp.class::isInstance)
            .map(e -> ((L2tpEvent.NotL2tp) e).reason())
            .toList());
    assertEquals(L2tpPhase.STARTING, us.phase());
  }

  @Test
  void anAnswerThatMayNotBeIsRefusedWithItsReason() {
    Avp unknown = new Avp(true, false, 0, 99, new AvpValue.Raw(Octets.EMPTY));
    Avp optional = new Avp(false, false, 0, 99, new AvpValue.Raw(Octets.EMPTY));
    Avp foreign = new Avp(true, false, 9, 7, new AvpValue.Raw(Octets.EMPTY));
    assertEquals(
        "SCCRP has the mandatory AVP attribute 99, which cannot be understood",
        unacceptable(reply(unknown)));
    assertEquals(8, lastSent().resultCode().orElseThrow().error().orElseThrow());
    assertEquals(THEIRS, lastSent().tunnelId());
    assertEquals(
        "SCCRP has the mandatory AVP attribute 7 of vendor 9, which cannot be understood",
        unacceptable(reply(foreign)));
    assertEquals(
        "SCCRP has no Protocol Version",
        unacceptable(
            ControlMessage.of(
                ControlMessageType.SCCRP,
                OURS,
                0,
                List.of(Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, THEIRS)))));
    assertEquals("SCCRP assigns the tunnel id 0", unacceptable(reply(0, 1)));
    assertEquals("SCCRP speaks of protocol version 2.0", unacceptable(reply(THEIRS, 2)));
    fresh(connection(OURS, false, Optional.empty()));
    receive(reply(optional));
    assertEquals(L2tpPhase.REPLIED, us.phase());
  }

  @Test
  void anUnknownMessageEndsTheTunnelOnlyWhenItIsMandatory() {
    run(us.start(now));
    receive(reply());
    AvpValue type = new AvpValue.U16(77);
    receive(new ControlMessage(OURS, 0, 1, 1, List.of(new Avp(false, false, 0, 0, type))));
    assertEquals(new L2tpEvent.Ignored("message type 77"), last());
    receive(new ControlMessage(OURS, 0, 2, 1, List.of(new Avp(true, false, 0, 0, type))));
    assertEquals(
        "a control message of unknown type, message type 77",
        event(L2tpEvent.Unacceptable.class).sentence());
    assertEquals(L2tpPhase.STOPPING, us.phase());
  }

  @Test
  void authenticationCanFailInThreeWays() {
    Avp challenge = Avp.octets(AvpType.CHALLENGE, Octets.ofText("0123456789abcdef"));
    Avp response = Avp.octets(AvpType.CHALLENGE_RESPONSE, Octets.ofText("0123456789abcdef"));
    Optional<Authentication> secret =
        Optional.of(new Authentication(SECRET, Octets.ofText("challenge")));
    fresh(connection(OURS, true, Optional.empty()));
    receive(reply(challenge));
    assertEquals(
        "the peer asks for tunnel authentication, and no secret is known here",
        event(L2tpEvent.AuthenticationFailed.class).sentence());
    fresh(connection(OURS, false, Optional.empty()));
    receive(reply(challenge));
    assertEquals(L2tpPhase.REPLIED, us.phase(), "only asked whether it is there");
    fresh(connection(OURS, false, secret));
    receive(reply());
    assertEquals(
        "the peer did not answer to the challenge",
        event(L2tpEvent.AuthenticationFailed.class).sentence());
    fresh(connection(OURS, false, secret));
    receive(reply(response));
    assertEquals(
        "the peer answered to the challenge with another secret",
        event(L2tpEvent.AuthenticationFailed.class).sentence());
    assertFalse(secret.get().toString().contains("tunnel-secret"));
  }

  @Test
  void hiddenAvpsOfTheAnswerAreRead() {
    Octets vector = Octets.ofText("vector");
    Octets challenge = Octets.ofText("challenge");
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.octets(AvpType.RANDOM_VECTOR, vector));
    for (Avp avp : reply().avps().subList(1, 5)) {
      boolean hideable = avp.type().orElseThrow().isHideable();
      avps.add(hideable ? AvpHiding.hide(avp, SECRET, vector, Octets.EMPTY) : avp);
    }
    avps.add(
        Avp.octets(
            AvpType.CHALLENGE_RESPONSE,
            TunnelAuthentication.response(ControlMessageType.SCCRP, SECRET, challenge)));
    ControlMessage hidden =
        ControlMessage.of(ControlMessageType.SCCRP, OURS, 0, avps).withNumbers(0, 1);
    fresh(connection(OURS, true, Optional.of(new Authentication(SECRET, challenge))));
    receive(hidden);
    assertEquals(L2tpPhase.CONNECTING, us.phase());
    assertEquals(THEIRS, lastSent().tunnelId());
    fresh(connection(OURS, true, Optional.empty()));
    receive(hidden);
    assertEquals(L2tpPhase.STOPPING, us.phase());
  }

  @Test
  void thePeerMayStopAtAnyTime() {
    fresh(connection(OURS, true, Optional.empty()));
    receive(reply());
    receive(ControlMessage.zlb(OURS, 0, 1, 2));
    ControlMessage stop =
        ControlMessage.of(
                ControlMessageType.STOP_CCN,
                OURS,
                0,
                List.of(
                    Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, THEIRS),
                    Avp.of(AvpType.RESULT_CODE, ResultCode.of(6, 0, "bye"))))
            .withNumbers(1, 2);
    receive(stop);
    L2tpEvent.StoppedByPeer stopped = event(L2tpEvent.StoppedByPeer.class);
    assertEquals("requester is being shut down (bye)", stopped.outcome());
    assertEquals(L2tpPhase.ESTABLISHED, stopped.during());
    assertEquals(ControlMessage.zlb(THEIRS, 0, 2, 2), lastSent());
    int count = sent.size();
    receive(stop);
    assertEquals(count + 1, sent.size());
    receive(ControlMessage.of(ControlMessageType.HELLO, OURS, 0, List.of()).withNumbers(2, 2));
    run(us.stop(1, "", now));
    assertEquals(count + 1, sent.size());
  }

  @Test
  void thePeersHelloIsAcknowledgedWithoutHaste() {
    run(us.start(now));
    receive(reply());
    receive(ControlMessage.of(ControlMessageType.HELLO, OURS, 0, List.of()).withNumbers(1, 1));
    assertEquals(1, sent.size());
    now = us.nextDeadline().orElseThrow();
    run(us.tick(now));
    assertEquals(ControlMessage.zlb(THEIRS, 0, 1, 2), lastSent());
  }

  @Test
  void callsOutOfTurnAreMistakes() {
    assertThrows(IllegalStateException.class, () -> us.hello(now));
    assertThrows(IllegalStateException.class, () -> us.receive(ByteBuffer.allocate(0), now));
    run(us.start(now));
    assertThrows(IllegalStateException.class, () -> us.start(now));
    assertThrows(IllegalArgumentException.class, () -> connection(0, false, Optional.empty()));
  }

  // --- whatever a peer sends -------------------------------------------------------------------

  @Provide
  Arbitrary<ControlMessage> anything() {
    return L2tpArbitraries.controlMessages();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void noPeerUpsetsIt(
      @ForAll @Size(max = 25) List<@From("anything") ControlMessage> peer,
      @ForAll boolean establish,
      @ForAll long seed) {
    Random random = new Random(seed);
    fresh(
        connection(
            OURS,
            establish,
            random.nextBoolean()
                ? Optional.of(new Authentication(SECRET, Octets.ofText("challenge")))
                : Optional.empty()));
    for (ControlMessage message : peer) {
      now += random.nextInt(1_000_000_000);
      run(us.tick(now));
      byte[] bytes = L2tpCodec.encode(fitting(message, random));
      if (random.nextInt(4) == 0) {
        Mutation[] all = Mutation.values();
        bytes = all[random.nextInt(all.length)].apply(bytes, random);
      }
      for (int copies = random.nextInt(2); copies >= 0; copies--) {
        L2tpOutput output = us.receive(ByteBuffer.wrap(bytes), now);
        assertTrue(output.messages().size() <= 5, output.toString());
        run(output);
      }
      if (us.phase() == L2tpPhase.ESTABLISHED && random.nextInt(4) == 0) {
        try {
          run(us.hello(now));
        } catch (IllegalStateException e) {
          assertEquals("no HELLO now", e.getMessage());
        }
      }
    }
    run(us.stop(1, "done", now));
    untilTheEnd();
    assertEquals(1, events.stream().filter(L2tpEvent.End.class::isInstance).count());
  }

  /** Random numbers and ids would never fit; so most are made to. */
  private ControlMessage fitting(ControlMessage message, Random random) {
    int ns = random.nextInt(4);
    int nr = random.nextInt(4);
    return switch (random.nextInt(6)) {
      case 0 -> message;
      case 1 -> reply().withNumbers(0, 1);
      case 2 -> ControlMessage.zlb(OURS, 0, ns, nr);
      case 3 -> reply(message.avps().toArray(new Avp[0])).withNumbers(0, nr);
      default -> new ControlMessage(OURS, message.sessionId(), ns, nr, message.avps());
    };
  }

  // --- help ------------------------------------------------------------------------------------

  private void fresh(L2tpControlConnection connection) {
    us = connection;
    events.clear();
    sent.clear();
    run(us.start(now));
  }

  private String unacceptable(ControlMessage reply) {
    fresh(connection(OURS, true, Optional.empty()));
    receive(reply);
    assertEquals(L2tpPhase.STOPPING, us.phase());
    return event(L2tpEvent.Unacceptable.class).sentence();
  }

  private void untilTheEnd() {
    for (int i = 0; i < 50 && !us.hasEnded(); i++) {
      now = us.nextDeadline().orElseThrow();
      run(us.tick(now));
    }
    assertTrue(us.hasEnded(), us.phase().text());
  }

  private static L2tpControlConnection connection(
      int tunnelId, boolean establish, Optional<Authentication> authentication) {
    return new L2tpControlConnection(
        new L2tpClientSettings(
            tunnelId,
            "probe.example",
            Optional.empty(),
            4,
            establish,
            authentication,
            ReliabilitySettings.recommended()));
  }

  private static ControlMessage reply(Avp... more) {
    return reply(THEIRS, 1, more);
  }

  private static ControlMessage reply(int tunnelId, int version, Avp... more) {
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.of(AvpType.PROTOCOL_VERSION, new AvpValue.ProtocolVersion(version, 0)));
    avps.add(Avp.u32(AvpType.FRAMING_CAPABILITIES, 3));
    avps.add(Avp.text(AvpType.HOST_NAME, "server"));
    avps.add(Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, tunnelId));
    avps.addAll(List.of(more));
    return ControlMessage.of(ControlMessageType.SCCRP, OURS, 0, avps).withNumbers(0, 1);
  }

  private static ControlMessage control(Recording.Packet packet) throws Exception {
    return (ControlMessage) L2tpCodec.decode(packet.buffer());
  }

  private void receive(ControlMessage message) {
    run(us.receive(ByteBuffer.wrap(L2tpCodec.encode(message)), now));
  }

  private void run(L2tpOutput output) {
    sent.addAll(output.messages());
    events.addAll(output.events());
    assertEquals(output.messages().size(), output.datagrams().size());
  }

  private ControlMessage lastSent() {
    return sent.get(sent.size() - 1);
  }

  private L2tpEvent last() {
    return events.get(events.size() - 1);
  }

  private List<String> phases() {
    return events.stream()
        .filter(L2tpEvent.PhaseEntered.class::isInstance)
        .map(e -> ((L2tpEvent.PhaseEntered) e).phase().name())
        .toList();
  }

  private <T extends L2tpEvent> T event(Class<T> type) {
    return type.cast(events.stream().filter(type::isInstance).findFirst().orElseThrow());
  }
}
