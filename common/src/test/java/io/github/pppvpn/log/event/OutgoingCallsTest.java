package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import org.junit.jupiter.api.Test;

/** Calls of this host whose pppd asks the far server to authenticate, in a server's own words. */
class OutgoingCallsTest {
  private static final String STARTED =
      "Nov 21 20:01:00 vpn1 pppd[70]: pppd 2.4.9 started by root\n";
  private static final String DIALS =
      "Nov 21 20:01:00 vpn1 pptp[74]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT"
          + " activated\n";
  private static final String REFUSED =
      "Nov 21 20:01:01 vpn1 pppd[70]: peer refused to authenticate: terminating link\n";
  private static final String CALL =
      """
      Nov 21 20:00:59 vpn1 pptpd[60]: CTRL: Client 203.0.113.7 control connection started
      Nov 21 20:00:59 vpn1 pptpd[60]: CTRL: Starting call (launching pppd, opening GRE)
      """;

  private static int failures(String log) {
    return Logs.only(Logs.events(log), LoginFailed.class).size();
  }

  @Test
  void theFarServersRefusalIsNoFailureHere() {
    assertEquals(0, failures(STARTED + DIALS + REFUSED));
  }

  @Test
  void withoutACallItIsAFailure() {
    assertEquals(1, failures(STARTED + REFUSED));
    assertEquals(1, failures(DIALS.replace("20:01:00", "20:00:50") + STARTED + REFUSED));
    assertEquals(1, failures(STARTED + DIALS.replace("vpn1", "vpn2") + REFUSED));
  }

  @Test
  void ofTwoThatStartBothCount() {
    String another = STARTED.replace("[70]", "[71]");
    assertEquals(1, failures(STARTED + another + DIALS + REFUSED));
  }

  @Test
  void aPppdThatPptpdMayHaveStartedCounts() {
    assertEquals(1, failures(CALL + STARTED + DIALS + REFUSED));
  }

  @Test
  void aPppdThatPptpdWaitsForCounts() {
    String reaped = "Nov 21 20:01:01 vpn1 pptpd[60]: CTRL: Reaping child PPP[70]\n";
    assertEquals(1, failures(STARTED + DIALS + REFUSED + reaped));
  }

  @Test
  void xl2tpdAsClientStartsTheNext() {
    String lac =
        "Nov 21 20:01:00 vpn1 xl2tpd[9]: Call established with 203.0.113.9, Local: 1, Remote: 2,"
            + " Serial: 1 (ref=0/0)\n";
    assertEquals(0, failures(lac + STARTED + REFUSED));
    assertEquals(1, failures(STARTED + lac + REFUSED));
  }
}
