package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.event.LogEvent.SessionDown;
import io.github.pppvpn.log.event.LogEvent.SessionUp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Whose sessions the log speaks of, and of those whose start lies before what is read. */
class SessionServerTest {
  private static final String UP =
      """
      Nov 21 20:01:01 vpn pppd[735]: pppd 2.4.9 started by root, uid 0
      Nov 21 20:01:01 vpn pppd[735]: Using interface ppp0
      Nov 21 20:01:02 vpn pppd[735]: remote IP address 192.168.78.100
      """;
  private static final String DOWN =
      """
      Nov 21 20:03:01 vpn pppd[735]: Connect time 2.0 minutes.
      Nov 21 20:03:01 vpn pppd[735]: Sent 1000 bytes, received 2000 bytes.
      Nov 21 20:03:04 vpn pppd[735]: Exit.
      """;

  private static void assertServer(Optional<Daemon> server, String log) {
    List<LogEvent> events = Logs.events(log);
    for (SessionUp up : Logs.only(events, SessionUp.class)) {
      assertEquals(server, up.server());
    }
    List<SessionDown> downs = Logs.only(events, SessionDown.class);
    assertEquals(1, downs.size(), events::toString);
    assertEquals(server, downs.get(0).server());
  }

  @Test
  void xl2tpdNamesThePppd() {
    String call = "Nov 21 20:01:00 vpn xl2tpd[55]: Call established with 203.0.113.9, PID: 735, ";
    assertServer(Optional.of(Daemon.XL2TPD), call + "Local: 1, Remote: 2, Serial: 3\n" + UP + DOWN);
  }

  @Test
  void pptpdStartsTheNextPppd() {
    String call =
        """
        Nov 21 20:01:00 vpn pptpd[700]: CTRL: Client 203.0.113.7 control connection started
        Nov 21 20:01:01 vpn pptpd[700]: CTRL: Starting call (launching pppd, opening GRE)
        """;
    assertServer(Optional.of(Daemon.PPTPD), call + UP + DOWN);
  }

  @Test
  void nobodySaysWhose() {
    assertServer(Optional.empty(), UP + DOWN);
  }

  /** pptpd names the pppd that it waits for; the session itself began long before. */
  @Test
  void anEndWithoutItsStart() {
    String reaped = "Nov 21 20:03:04 vpn pptpd[700]: CTRL: Reaping child PPP[735]\n";
    List<LogEvent> events =
        Logs.events(
            "Nov 21 20:03:00 vpn pptpd[700]: CTRL: Client 203.0.113.7 control connection finished\n"
                + DOWN
                + reaped);
    SessionDown down = Logs.only(events, SessionDown.class).get(0);
    assertEquals(Optional.of(Daemon.PPTPD), down.server());
    assertEquals(OptionalLong.of(120), down.seconds());
    assertEquals(OptionalLong.of(2000), down.received());
  }

  /** A link that never had an address was no session, whatever was read of it. */
  @Test
  void anEndOfWhatWasNeverUp() {
    assertEquals(
        List.of(),
        Logs.only(Logs.events("Nov 21 20:03:04 vpn pppd[735]: Exit.\n"), SessionDown.class));
  }
}
