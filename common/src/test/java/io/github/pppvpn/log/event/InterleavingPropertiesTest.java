package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import io.github.pppvpn.log.event.LogEvent.LoginSucceeded;
import io.github.pppvpn.log.event.LogEvent.SessionDown;
import io.github.pppvpn.log.event.LogEvent.SessionUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Many attempts at once: counts do not depend on how their processes' lines fall together. */
class InterleavingPropertiesTest {
  @Property(tries = 300)
  void countsAndPeersDoNotDependOnTheOrder(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5) Integer> kinds,
      @ForAll boolean slow,
      @ForAll Random random) {
    List<List<String>> processes = new ArrayList<>();
    Map<String, String> peers = new TreeMap<>();
    int failures = 0;
    int sessions = 0;
    for (int i = 0; i < kinds.size(); i++) {
      int kind = kinds.get(i);
      String user = "user" + i;
      boolean session = kind >= 4;
      boolean outgoing = kind == 3;
      failures += session || outgoing ? 0 : 1;
      sessions += session ? 1 : 0;
      String peer = "203.0.113." + (i + 1);
      if (!session && !outgoing) {
        peers.put(user, peer);
      }
      addAttempt(processes, kind, 1000 + 10 * i, user, peer);
    }
    List<LogEvent> events = Logs.events(interleaved(processes, slow, random));
    assertEquals(failures, Logs.only(events, LoginFailed.class).size());
    assertEquals(sessions, Logs.only(events, LoginSucceeded.class).size());
    assertEquals(sessions, Logs.only(events, SessionUp.class).size());
    assertEquals(sessions, Logs.only(events, SessionDown.class).size());
    for (LoginFailed failed : Logs.only(events, LoginFailed.class)) {
      // Never another's address. What the daemons say in the end tells each, if it comes in time.
      if (failed.peer().isPresent() || !slow) {
        assertEquals(Optional.of(peers.get(failed.user().orElseThrow())), failed.peer());
      }
    }
  }

  private static void addAttempt(
      List<List<String>> processes, int kind, int pid, String user, String peer) {
    String pptpd = "pptpd[" + pid + "]: CTRL: ";
    String pppd = "pppd[" + (pid + 1) + "]: ";
    List<String> lines = new ArrayList<>();
    boolean outgoing = kind == 3;
    if (!outgoing) {
      lines.add(pptpd + "Client " + peer + " control connection started");
      lines.add(pptpd + "Starting call (launching pppd, opening GRE)");
    }
    lines.add(pppd + "pppd 2.4.9 started by root, uid 0");
    lines.add(pppd + "Connect: ppp0 <--> /dev/pts/1");
    switch (kind) {
      case 0 -> lines.add(pppd + "Peer " + user + " failed CHAP authentication");
      case 1 -> {
        lines.add(pppd + "No CHAP secret found for authenticating " + user);
        lines.add(pppd + "Peer " + user + " failed CHAP authentication");
      }
      case 2 -> {
        lines.add(pppd + "no PAP secret found for " + user);
        lines.add(pppd + "PAP peer authentication failed for " + user);
      }
      case 3 -> {
        lines.add(pppd + "CHAP authentication failed: Access denied");
        lines.add(pppd + "CHAP authentication failed");
      }
      default -> {
        lines.add(pppd + "peer from calling number " + peer + " authorized");
        lines.add(pppd + "remote IP address 10.0.0.9");
        lines.add(pppd + "LCP terminated by peer");
      }
    }
    lines.add(pppd + "Connection terminated.");
    lines.add(pppd + "Exit.");
    if (!outgoing) {
      lines.add(pptpd + "Reaping child PPP[" + (pid + 1) + "]");
      lines.add(pptpd + "Client " + peer + " control connection finished");
    }
    processes.add(lines);
  }

  private static String interleaved(List<List<String>> processes, boolean slow, Random random) {
    List<List<String>> left = new ArrayList<>();
    processes.forEach(process -> left.add(new ArrayList<>(process)));
    StringBuilder text = new StringBuilder();
    int second = 0;
    while (!left.isEmpty()) {
      int next = random.nextInt(left.size());
      // A pppd speaks soon after its daemon: the clock waits for those that are to start.
      boolean starting =
          left.stream()
              .anyMatch(
                  lines ->
                      lines.get(0).contains(" started by ") || lines.get(0).contains("Starting"));
      second += slow && !starting && random.nextInt(4) == 0 ? 1 : 0;
      String clock = "20:0" + second / 60 % 10 + ":" + (second % 60 < 10 ? "0" : "") + second % 60;
      text.append("Nov 21 ").append(clock).append(" vpn1 ");
      text.append(left.get(next).remove(0)).append('\n');
      if (left.get(next).isEmpty()) {
        left.remove(next);
      }
    }
    return text.toString();
  }
}
