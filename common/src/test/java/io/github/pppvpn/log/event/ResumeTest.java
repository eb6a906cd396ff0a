package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that is read in two runs, cut at any line: each event is counted once. */
class ResumeTest {
  private static final String LOG =
      """
      Nov 21 20:01:00 vpn1 pptpd[747]: CTRL: Client 203.0.113.7 control connection started
      Nov 21 20:01:00 vpn1 pptpd[747]: CTRL: Starting call (launching pppd, opening GRE)
      Nov 21 20:01:00 vpn1 pppd[748]: pppd 2.4.9 started by root, uid 0
      Nov 21 20:01:01 vpn1 radiusd[9]: (1) Login incorrect (mschap: x): [bob] (from client a port 0)
      Nov 21 20:01:02 vpn1 pppd[748]: No CHAP secret found for authenticating bob
      Nov 21 20:01:02 vpn1 pppd[748]: Peer bob failed CHAP authentication
      Nov 21 20:01:02 vpn1 pppd[748]: Exit.
      Nov 21 20:01:03 vpn1 accel-pppd[5]: :: eve: authentication failed
      Nov 21 20:01:03 vpn1 accel-pppd[5]: eve: authentication failed
      Nov 21 20:01:03 vpn1 pptpd[747]: CTRL: Reaping child PPP[748]
      Nov 21 20:01:04 vpn1 pppd[750]: PAP peer authentication failed for zoe
      Nov 21 20:01:04 vpn1 pppd[750]: message repeated 2 times: [ PAP peer authentication failed for zoe]
      """;

  @Test
  void eachEventOnce() {
    int whole = Logs.events(LOG).size();
    assertEquals(5, whole);
    for (int cut = 0; cut < LOG.length(); cut++) {
      if (cut == 0 || LOG.charAt(cut - 1) == '\n') {
        int place = cut;
        List<LogEvent> told = new ArrayList<>(Logs.events(LOG.substring(0, place)));
        Logs.events(LOG.getBytes(StandardCharsets.UTF_8)).stream()
            .filter(event -> event.at().position() >= place)
            .forEach(told::add);
        assertEquals(whole, told.size(), () -> "cut at " + place + "\n" + EventText.of(told));
      }
    }
  }
}
