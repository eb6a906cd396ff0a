package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EAP-MD5's wrong password leaves no line: pppd closes the link after it heard a name. */
class SilentEapTest {
  private static final String NAMED =
      """
      pppd[7]: pppd 2.4.9 started by root, uid 0
      pppd[7]: EAP: unauthenticated peer name "bob"
      """;
  private static final String CLOSED =
      """
      pppd[7]: Connection terminated.
      pppd[7]: Exit.
      """;

  private static int failures(String log) {
    return Logs.only(Logs.events(log), LoginFailed.class).size();
  }

  @Test
  void closedByPppdItFailed() {
    assertEquals(1, failures(NAMED + CLOSED));
    assertEquals(1, failures(NAMED + CLOSED.replace("\n", "\npppd[7]: Modem hangup\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LCP terminated by peer (User request)",
        "Modem hangup",
        "Terminating on signal 15",
        "No response to 4 echo-requests",
        "EAP: no response to Requests",
        "LCP: timeout sending Config-Requests",
        "peer from calling number 203.0.113.7 authorized",
        "MPPE required but peer refused",
        "EAP authentication failed due to Protocol-Reject",
      })
  void closedForAnotherReasonItDidNot(String line) {
    assertEquals(0, failures(NAMED + "pppd[7]: " + line + "\n" + CLOSED));
  }

  @Test
  void aConnectTimeTellsThatTheLoginSucceeded() {
    String time = "pppd[7]: Connect time 0.0 minutes.\n";
    assertEquals(0, failures(NAMED + CLOSED.replace("pppd[7]: Exit", time + "pppd[7]: Exit")));
  }

  @Test
  void aFailureThatIsSaidIsNotCountedAgain() {
    assertEquals(1, failures(NAMED + "pppd[7]: EAP: MSCHAPv2 failure for peer bob\n" + CLOSED));
    assertEquals(
        1,
        failures(
            NAMED
                + "pppd[7]: EAP-TLS: Cannot get secret/password for client \"bob\", server \"v\"\n"
                + CLOSED));
  }
}
