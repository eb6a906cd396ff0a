package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.State;
import io.github.pppvpn.wire.pptp.CallClearRequest;
import io.github.pppvpn.wire.pptp.CallDisconnectNotify;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.OutgoingCallRequest;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe against a server that behaves, over networks that do not, and cut off at any time. */
class GreProbeTest {
  private static final long MS = Simulation.MS;
  private static final long SECOND = Simulation.SECOND;

  private final Pppd server = new Pppd();
  private final Simulation net = new Simulation(server);

  private String verdict() {
    Optional<Obstacle> obstacle = Judgement.of(net.run());
    return obstacle.map(found -> found.kind() + " " + found.text()).orElse("OK");
  }

  @Test
  void measuresHealthyServer() {
    ProbeOutcome seen = net.run();
    assertEquals(Optional.empty(), Judgement.of(seen));
    assertEquals(Optional.of(0.0), seen.loss());
    assertEquals(5, seen.series().received());
    assertEquals(OptionalLong.of(10 * MS), seen.series().average());
    assertEquals(OptionalLong.of(10 * MS), seen.series().longest());
    assertEquals(OptionalLong.of(0), seen.series().jitter());
    assertEquals(OptionalLong.of(20 * MS), seen.callSetupNanos());
    assertEquals(OptionalLong.of(50 * MS), seen.firstGreNanos());
  }

  @Test
  void endsPolitelyAndAnswersNoAuthentication() {
    net.run();
    assertEquals(
        List.of(
            "Start-Control-Connection-Request",
            "Outgoing-Call-Request",
            "Set-Link-Info",
            "Terminate-Request monitoring probe done",
            "Call-Clear-Request"),
        server.log);
    assertEquals(List.of(), server.otherProtocols);
    assertTrue(net.closedByProbe);
    // The raw socket is held for a second behind the end.
    assertTrue(net.now - server.clearedAt >= SECOND, () -> "over at " + net.now / MS + " ms");
  }

  @Test
  void everythingIsDropped() {
    net.toProbe = Simulation.CLOSED;
    net.toServer = Simulation.CLOSED;
    assertEquals("GRE_BLOCKED accepted the call, but no GRE comes back", verdict());
    assertTrue(server.log.contains("Call-Clear-Request"));
  }

  @Test
  void nothingComesBack() {
    net.toProbe = Simulation.CLOSED;
    assertEquals("GRE_BLOCKED accepted the call, but no GRE comes back", verdict());
  }

  /** Who sends late, and hears nothing in the time that is left for it, is not given up early. */
  @Test
  void nothingArrivesAtPppdThatStartsSlowly() {
    server.pppdStart = 6 * SECOND;
    net.toServer = Simulation.CLOSED;
    assertTrue(verdict().startsWith("ONLY_TO_PROBE "));
  }

  @Test
  void nothingArrives() {
    net.toServer = Simulation.CLOSED;
    assertEquals(
        "ONLY_TO_PROBE sends GRE that arrives here, but ours does not arrive there", verdict());
  }

  /** A pppd that starts as time is up is heard, and what it says of ours is not waited for. */
  @ParameterizedTest
  @ValueSource(longs = {7450, 7600, 7850, 7890})
  void pppdThatStartsTooLateIsNoFirewall(long start) {
    server.pppdStart = start * MS;
    net.toServer = Simulation.CLOSED;
    Obstacle obstacle = Judgement.of(net.run()).orElseThrow();
    assertEquals(
        "sends GRE that arrives here, but so late that whether ours arrives there is not known",
        obstacle.text());
    assertEquals(State.WARNING, obstacle.state());
  }

  @Test
  void ownFirewallDropsTheAnswers() {
    Simulation host =
        new Simulation(
            new Pppd() {
              @Override
              void transmit(io.github.pppvpn.wire.gre.GrePacket packet, Simulation sim) {
                sim.droppedByFirewall(io.github.pppvpn.wire.gre.GreCodec.encode(packet));
              }
            });
    assertEquals(
        "ONLY_TO_SERVER receives our GRE and answers it, but this host drops the answers",
        Judgement.of(host.run()).map(found -> found.kind() + " " + found.text()).orElse("OK"));
  }

  @Test
  void callIsRefused() {
    server.callResult = 4;
    assertEquals(
        "CALL_REFUSED refused the call: result 4, Busy: Outgoing Call failed due to detection of a"
            + " busy signal",
        verdict());
    assertTrue(server.log.contains("Stop-Control-Connection-Request"));
    assertEquals(List.of(), net.packetsSent);
  }

  @Test
  void controlConnectionIsSilent() {
    Simulation silent = new Simulation(new Mute(StartControlConnectionRequest.class));
    Optional<Obstacle> obstacle = Judgement.of(silent.run());
    assertEquals("CONTROL_SILENT", obstacle.orElseThrow().kind());
    assertEquals(
        "accepted the connection but did not answer the Start-Control-Connection-Request within"
            + " 10 s",
        obstacle.get().text());
    assertEquals(
        List.of("Start-Control-Connection-Request", "Stop-Control-Connection-Request"),
        silent.controlNames());
  }

  @Test
  void callIsNotAnswered() {
    Simulation silent = new Simulation(new Mute(OutgoingCallRequest.class));
    assertEquals("CALL_SILENT", Judgement.of(silent.run()).orElseThrow().kind());
    // The server may open the call when it gets to it: it finds that it is not wanted.
    assertEquals(
        List.of("Start-Control-Connection-Request", "Outgoing-Call-Request", "Call-Clear-Request"),
        silent.controlNames());
  }

  @Test
  void endOfTheCallIsNotConfirmed() {
    Simulation silent = new Simulation(new Mute(CallClearRequest.class));
    assertEquals(Optional.empty(), Judgement.of(silent.run()));
    List<String> names = silent.controlNames();
    assertEquals(
        List.of("Call-Clear-Request", "Stop-Control-Connection-Request"),
        names.subList(names.size() - 2, names.size()));
  }

  /** Behaves but for one request, which it does not answer. */
  private static final class Mute extends Pppd {
    private final Class<? extends ControlMessage> unanswered;

    Mute(Class<? extends ControlMessage> unanswered) {
      this.unanswered = unanswered;
    }

    @Override
    public void control(ControlMessage message, Simulation sim) {
      if (!unanswered.isInstance(message)) {
        super.control(message, sim);
      }
    }
  }

  @Test
  void serverGoesInTheMiddle() {
    net.after(
        600 * MS,
        () -> {
          server.inCall = false;
          net.hangUp();
        });
    assertEquals(
        "CALL_ENDED closed the connection in the middle of the call, after 3 of 3 echoes over GRE"
            + " came back",
        verdict());
    assertFalse(server.log.contains("late GRE"), server.log::toString);
  }

  @Test
  void serverEndsTheCall() {
    net.after(
        600 * MS,
        () -> {
          server.inCall = false;
          net.answer(new CallDisconnectNotify(Pppd.CALL_ID, 3, 0, 0, ""));
        });
    assertTrue(verdict().startsWith("CALL_ENDED ended the call: result 3, Admin Shutdown"));
    assertTrue(server.log.contains("Stop-Control-Connection-Request"));
  }

  @Test
  void disconnectOfAnotherCallIsNotOurs() {
    net.after(600 * MS, () -> net.answer(new CallDisconnectNotify(Pppd.CALL_ID + 1, 3, 0, 0, "")));
    assertEquals("OK", verdict());
  }

  /** Killed at any moment, it takes its leave of whatever is there, at once. */
  @Test
  void cancelledAtAnyTime() {
    for (long at = 0; at < 2200; at += 13) {
      Pppd peer = new Pppd();
      Simulation cut = new Simulation(peer);
      cut.cancelAt = at * MS;
      cut.run();
      List<String> names = cut.controlNames();
      String last = names.get(names.size() - 1);
      assertEquals(
          names.contains("Outgoing-Call-Request")
              ? "Call-Clear-Request"
              : "Stop-Control-Connection-Request",
          last,
          "cancelled at " + at + " ms");
      assertFalse(peer.inCall, "cancelled at " + at + " ms");
    }
  }

  /** However little time there is, a call that was asked for is given back. */
  @Test
  void outOfTimeAtAnyTime() {
    for (long end = 20; end < 4000; end += 29) {
      Pppd peer = new Pppd();
      Simulation cut = new Simulation(peer);
      cut.end = end * MS;
      cut.run();
      assertEquals(
          cut.controlNames().contains("Outgoing-Call-Request"),
          cut.controlNames().contains("Call-Clear-Request"),
          "ends at " + end + " ms");
      assertTrue(cut.closedByProbe);
    }
  }

  @Test
  void controlFailureIsCritical() {
    server.callResult = 7;
    assertEquals(State.CRITICAL, Judgement.of(net.run()).orElseThrow().state());
  }
}
