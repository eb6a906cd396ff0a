package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.Origin;
import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through to the tally what this run counts. Events from about the time of the last run wait
 * until it is known which of their lines were counted with another log then.
 */
final class NewEvents {
  private static final int MAX_WAITING = 10_000;

  private final OpenLogs logs;
  private final Tally tally;
  private final Optional<Doubles> doubles;
  private final long doubtfulUntil;
  private final List<LogEvent> waiting = new ArrayList<>();
  private boolean decided;

  NewEvents(OpenLogs logs, Tally tally) {
    this.logs = logs;
    this.tally = tally;
    this.doubles = logs.doubles();
    this.doubtfulUntil = logs.countedUntil() + Doubles.SAME_MILLIS + 1_000;
    this.decided = doubles.isEmpty();
  }

  void line(LogLine line) {
    if (!decided && line.time() <= doubtfulUntil) {
      doubles.orElseThrow().given(line, logs.isNew(line.log(), line.position()));
    }
  }

  void event(LogEvent event) {
    Origin at = event.at();
    if (!logs.counts(at)) {
      return;
    }
    boolean doubtful = at.time() != LineParser.NO_TIME && at.time() <= doubtfulUntil;
    if (!decided && doubtful && waiting.size() < MAX_WAITING) {
      waiting.add(event);
      return;
    }
    if (!decided && !doubtful && at.time() != LineParser.NO_TIME) {
      decide();
    }
    tally.add(event);
  }

  /** All lines were read. */
  void finish() {
    if (!decided) {
      decide();
    }
  }

  private void decide() {
    decided = true;
    if (waiting.isEmpty()) {
      return;
    }
    Set<Object> counted = doubles.orElseThrow().found();
    for (LogEvent event : waiting) {
      if (!counted.contains(Doubles.place(event.at()))) {
        tally.add(event);
      }
    }
    waiting.clear();
  }
}
