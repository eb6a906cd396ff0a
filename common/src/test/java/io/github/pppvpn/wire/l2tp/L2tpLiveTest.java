package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Xl2tpd;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control connection against Debian's xl2tpd on loopback. */
@Tag("lab")
class L2tpLiveTest {
  private static final Octets CHALLENGE = Octets.ofText("0123456789abcdef");

  @TempDir Path folder;
  private String log = "";

  @Test
  void xl2tpdIsEstablishedGreetedAndLeftPolitely() throws Exception {
    List<L2tpEvent> events = talk("no", Optional.empty());
    assertEquals(
        List.of(
            "PhaseEntered",
            "Replied",
            "PhaseEntered",
            "PhaseEntered",
            "PhaseEntered",
            "HelloAnswered",
            "PhaseEntered",
            "PhaseEntered",
            "Stopped"),
        names(events));
    assertTrue(log.contains("Connection established to 127.0.0.1"), log);
    assertTrue(log.contains("(live test done)"), log);
  }

  @Test
  void xl2tpdAndWeProveTheSecretToEachOther() throws Exception {
    List<L2tpEvent> events =
        talk("yes", Optional.of(new Authentication(Octets.ofText("tunnel-secret"), CHALLENGE)));
    assertTrue(names(events).contains("HelloAnswered"), events.toString());
    assertTrue(events.get(events.size() - 1) instanceof L2tpEvent.Stopped, events.toString());
  }

  @Test
  void xl2tpdWithAnotherSecretIsNoticed() throws Exception {
    List<L2tpEvent> events =
        talk("yes", Optional.of(new Authentication(Octets.ofText("another"), CHALLENGE)));
    assertTrue(names(events).contains("AuthenticationFailed"), events.toString());
    assertFalse(names(events).contains("HelloAnswered"));
    assertTrue(events.get(events.size() - 1) instanceof L2tpEvent.Stopped, events.toString());
  }

  private List<L2tpEvent> talk(String challenge, Optional<Authentication> authentication)
      throws Exception {
    try (Xl2tpd xl2tpd = new Xl2tpd(folder, "* * tunnel-secret", "", "challenge = " + challenge);
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.connect(InetAddress.getLoopbackAddress(), xl2tpd.port());
      List<L2tpEvent> events = converse(socket, authentication);
      log = String.join("\n", xl2tpd.printed());
      return events;
    }
  }

  private static List<L2tpEvent> converse(
      DatagramSocket socket, Optional<Authentication> authentication) throws IOException {
    L2tpControlConnection us =
        new L2tpControlConnection(
            new L2tpClientSettings(
                0x4142,
                "probe.example",
                Optional.of("test"),
                4,
                true,
                authentication,
                ReliabilitySettings.recommended()));
    List<L2tpEvent> all = new ArrayList<>();
    L2tpOutput output = us.start(System.nanoTime());
    while (true) {
      L2tpOutput next = null;
      for (byte[] datagram : output.datagrams()) {
        socket.send(new DatagramPacket(datagram, datagram.length));
      }
      for (L2tpEvent event : output.events()) {
        all.add(event);
        if (event instanceof L2tpEvent.PhaseEntered entered
            && entered.phase() == L2tpPhase.ESTABLISHED) {
          next = us.hello(System.nanoTime());
        } else if (event instanceof L2tpEvent.HelloAnswered) {
          next = us.stop(1, "live test done", System.nanoTime());
        }
      }
      if (us.hasEnded()) {
        return all;
      }
      output = next != null ? next : await(socket, us);
    }
  }

  private static L2tpOutput await(DatagramSocket socket, L2tpControlConnection us)
      throws IOException {
    long wait = us.nextDeadline().orElseThrow() - System.nanoTime();
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      socket.setSoTimeout((int) Math.max(1, wait / 1_000_000));
      socket.receive(packet);
      return us.receive(
          ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), System.nanoTime());
    } catch (SocketTimeoutException e) {
      return us.tick(System.nanoTime());
    }
  }

  private static List<String> names(List<L2tpEvent> events) {
    return events.stream().map(e -> e.getClass().getSimpleName()).toList();
  }
}
