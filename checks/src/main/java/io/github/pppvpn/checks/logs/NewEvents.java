package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.Origin;
import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets through to a sink what this run counts. Events from about the time of the last run wait
 * until it is known which of their lines were counted with another log then.
 */
final class NewEvents {
  private static final int MAX_WAITING = 10_000;

  private final OpenLogs logs;
  private final Consumer<? super LogEvent> sink;
  private final Optional<Doubles> doubles;
  private final long doubtfulUntil;
  private final List<LogEvent> waiting = new ArrayList<>();
  private boolean decided;

  NewEvents(OpenLogs logs, Consumer<? super LogEvent> sink) {
    this.logs = logs;
    this.sink = sink;
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
    sink.accept(event);
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
        sink.accept(event);
      }
    }
    waiting.clear();
  }
}
