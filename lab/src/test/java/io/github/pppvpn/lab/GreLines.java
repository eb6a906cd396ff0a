package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

/** What check_gre_probe says in more than one scenario, and what a server may log of it. */
final class GreLines {
  /** The perfdata of a probe that got its echoes. */
  static final String OPEN =
      " | loss=0%;20;60;0;100 rta=TIME;;;0 rtmax=TIME;;;0 jitter=TIME;;;0"
          + " call_setup_time=TIME;;;0 first_gre_time=TIME;;;0";

  /** Of one that got a call and no GRE. */
  static final String CALLED = " | call_setup_time=TIME;;;0";

  /** Of one that got GRE and no answer. */
  static final String HEARD = CALLED + " first_gre_time=TIME;;;0";

  static final String BLOCKED =
      "A firewall or NAT on the way lets TCP 1723 through but not IP protocol 47: allow GRE both"
          + " ways, load nf_conntrack_pptp where NAT is done (its helper must be assigned since"
          + " Linux 4.7). On the server, tcpdump -ni any proto 47 during a probe shows whether ours"
          + " arrives.";

  static final String DROPPED_HERE =
      "The server's GRE arrives at this host and is dropped by its own firewall: see iptables -S"
          + " INPUT and nft list ruleset here.";

  static final String FORBIDDEN_HERE =
      "A rule of this host's own firewall forbids it: see iptables -S OUTPUT and nft list ruleset"
          + " here.";

  private GreLines() {}

  /** Asserts a step's whole output and its exit code. */
  static void assertStep(Recording in, String name, int exitCode, String... lines)
      throws IOException {
    Step step = in.step(name);
    assertEquals(List.of(lines), step.lines(), step.command());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }

  /** Whole lines of the server's log without process ids; nothing at warning or above. */
  static List<String> quietLog(Recording in, String name) throws IOException {
    List<LogLine> log = in.log(name);
    List<LogLine> alarming = log.stream().filter(LogLine::alarming).toList();
    assertEquals(List.of(), alarming);
    List<String> lines = log.stream().map(LogLine::toString).toList();
    assertTrue(lines.stream().noneMatch(line -> line.contains("authentication")), lines::toString);
    return lines;
  }
}
