package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AvpHidingTest {
  private static final Octets SECRET = Octets.ofText("tunnel-secret");

  /** xl2tpd 1.3.18 could read these hidden ids: it answered to the session of that number. */
  @Test
  void readsAndWritesWhatXl2tpdHasRead() throws Exception {
    ControlMessage request = L2tpCodecTest.recorded("hidden", 4);
    assertEquals(Optional.of("Assigned Session ID"), request.notUnderstood().map(Avp::name));
    assertEquals(Optional.of(AvpType.ASSIGNED_SESSION_ID), request.missing());
    ControlMessage revealed = AvpHiding.revealAll(request, SECRET);
    assertEquals(Optional.empty(), revealed.notUnderstood());
    assertEquals(OptionalInt.of(0x1234), revealed.number(AvpType.ASSIGNED_SESSION_ID));
    assertEquals(OptionalLong.of(7), revealed.longNumber(AvpType.CALL_SERIAL_NUMBER));
    assertEquals(0x1234, L2tpCodecTest.recorded("hidden", 5).sessionId());

    Octets vector = request.octets(AvpType.RANDOM_VECTOR).orElseThrow();
    assertEquals(
        request.avps().get(2),
        AvpHiding.hide(revealed.avps().get(2), SECRET, vector, Octets.of(new byte[5])));
    assertEquals(
        request.avps().get(3),
        AvpHiding.hide(revealed.avps().get(3), SECRET, vector, Octets.ofText("p".repeat(30))));
  }

  @Test
  void onlyBehindARandomVector() {
    Octets vector = Octets.ofText("0123456789abcdef");
    Avp tunnel = Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, 7);
    Avp hidden = AvpHiding.hide(tunnel, SECRET, vector, Octets.EMPTY);
    Avp random = Avp.octets(AvpType.RANDOM_VECTOR, vector);
    ControlMessage before =
        ControlMessage.of(ControlMessageType.SCCRP, 1, 0, List.of(hidden, random));
    assertEquals(before, AvpHiding.revealAll(before, SECRET));
    assertEquals(Optional.of(hidden), before.notUnderstood());
    ControlMessage behind =
        ControlMessage.of(ControlMessageType.SCCRP, 1, 0, List.of(random, hidden));
    assertEquals(
        OptionalInt.of(7), AvpHiding.revealAll(behind, SECRET).number(AvpType.ASSIGNED_TUNNEL_ID));
    assertThrows(
        IllegalArgumentException.class, () -> AvpHiding.hide(hidden, SECRET, vector, Octets.EMPTY));
  }

  @Test
  void withAnotherSecretItStaysHidden() {
    Octets vector = Octets.ofText("0123456789abcdef");
    Avp hidden =
        AvpHiding.hide(Avp.text(AvpType.VENDOR_NAME, "vendor"), SECRET, vector, Octets.EMPTY);
    assertEquals(Optional.empty(), AvpHiding.reveal(hidden, Octets.ofText("other"), vector));
  }

  @Provide
  Arbitrary<Avp> avps() {
    return L2tpArbitraries.readable();
  }

  @Provide
  Arbitrary<Octets> octets() {
    return L2tpArbitraries.octets(0, 40);
  }

  @Property(tries = 1000)
  void whatIsHiddenIsReadAgain(
      @ForAll("avps") Avp avp,
      @ForAll("octets") Octets secret,
      @ForAll("octets") Octets vector,
      @ForAll("octets") Octets padding) {
    Avp hidden = AvpHiding.hide(avp, secret, vector, padding);
    assertTrue(hidden.hidden());
    assertEquals(2 + avp.value().length() + padding.length(), hidden.value().length());
    assertEquals(Optional.of(avp), AvpHiding.reveal(hidden, secret, vector));
  }

  /** Both sides of the exchange of two xl2tpd that share a secret. */
  @Test
  void theRecordedResponsesAreRight() throws Exception {
    ControlMessage request = L2tpCodecTest.recorded("challenge", 0);
    ControlMessage reply = L2tpCodecTest.recorded("challenge", 1);
    ControlMessage connected = L2tpCodecTest.recorded("challenge", 2);
    Octets ofReply = reply.octets(AvpType.CHALLENGE_RESPONSE).orElseThrow();
    Octets ofRequest = request.octets(AvpType.CHALLENGE).orElseThrow();
    assertEquals(
        ofReply, TunnelAuthentication.response(ControlMessageType.SCCRP, SECRET, ofRequest));
    assertTrue(
        TunnelAuthentication.isRight(
            connected.octets(AvpType.CHALLENGE_RESPONSE).orElseThrow(),
            ControlMessageType.SCCCN,
            SECRET,
            reply.octets(AvpType.CHALLENGE).orElseThrow()));
    assertFalse(TunnelAuthentication.isRight(ofReply, ControlMessageType.SCCCN, SECRET, ofRequest));
    assertFalse(
        TunnelAuthentication.isRight(
            ofReply, ControlMessageType.SCCRP, Octets.ofText("other"), ofRequest));
    assertNotEquals(Octets.EMPTY, ofRequest);
  }
}
