package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.log.dialect.Method;
import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import io.github.pppvpn.log.event.LogEvent.LoginSucceeded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrelatorTest {
  @Test
  void unknownUserOfPptpdIsOneFailureWithItsPeer() {
    List<LogEvent> events =
        Logs.events(
            """
            Nov 21 20:01:00 vpn pptpd[747]: CTRL: Client 203.0.113.7 control connection started
            Nov 21 20:01:00 vpn pptpd[747]: CTRL: Starting call (launching pppd, opening GRE)
            Nov 21 20:01:00 vpn pppd[748]: pppd 2.4.9 started by root, uid 0
            Nov 21 20:01:00 vpn pppd[748]: Using interface ppp0
            Nov 21 20:01:00 vpn pppd[748]: Connect: ppp0 <--> /dev/pts/1
            Nov 21 20:01:02 vpn pppd[748]: No CHAP secret found for authenticating mallory
            Nov 21 20:01:02 vpn pppd[748]: Peer mallory failed CHAP authentication
            Nov 21 20:01:02 vpn pppd[748]: Connection terminated.
            Nov 21 20:01:02 vpn pppd[748]: Exit.
            Nov 21 20:01:02 vpn pptpd[747]: CTRL: Reaping child PPP[748]
            Nov 21 20:01:02 vpn pptpd[747]: CTRL: Client 203.0.113.7 control connection finished
            """);
    assertEquals(1, events.size(), events::toString);
    LoginFailed failed = Logs.only(events, LoginFailed.class).get(0);
    assertEquals(Optional.of("mallory"), failed.user());
    assertEquals(Optional.of("203.0.113.7"), failed.peer());
    assertEquals(Method.CHAP, failed.method());
    assertEquals(FailureReason.UNKNOWN_USER, failed.reason());
    assertEquals(2, failed.lines().size());
  }

  @Test
  void ownOutgoingCallIsNothing() {
    List<LogEvent> events =
        Logs.events(
            """
            Nov 21 20:01:00 vpn pppd[800]: pppd 2.4.9 started by root, uid 0
            Nov 21 20:01:02 vpn pppd[800]: CHAP authentication failed: Access denied
            Nov 21 20:01:02 vpn pppd[800]: CHAP authentication failed
            Nov 21 20:01:02 vpn pppd[800]: Connection terminated.
            Nov 21 20:01:02 vpn pppd[800]: Exit.
            Nov 21 20:01:10 vpn pppd[801]: pppd 2.4.9 started by root, uid 0
            Nov 21 20:01:12 vpn pppd[801]: CHAP authentication succeeded
            Nov 21 20:01:12 vpn pppd[801]: local  IP address 10.0.0.2
            Nov 21 20:01:12 vpn pppd[801]: remote IP address 10.0.0.1
            Nov 21 20:03:12 vpn pppd[801]: Exit.
            """);
    assertTrue(events.isEmpty(), events::toString);
  }

  @Test
  void sessionOverXl2tpd() {
    List<LogEvent> events =
        Logs.events(
            """
            Nov 21 20:01:00 vpn xl2tpd[55]: Call established with 203.0.113.9, PID: 735, Local: 22968, Remote: 3, Serial: 1
            Nov 21 20:01:00 vpn pppd[735]: pppd 2.5.2 started by root, uid 0
            Nov 21 20:01:01 vpn pppd[735]: Peer alice authenticated with CHAP
            Nov 21 20:01:01 vpn pppd[735]: local  IP address 192.168.78.1
            Nov 21 20:01:01 vpn pppd[735]: remote IP address 192.168.78.100
            Nov 21 20:03:01 vpn pppd[735]: LCP terminated by peer (User request)
            Nov 21 20:03:01 vpn pppd[735]: Connect time 2.0 minutes.
            Nov 21 20:03:01 vpn pppd[735]: Sent 1000 bytes, received 2000 bytes.
            Nov 21 20:03:04 vpn pppd[735]: Connection terminated.
            Nov 21 20:03:04 vpn pppd[735]: Exit.
            """);
    assertEquals(3, events.size(), events::toString);
    LoginSucceeded ok = Logs.only(events, LoginSucceeded.class).get(0);
    assertEquals(Optional.of("alice"), ok.user());
    assertEquals(Optional.of("203.0.113.9"), ok.peer());
    LogEvent.SessionDown down = Logs.only(events, LogEvent.SessionDown.class).get(0);
    assertEquals(DownReason.PEER, down.reason());
    assertEquals(120, down.seconds().orElse(-1));
  }

  @Test
  void aRefusedNumberIsOneFailureWithOrWithoutAnother() {
    String refused = "pppd[7]: calling number  is not authorized\n";
    String failed = "pppd[7]: PAP peer authentication failed for bob\n";
    String started = "pppd[7]: pppd 2.4.9 started by root, uid 0\n";
    for (String log : new String[] {refused, refused + failed, started + refused + failed}) {
      List<LoginFailed> failures = Logs.only(Logs.events(log), LoginFailed.class);
      assertEquals(1, failures.size(), log);
      assertEquals(FailureReason.NOT_ALLOWED, failures.get(0).reason(), log);
    }
  }
}
