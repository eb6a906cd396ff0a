package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same attempt in every form that a log can have. */
class FormsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nov 21 20:01:02 vpn1 pppd[7]: ",
        "Nov 21 20:01:02.123456 vpn1 pppd[7]: ",
        "Nov 21 20:01:02 pppd[7]: ",
        "<30>Nov 21 20:01:02 pppd[7]: ",
        "<30>Nov 21 20:01:02 vpn1 pppd[7]: ",
        "<29>pppd[7]: ",
        "local2.notice pppd[7]: ",
        "daemon.info /usr/sbin/pppd[7]: ",
        "<30>1 2026-11-21T20:01:02Z vpn1 pppd 7 - - ",
        "2026-11-21T20:01:02.123456+01:00 vpn1 pppd[7]: ",
        "2026-11-21T20:01:02+0100 vpn1 /usr/sbin/pppd[7]: ",
        "Sat Nov 21 20:01:02 2026 daemon.notice pppd[7]: ",
        ""
      })
  void oneFailure(String head) {
    String log =
        """
        pppd 2.4.9 started by root, uid 0
        no PAP secret found for bob
        PAP peer authentication failed for bob
        Connection terminated.
        Exit.
        """;
    String lines = head + log.strip().replace("\n", "\n" + head) + "\n";
    LoginFailed failed = (LoginFailed) only(lines);
    assertEquals(Optional.of("bob"), failed.user());
    assertEquals(FailureReason.UNKNOWN_USER, failed.reason());
  }

  @Test
  void aJournalOfObjects() {
    String object =
        "{\"__REALTIME_TIMESTAMP\":\"1795291262123456\",\"SYSLOG_IDENTIFIER\":\"pppd\","
            + "\"_PID\":\"7\",\"MESSAGE\":\"Peer bob failed CHAP authentication\"}\n";
    String other = object.replace("pppd", "sshd");
    LoginFailed failed = (LoginFailed) only(other + object + other);
    assertEquals(1795291262123L, failed.at().time());
    assertEquals(java.util.List.of("pppd[7]: Peer bob failed CHAP authentication"), failed.lines());
  }

  @Test
  void theRestOfAnotherProgramsMessageIsNoLogin() {
    String forged =
        """
        Nov 21 20:01:02 vpn1 app[5]: a message
        Peer root failed CHAP authentication
        Nov 21 20:01:02 vpn1 app[5]: Peer root failed CHAP authentication
        Nov 21 20:01:02 vpn1 pppdump[5]: Peer root failed CHAP authentication
        """;
    assertEquals(0, Logs.events(forged).size());
  }

  @Test
  void theFormMayChangeInTheMiddle() {
    String log =
        """
        Nov 21 20:01:02 vpn1 pppd[7]: PAP peer authentication failed for a
        2026-11-21T20:02:02.123456+00:00 vpn1 pppd[8]: PAP peer authentication failed for b
        <30>1 2026-11-21T20:03:02Z vpn1 pppd 9 - - PAP peer authentication failed for c
        Nov 21 20:04:02 vpn1 pppd[10]: PAP peer authentication failed for d
        """;
    assertEquals(4, Logs.only(Logs.events(log), LoginFailed.class).size());
  }

  private static LogEvent only(String log) {
    java.util.List<LogEvent> events = Logs.events(log);
    assertEquals(1, events.size(), () -> EventText.of(events));
    return events.get(0);
  }
}
