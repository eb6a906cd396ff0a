package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.log.dialect.LogScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That pppds are forgotten soon after their exits makes no difference, whatever is said later. */
class ForgottenProcessesTest {
  private static final String[] MESSAGES = {
    "pptpd[%1$d]: CTRL: Client 203.0.113.%3$d control connection started",
    "pptpd[%1$d]: CTRL: Starting call (launching pppd, opening GRE)",
    "pptpd[%1$d]: CTRL: Reaping child PPP[%2$d]",
    "pptpd[%1$d]: CTRL: Client 203.0.113.%3$d control connection finished",
    "pppd[%2$d]: pppd 2.4.9 started by root, uid 0",
    "pppd[%2$d]: Connect: ppp%3$d <--> /dev/pts/%3$d",
    "pppd[%2$d]: Peer u%3$d failed CHAP authentication",
    "pppd[%2$d]: No CHAP secret found for authenticating u%3$d",
    "pppd[%2$d]: PAP peer authentication failed for u%3$d",
    "pppd[%2$d]: peer from calling number 203.0.113.%3$d authorized",
    "pppd[%2$d]: remote IP address 10.0.1.%3$d",
    "pppd[%2$d]: Exit.",
    "pppd[%2$d]: Exit.",
    "pppd[%2$d]: Connection terminated.",
    "pppd[%2$d]: Connect time 1.0 minutes.",
    "pppd[%2$d]: Peer u%3$d authenticated with CHAP",
    "pppd[%2$d]: MPPE required but peer negotiation failed",
    "pppd[%2$d]: rc_send_server: no reply from RADIUS server 192.0.2.9:1812",
    "pppd[%2$d]: CHAP authentication succeeded",
    "pppd[%2$d]: EAP: unauthenticated peer name \"u%3$d\"",
    "xl2tpd[9]: Call established with 198.51.100.%3$d, PID: %2$d, Local: 1, Remote: 2, Serial: 3",
    "pppd: Peer u%3$d failed CHAP authentication",
    "pppd: Exit.",
    "freeradius[3]: (1) Login incorrect: [u%3$d/<via Auth-Type = mschap>]"
        + " (from client vpn port 0 cli 203.0.113.%3$d)",
  };
  private static final long[] STEPS = {0, 0, 0, 10, 200, 1_000, 3_000, 14_999, 15_001, 61_000};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void eventsAreThoseOfOneThatForgetsNone(int seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder log = new StringBuilder();
    long time = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 8_000; i++) {
      time += STEPS[random.nextInt(STEPS.length)];
      int pid = 100 + random.nextInt(seed % 2 == 0 ? 4 : 40);
      log.append(Instant.ofEpochMilli(time)).append(random.nextInt(4) == 0 ? " vpn2 " : " vpn1 ");
      String message = MESSAGES[random.nextInt(MESSAGES.length)];
      log.append(message.formatted(pid - 1, pid, random.nextInt(6))).append('\n');
    }
    List<String> kept = events(log.toString(), Long.MAX_VALUE / 4);
    assertTrue(kept.size() > 1_000, kept.size() + " events");
    assertEquals(kept, events(log.toString(), PppdTracker.START_MILLIS));
  }

  private static List<String> events(String log, long knownMillis) throws IOException {
    List<String> events = new ArrayList<>();
    Correlator correlator = new Correlator(event -> events.add(event.toString()), knownMillis);
    byte[] bytes = log.getBytes(StandardCharsets.US_ASCII);
    try (LogScanner scanner = new LogScanner(0, new MemoryBlocks(bytes, 1 << 20), Logs.parser())) {
      while (scanner.advance()) {
        correlator.accept(scanner.line());
      }
    }
    correlator.finish();
    return events;
  }
}
