package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.checks.logs.HostNames;
import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the logs tell of the window.
 *
 * @param facts in the order of time
 * @param problem why they do not tell everything; empty if they do
 * @param read the names of the logs that were read
 */
record LogFacts(List<LogFact> facts, Optional<LogProblem> problem, List<String> read) {
  LogFacts {
    facts = List.copyOf(facts);
    read = List.copyOf(read);
  }

  /** Without the lines of other hosts, where this host's own can be told from them. */
  LogFacts ofHost(Set<String> seen, HostNames names) {
    if (!names.isAmong(seen)) {
      return this;
    }
    List<LogFact> own = new ArrayList<>();
    for (LogFact fact : facts) {
      if (names.isOwn(fact.host())) {
        own.add(fact);
      }
    }
    return new LogFacts(own, problem, read);
  }

  /** With these crashes in place of its own; in the order of time. */
  LogFacts withCrashes(List<LogFact> crashes) {
    List<LogFact> all = new ArrayList<>(crashes);
    for (LogFact fact : facts) {
      if (fact.kind() != Kind.CRASHED) {
        all.add(fact);
      }
    }
    all.sort((a, b) -> Long.compare(a.millis(), b.millis()));
    return new LogFacts(all, problem, read);
  }

  List<LogFact> crashes() {
    List<LogFact> crashes = new ArrayList<>();
    for (LogFact fact : facts) {
      if (fact.kind() == Kind.CRASHED) {
        crashes.add(fact);
      }
    }
    return crashes;
  }

  /** When a daemon started, at or after a time. */
  List<Long> starts(Daemon daemon, long fromMillis) {
    List<Long> starts = new ArrayList<>();
    for (LogFact fact : facts) {
      if (fact.kind() == Kind.DAEMON_STARTED
          && fact.daemon() == daemon
          && fact.millis() >= fromMillis) {
        starts.add(fact.millis());
      }
    }
    return starts;
  }

  /** The last thing that a daemon wrote of its own life. */
  Optional<LogFact> last(Daemon daemon) {
    for (int i = facts.size() - 1; i >= 0; i--) {
      if (facts.get(i).daemon() == daemon) {
        return Optional.of(facts.get(i));
      }
    }
    return Optional.empty();
  }
}
