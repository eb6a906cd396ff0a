package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedLogsTest {
  private static List<LogEvent> events(String... logs) throws IOException {
    List<LogScanner> scanners = new ArrayList<>();
    for (String log : logs) {
      scanners.add(new LogScanner(scanners.size(), MemoryBlocks.of(log), Logs.parser()));
    }
    List<LogEvent> events = new ArrayList<>();
    Correlator correlator = new Correlator(events::add);
    try (MergedLogs merged = new MergedLogs(scanners)) {
      while (merged.advance()) {
        correlator.accept(merged.line());
      }
    }
    correlator.finish();
    return events;
  }

  private static final String SYSLOG =
      """
      Nov 21 20:01:00 vpn1 pppd[748]: pppd 2.4.9 started by root, uid 0
      Nov 21 20:01:01 vpn1 pppd[748]: PAP peer authentication failed for alice
      Nov 21 20:01:01 vpn1 pppd[748]: PAP peer authentication failed for alice
      Nov 21 20:01:02 vpn1 pppd[748]: Exit.
      """;

  @Test
  void theSameLineInTwoFilesIsOne() throws IOException {
    assertEquals(2, Logs.only(events(SYSLOG), LoginFailed.class).size());
    assertEquals(2, Logs.only(events(SYSLOG, SYSLOG), LoginFailed.class).size());
    assertEquals(2, Logs.only(events(SYSLOG, SYSLOG, SYSLOG), LoginFailed.class).size());
  }

  @Test
  void theSameLineInAFileAndTheJournalIsOne() throws IOException {
    String journal =
        """
        2026-11-21T20:01:00.100000+00:00 vpn1 pppd[748]: pppd 2.4.9 started by root, uid 0
        2026-11-21T20:01:01.700000+00:00 vpn1 pppd[748]: PAP peer authentication failed for alice
        2026-11-21T20:01:01.900000+00:00 vpn1 pppd[748]: PAP peer authentication failed for alice
        2026-11-21T20:01:02.000000+00:00 vpn1 pppd[748]: Exit.
        """;
    assertEquals(2, Logs.only(events(SYSLOG, journal), LoginFailed.class).size());
    assertEquals(2, Logs.only(events(journal, SYSLOG), LoginFailed.class).size());
  }

  /** As in an attack, when syslog and daemon.log both are read. */
  @Test
  void theSameLineOfHundredsOfProcessesIsOneEach() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int pid = 1000; pid < 1300; pid++) {
      for (String said : List.of("Peer admin failed CHAP authentication", "Exit.")) {
        log.append("Nov 21 20:01:01 vpn1 pppd[" + pid + "]: " + said + "\n");
      }
    }
    String both = log.toString();
    assertEquals(300, Logs.only(events(both, both), LoginFailed.class).size());
  }

  @Test
  void anotherHostsLineIsAnother() throws IOException {
    assertEquals(
        4, Logs.only(events(SYSLOG, SYSLOG.replace("vpn1", "vpn2")), LoginFailed.class).size());
  }

  @Test
  void pppdAndRadiusLogAreJoinedWhicheverComesFirst() throws IOException {
    String pppd =
        """
        Nov 21 20:01:00 vpn1 pppd[748]: pppd 2.4.9 started by root, uid 0
        Nov 21 20:01:02 vpn1 pppd[748]: Peer CORP\\\\jane failed CHAP authentication
        """;
    for (String second : new String[] {"01", "02", "04"}) {
      String radius =
          "Sat Nov 21 20:01:"
              + second
              + " 2026 : Auth: (7) Login incorrect (mschap: x): [jane] (from client vpn1 port 0"
              + " cli 203.0.113.7)\n";
      for (List<LogEvent> events : List.of(events(pppd, radius), events(radius, pppd))) {
        assertEquals(1, events.size(), () -> EventText.of(events));
        LoginFailed failed = Logs.only(events, LoginFailed.class).get(0);
        assertEquals(Optional.of("203.0.113.7"), failed.peer());
        assertEquals(2, failed.lines().size());
      }
    }
  }

  @Test
  void linesGoByTimeAndTiesByTheOrderOfTheLogs() throws IOException {
    String second = SYSLOG.replace("748", "749").replace("20:01:01", "20:01:00");
    List<LogEvent> events = events(SYSLOG, second);
    assertEquals(4, events.size());
    assertEquals(List.of(1, 1, 0, 0), events.stream().map(e -> e.at().log()).toList());
  }
}
