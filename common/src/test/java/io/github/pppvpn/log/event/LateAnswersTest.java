package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import io.github.pppvpn.log.event.LogEvent.LoginSucceeded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a RADIUS server says of a login that pppd gave up. */
class LateAnswersTest {
  private static final String GIVEN_UP =
      """
      Nov 21 20:01:02 vpn1 pppd[7]: rc_send_server: no reply from RADIUS server localhost:1812
      Nov 21 20:01:02 vpn1 pppd[7]: Peer alice failed CHAP authentication
      """;
  private static final String DIGEST =
      """
      Nov 21 20:01:02 vpn1 pppd[7]: rc_check_reply: received invalid reply digest from RADIUS server
      Nov 21 20:01:02 vpn1 pppd[7]: Peer alice failed CHAP authentication
      """;

  private static String answer(String second, String text) {
    return "Nov 21 20:01:" + second + " vpn1 radiusd[3]: (1) " + text + " (from client l port 0)\n";
  }

  private static void assertCounts(int failures, int successes, String log) {
    List<LogEvent> events = Logs.events(log);
    assertEquals(failures, Logs.only(events, LoginFailed.class).size(), EventText.of(events));
    assertEquals(successes, Logs.only(events, LoginSucceeded.class).size(), EventText.of(events));
  }

  @Test
  void areOfTheSameAttempt() {
    assertCounts(1, 0, GIVEN_UP + answer("09", "Login OK: [alice]"));
    assertCounts(1, 0, GIVEN_UP + answer("09", "Login incorrect: [alice]"));
  }

  @Test
  void anAcceptThatWasOfNoUseIsNoSuccess() {
    assertCounts(1, 0, DIGEST + answer("02", "Login OK: [alice]"));
    assertCounts(1, 0, answer("02", "Login OK: [alice]") + DIGEST);
  }

  @Test
  void eachAnswersOne() {
    String two = answer("09", "Login incorrect: [alice]") + answer("10", "Login OK: [alice]");
    assertCounts(1, 1, GIVEN_UP + two);
  }

  @Test
  void othersAreTheirOwn() {
    assertCounts(1, 1, GIVEN_UP + answer("09", "Login OK: [bob]"));
    assertCounts(1, 1, GIVEN_UP + answer("40", "Login OK: [alice]"));
  }

  @Test
  void aLoginThatSucceedsSoonAfterCounts() {
    String again =
        "Nov 21 20:01:09 vpn1 pppd[8]: peer from calling number 203.0.113.7 authorized\n";
    assertCounts(1, 1, GIVEN_UP + answer("09", "Login OK: [alice]") + again);
    assertCounts(1, 1, GIVEN_UP + again + answer("09", "Login OK: [alice]"));
  }
}
