package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.source.JournalPosition;
import io.github.pppvpn.log.source.LogPosition;
import io.github.pppvpn.log.source.MalformedPositionException;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StoredState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What successive runs with the same key know of each other: the place up to which each log was
 * counted.
 *
 * <p>A log that is not read this time (gone, not asked for, not readable) keeps its place for
 * {@link #KEPT_MILLIS}, so that nothing of it is lost or counted twice if it comes back. A log
 * without a place is counted from the time of the last run on.
 */
public final class SinceLast {
  static final long KEPT_MILLIS = 30L * 86_400_000;

  private static final int MAX_LOGS = 500;
  private static final String LOG = "log";
  private static final String COUNTED = "counted";
  private static final String CONTEXT = "context";
  private static final String READ = "read";
  private static final String JOURNAL = "journal";
  private static final String TOTAL = "total";

  private final Map<String, LogPlace> logs = new LinkedHashMap<>();
  private Optional<JournalPlace> journal = Optional.empty();
  private final Map<String, Long> totals = new LinkedHashMap<>();
  private final boolean firstRun;
  private final boolean lost;
  private final long lastRun;
  private final List<Finding> problems = new ArrayList<>();

  private SinceLast(boolean firstRun, boolean lost, long lastRun) {
    this.firstRun = firstRun;
    this.lost = lost;
    this.lastRun = lastRun;
  }

  /**
   * What earlier runs have kept. Places are found again by what stands around them, so they hold
   * whatever the clock was when they were kept.
   */
  public static SinceLast of(StoredState stored, long now) {
    if (stored.content().isEmpty()) {
      SinceLast none = new SinceLast(true, !stored.first(), 0);
      // Anything else than the first run means that a place was lost.
      if (!stored.first()) {
        none.problems.add(
            Finding.unknown(
                stored.reason()
                    + "; this run counts the window, so events may be missing or counted again",
                "It is written anew by this run; see who else writes in its folder."));
      }
      return none;
    }
    StateContent content = stored.content().get();
    SinceLast since = new SinceLast(false, false, content.writtenMillis());
    since.read(content, now);
    return since;
  }

  private void read(StateContent content, long now) {
    String log = "";
    Optional<LogPosition> context = Optional.empty();
    long read = Math.min(now, lastRun);
    for (StateContent.Value value : content.values()) {
      try {
        switch (value.name()) {
          case LOG -> {
            log = value.text();
            context = Optional.empty();
          }
          case READ -> read = Math.min(now, Long.parseLong(value.text()));
          case CONTEXT -> context = Optional.of(LogPosition.parse(value.text()));
          case COUNTED ->
              logs.put(log, new LogPlace(LogPosition.parse(value.text()), context, read));
          case JOURNAL ->
              journal = Optional.of(new JournalPlace(JournalPosition.parse(value.text()), read));
          case TOTAL -> readTotal(value.text());
          default -> {}
        }
      } catch (MalformedPositionException | NumberFormatException e) {
        problems.add(
            Finding.unknown(
                "the place kept for "
                    + (log.isEmpty() ? "the journal" : log)
                    + " cannot be used ("
                    + e.getMessage()
                    + "); it is counted from the last run's time on",
                ""));
      }
    }
  }

  /** Whether no run with the key left anything that can be used. */
  public boolean firstRun() {
    return firstRun;
  }

  /** Whether what an earlier run left cannot be used. */
  public boolean isLost() {
    return lost;
  }

  /** When the last run was, milliseconds since 1970; after now if the clock was set back since. */
  public long lastRun() {
    return lastRun;
  }

  public List<Finding> problems() {
    return problems;
  }

  private void readTotal(String text) {
    int blank = Math.max(0, text.indexOf(' '));
    totals.put(text.substring(blank + 1), Math.max(0, Long.parseLong(text.substring(0, blank))));
  }

  /** What all runs with the key have counted, by what; for the caller to add to. */
  public Map<String, Long> totals() {
    return totals;
  }

  Optional<LogPlace> log(String name) {
    return Optional.ofNullable(logs.get(name));
  }

  Optional<JournalPlace> journal() {
    return journal;
  }

  void reached(String name, LogPlace place) {
    logs.put(name, place);
  }

  void reached(JournalPlace place) {
    journal = Optional.of(place);
  }

  /** All places, to be kept. */
  public StateContent content(long now) {
    return new StateContent(now, values(now));
  }

  /** All places, to be kept beside other values. */
  public List<StateContent.Value> values(long now) {
    List<StateContent.Value> values = new ArrayList<>();
    if (journal.isPresent() && isRecent(journal.get().read(), now)) {
      values.add(new StateContent.Value(READ, Long.toString(journal.get().read())));
      values.add(new StateContent.Value(JOURNAL, journal.get().counted().toLine()));
    }
    for (Map.Entry<String, Long> total : totals.entrySet()) {
      values.add(new StateContent.Value(TOTAL, total.getValue() + " " + total.getKey()));
    }
    int kept = 0;
    for (Map.Entry<String, LogPlace> entry : logs.entrySet()) {
      LogPlace place = entry.getValue();
      // What was read now is never dropped: that would count it again.
      if (place.read() != now && (!isRecent(place.read(), now) || kept >= MAX_LOGS)) {
        continue;
      }
      kept++;
      values.add(new StateContent.Value(LOG, entry.getKey()));
      values.add(new StateContent.Value(READ, Long.toString(place.read())));
      if (place.context().isPresent()) {
        values.add(new StateContent.Value(CONTEXT, place.context().get().toLine()));
      }
      values.add(new StateContent.Value(COUNTED, place.counted().toLine()));
    }
    return values;
  }

  private static boolean isRecent(long read, long now) {
    return now - read <= KEPT_MILLIS;
  }
}
