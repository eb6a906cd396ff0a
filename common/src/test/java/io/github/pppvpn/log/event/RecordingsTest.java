package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import io.github.pppvpn.log.event.LogEvent.LoginSucceeded;
import io.github.pppvpn.log.event.LogEvent.NegotiationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from recorded logins is what happened: each attempt once, and nothing else. */
class RecordingsTest {
  /** Attempts that left no trace at the daemons' default verbosity, by the time of dialling. */
  private static final Map<String, String> UNSEEN =
      Map.of(
          "2026-11-21T21:13:54.604Z",
          "EAP-MD5 over L2TP, wrong password: pppd says no word of it, and as the client cleared the"
              + " call at once, it ends as if the client had given up before it was asked",
          "2026-11-21T21:20:43.696Z",
          "no answer to CHAP: pppd closes the link without a word",
          "2026-11-21T21:20:55.779Z",
          "no answer to MS-CHAPv2: likewise",
          "2026-11-21T21:21:02.700Z",
          "no PAP request: likewise");

  /** Attempts whose peer is not told, by the time of dialling. */
  private static final Map<String, String> PEER_UNSEEN =
      Map.of(
          "2026-11-21T21:16:00.234Z",
          "xl2tpd's line \"Call established with\" was lost on its way to the log");

  static Stream<Arguments> forms() {
    return Stream.of(Recording.values())
        .flatMap(recording -> recording.forms().stream().map(f -> Arguments.of(recording, f)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void eachAttemptIsSeenOnce(Recording recording, String form) {
    assertTruth(recording, recording.events(form), false);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theseAreAllEvents(Recording recording, String form) {
    assertEquals(recording.expected("events.expected"), text(recording.events(form)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"syslog.traditional", "syslog.rfc3339"})
  void eachAttemptIsSeenOnceWithTheRadiusServersLog(String form) {
    assertTruth(Recording.RADIUS, Recording.RADIUS.events(form, "radius.log"), true);
    assertTruth(Recording.RADIUS, Recording.RADIUS.events("radius.log", form), true);
  }

  @Test
  void theseAreAllEventsWithTheRadiusServersLog() {
    assertEquals(
        Recording.RADIUS.expected("events-with-radius.expected"),
        text(Recording.RADIUS.events("syslog.rfc3339", "radius.log")));
  }

  @ParameterizedTest
  @EnumSource(Recording.class)
  void theSameMessagesInTwoFormsAreOne(Recording recording) {
    assertTruth(recording, recording.events("syslog.rfc3339", "syslog.traditional"), false);
  }

  @Test
  void theUnseenAreAttempts() {
    List<String> times =
        Stream.of(Recording.values())
            .flatMap(recording -> recording.attempts().stream())
            .map(KnownAttempt::time)
            .toList();
    assertTrue(times.containsAll(UNSEEN.keySet()));
    assertTrue(times.containsAll(PEER_UNSEEN.keySet()));
  }

  private static void assertTruth(Recording recording, List<LogEvent> events, boolean radius) {
    List<String> expected = new ArrayList<>();
    long timeouts = 0;
    long errors = 0;
    for (KnownAttempt attempt : recording.attempts()) {
      if (!UNSEEN.containsKey(attempt.time())) {
        boolean peerless = PEER_UNSEEN.containsKey(attempt.time());
        expected.addAll((peerless ? attempt.from("nowhere") : attempt).seen(radius));
      }
      timeouts += attempt.radiusTimeouts();
      errors += attempt.radiusErrors();
    }
    List<String> seen = new ArrayList<>(events.stream().flatMap(RecordingsTest::seen).toList());
    if (recording == Recording.ATTACK) {
      // Many at once.
      expected.sort(null);
      seen.sort(null);
    }
    assertEquals(String.join("\n", expected), String.join("\n", seen));
    assertEquals(timeouts, Logs.only(events, LogEvent.RadiusTimeout.class).size());
    assertEquals(errors, Logs.only(events, LogEvent.RadiusError.class).size());
  }

  private static Stream<String> seen(LogEvent event) {
    if (event instanceof LoginFailed e) {
      return Stream.of(e.reason() + " " + e.method() + who(e.user()) + from(e.peer()));
    }
    if (event instanceof LoginSucceeded e) {
      return Stream.of("SUCCESS" + who(e.user()) + from(e.peer()));
    }
    return event instanceof NegotiationFailed e
        ? Stream.of(e.phase() + from(e.peer()))
        : Stream.empty();
  }

  private static String who(Optional<String> user) {
    return " of " + user.map(name -> "<" + name + ">").orElse("nobody");
  }

  private static String from(Optional<String> peer) {
    return " from " + peer.orElse("nowhere");
  }

  /**
   * Without what differs between the forms: times, places, what stands before the tag, and a TAB's
   * own writing (rsyslog's #011, the recorder's blank).
   */
  private static String text(List<LogEvent> events) {
    return EventText.of(events)
        .replaceAll("(?m)^\\S+ \\S+ (\\S+) @\\d+ ", "$1 ")
        .replaceAll("(?m)^    .*?(\\S+\\[\\d+\\]: )", "    $1")
        .replace("#011", " ");
  }
}
