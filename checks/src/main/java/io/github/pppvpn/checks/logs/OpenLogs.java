package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.Headless;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.dialect.ScanHelper;
import io.github.pppvpn.log.dialect.TwoTimes;
import io.github.pppvpn.log.event.Correlator;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.MergedLogs;
import io.github.pppvpn.log.event.Origin;
import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.log.source.JournalFiles;
import io.github.pppvpn.log.source.JournalReading;
import io.github.pppvpn.log.source.LogPosition;
import io.github.pppvpn.log.source.LogReader;
import io.github.pppvpn.log.source.LogReading;
import io.github.pppvpn.log.source.LogSet;
import io.github.pppvpn.log.source.LogSourceException;
import io.github.pppvpn.log.source.SourceNote;
import io.github.pppvpn.log.source.Tail;
import io.github.pppvpn.plugin.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The logs of one run, opened where reading is to begin. */
public final class OpenLogs implements Closeable {
  /** How much the lines of a log may be out of order. */
  private static final long SLACK_MILLIS = 60_000;

  /** What follows the window's end and may still tell of what happened within it. */
  private static final long COMPLETING_MILLIS = Correlator.MAX_HOLD_MILLIS + Correlator.JOIN_MILLIS;

  private final Window window;
  private final Optional<SinceLast> since;
  private final Progress progress;
  private final Supplier<ZoneId> zone;
  private final long now;
  private final ScanHelper helper = new ScanHelper();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Finding> problems = new ArrayList<>();
  private Optional<Doubles> doubles = Optional.empty();
  private List<LogScanner> scanners = List.of();
  private long[] untimed = {};
  private Optional<JournalFiles> journalFiles = Optional.empty();
  private long countedUntil = Long.MIN_VALUE / 2;

  /**
   * One log.
   *
   * @param resumed whether what is new of it is known by its place, not by time
   */
  private record Entry(
      ReadLog log, Optional<LogReading> file, Optional<JournalReading> journal, boolean resumed) {}

  public OpenLogs(
      Window window,
      Optional<SinceLast> since,
      Progress progress,
      Supplier<ZoneId> zone,
      long now) {
    this.window = window;
    this.since = since;
    this.progress = progress;
    this.zone = zone;
    this.now = now;
  }

  private LineParser parser() {
    return new LineParser(Instant.ofEpochMilli(now), zone);
  }

  /**
   * Reads the chosen logs once, all of them.
   *
   * @param journalctl where journalctl may be
   * @param sink told the events that this run counts
   */
  public void tell(
      LogChoice choice,
      Path root,
      List<String> journalctl,
      String user,
      Consumer<? super LogEvent> sink)
      throws IOException {
    for (LogSet set : choice.sets()) {
      open(set);
    }
    if (choice.journal()) {
      openJournal(root, journalctl, user);
    }
    scanners = scanners();
    untimed = new long[scanners.size()];
    MergedLogs merged = new MergedLogs(scanners);
    NewEvents events = new NewEvents(this, sink);
    Correlator correlator = new Correlator(events::event);
    while (merged.advance()) {
      events.line(merged.line());
      correlator.accept(merged.line());
    }
    correlator.finish();
    events.finish();
  }

  /** Opens a log; one that cannot be read is a problem, and the others are read without it. */
  private void open(LogSet set) throws IOException {
    try {
      LogReader reader = new LogReader(set, new StampTimes(parser()));
      Optional<LogPlace> place = since.flatMap(known -> known.log(set.name()));
      LogReading reading;
      if (place.isPresent()) {
        reading = reader.resume(place.get().counted(), place.get().context());
        countedUntil = Math.max(countedUntil, Math.min(now, place.get().counted().lastMillis()));
      } else if (window.isAll()) {
        reading = reader.everything(Tail.AS_IT_STANDS);
      } else {
        Tail tail = since.isPresent() ? Tail.WHOLE_LINES : Tail.AS_IT_STANDS;
        reading = reader.window(start(), stop(), SLACK_MILLIS, tail);
      }
      boolean resumed = place.isPresent();
      add(set.name(), reading, () -> resumed && reading.counted(), Optional.of(reading), resumed);
    } catch (LogSourceException e) {
      progress.check();
      problems.add(Finding.unknown(e.getMessage(), e.nextStep()));
    }
  }

  private void openJournal(Path root, List<String> places, String user) throws IOException {
    try {
      JournalFiles files = JournalFiles.of(root);
      journalFiles = Optional.of(files);
      if (files.none()) {
        problems.add(LogsEnd.journalWithoutFiles());
      }
      Journal journal = Journal.of(root, LogChoice.IDENTIFIERS, places, "", user, progress::isOver);
      Optional<JournalPlace> place = since.flatMap(SinceLast::journal);
      JournalReading reading;
      JournalLines lines;
      if (place.isPresent()) {
        reading = journal.resume(place.get().counted().noLaterThan(window.isAll() ? 0 : start()));
        lines = JournalLines.of(journal, place.get(), reading);
        countedUntil = Math.max(countedUntil, place.get().read());
      } else {
        reading = window.isAll() ? journal.everything() : journal.since(start());
        lines = JournalLines.of(reading);
      }
      boolean resumed = place.isPresent();
      ReadLog log = log(ReadLog.JOURNAL, lines, () -> resumed && lines.counted());
      entries.add(new Entry(log, Optional.empty(), Optional.of(reading), resumed));
    } catch (LogSourceException e) {
      progress.check();
      problems.add(Finding.unknown(e.getMessage(), e.nextStep()));
    }
  }

  private void add(
      String name,
      LogReading reading,
      ReadLog.Counted counted,
      Optional<LogReading> file,
      boolean resumed) {
    entries.add(new Entry(log(name, reading, counted), file, Optional.empty(), resumed));
  }

  private ReadLog log(String name, LineBlocks lines, ReadLog.Counted counted) {
    return new ReadLog(name, lines, counted, parser(), progress, since.isPresent());
  }

  private long start() {
    return window.from() - Correlator.CONTEXT_MILLIS;
  }

  private long stop() {
    return window.endsNow() ? Long.MAX_VALUE : window.until() + COMPLETING_MILLIS;
  }

  /** The lines that matter, of each log; closing those closes the logs. */
  private List<LogScanner> scanners() {
    List<LogScanner> scanners = new ArrayList<>();
    boolean resumed = false;
    for (Entry entry : entries) {
      resumed |= entry.resumed();
    }
    if (resumed && entries.size() > 1) {
      doubles = Optional.of(new Doubles(entries.size()));
    }
    for (int i = 0; i < entries.size(); i++) {
      if (doubles.isPresent()) {
        entries.get(i).log().tellCounted(i, doubles.get()::counted, parser());
      }
      // Lines that were counted before are told when their block is read: not ahead of the others.
      Optional<ScanHelper> mayHelp = doubles.isPresent() ? Optional.empty() : Optional.of(helper);
      scanners.add(new LogScanner(i, entries.get(i).log(), parser(), mayHelp));
    }
    return scanners;
  }

  /** Whether the event that this line makes is one that this run counts. */
  boolean counts(Origin at) {
    Entry entry = entries.get(at.log());
    if (entry.resumed()) {
      return !entry.log().counted(at.position());
    }
    if (at.time() == LineParser.NO_TIME && !window.isAll()) {
      untimed[at.log()]++;
    }
    return window.holds(at.time());
  }

  /** Whether the line there was not yet counted when its log was. */
  boolean isNew(int log, long position) {
    Entry entry = entries.get(log);
    return !entry.resumed() || !entry.log().counted(position);
  }

  /** Where lines that stand in several logs are looked for; nothing where that cannot matter. */
  Optional<Doubles> doubles() {
    return doubles;
  }

  /** The latest time up to which a log had been counted. */
  long countedUntil() {
    return countedUntil;
  }

  public List<ReadLog> logs() {
    List<ReadLog> logs = new ArrayList<>();
    for (Entry entry : entries) {
      logs.add(entry.log());
    }
    return logs;
  }

  /** What could not be read, in whole or in part; complete once all has been read. */
  public List<Finding> problems() {
    List<Finding> all = new ArrayList<>(problems);
    for (Entry entry : entries) {
      entry.log().failure().ifPresent(e -> all.add(unread(entry, e)));
      List<SourceNote> notes =
          entry.file().isPresent()
              ? entry.file().get().notes()
              : entry.journal().orElseThrow().notes();
      for (SourceNote note : notes) {
        all.add(problem(entry, note));
      }
    }
    return all;
  }

  /**
   * What may have happened in the window and is counted nowhere, since the lines do not say when,
   * or not whose they are; complete once all has been read.
   *
   * @param time writes a time for people to read
   */
  public List<Finding> uncounted(LongFunction<String> time) {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < scanners.size(); i++) {
      Entry entry = entries.get(i);
      // Of a log without any time stamp that is said as a whole. What stands before a line from
      // before the window is not of the window.
      if (untimed[i] > 0 && !isUnstamped(entry) && !endsBefore(entry.log().first())) {
        all.add(
            Finding.unknown(
                entry.log().name()
                    + ": its first lines bear no time stamp, so "
                    + (untimed[i] == 1 ? "an event" : untimed[i] + " events")
                    + " may be of this time or not",
                "Count them with --window all, or with --since-last KEY."));
      }
      Optional<Headless> headless = scanners.get(i).headless();
      if (headless.isPresent() && mayBeNew(entry, headless.get())) {
        all.add(headless(entry.log().name(), headless.get(), time));
      }
      if (!entry.resumed()) {
        addTwice(entry.log().name(), scanners.get(i).doubts(), time, all);
      }
    }
    return all;
  }

  private void addTwice(
      String log, List<TwoTimes> doubts, LongFunction<String> time, List<Finding> all) {
    long last = LineParser.NO_TIME;
    for (TwoTimes doubt : doubts) {
      if (window.holds(doubt.first()) != window.holds(doubt.second())) {
        last = doubt.first();
      }
    }
    if (last != LineParser.NO_TIME) {
      all.add(
          Finding.unknown(
              log
                  + ": lines are of the hour that the clocks showed twice, the last of "
                  + time.apply(last)
                  + ", and no other line tells whether they are of this time",
              "Let syslog write the zone, too (rsyslog: the template RSYSLOG_FileFormat), or read"
                  + " the journal (--journal)."));
    }
  }

  private static Finding headless(String log, Headless line, LongFunction<String> time) {
    long when = line.time();
    String last = when == LineParser.NO_TIME ? "" : ", the last of about " + time.apply(when);
    return switch (line.header()) {
      case ANOTHERS ->
          Finding.unknown(
              log
                  + ": lines read like failed logins of pppd behind another's header, as a relay"
                  + " may write them, and are not counted"
                  + last,
              "Have the relay write what it gets with the sender's own header; if a program of this"
                  + " host writes such lines, give it another file.");
      case UNKNOWN ->
          Finding.unknown(
              log
                  + ": lines read like failed logins of pppd behind a time in a form that is not"
                  + " known, and are not counted"
                  + last,
              "Let syslog write one of its usual forms (rsyslog: the template"
                  + " RSYSLOG_TraditionalFileFormat or RSYSLOG_FileFormat), or read the journal"
                  + " (--journal).");
      case NONE ->
          Finding.unknown(
              log
                  + ": lines without a header read like failed logins, as of pppd's own logfile,"
                  + " and are not counted"
                  + last,
              "Give pppd's option logfile a file of its own, and what else writes there another;"
                  + " syslog's file has all that pppd says, too.");
    };
  }

  private boolean endsBefore(long time) {
    return time != LineParser.NO_TIME && time <= window.from();
  }

  private boolean mayBeNew(Entry entry, Headless line) {
    return entry.resumed()
        ? !entry.log().counted(line.position())
        : window.isAll() || !endsBefore(line.time());
  }

  /**
   * The latest of the logs that all programs of the host write to; nothing where no such log was
   * read, or it is not known when it was written.
   */
  public Optional<LogsEnd.Last> last() {
    LogsEnd end = new LogsEnd();
    for (Entry entry : entries) {
      boolean wasRead = entry.log().failure().isEmpty() && !hasNoJournalFile();
      if (entry.journal().isPresent() && wasRead) {
        end.journal(journalFiles.orElseThrow().lastWritten());
      }
      if (entry.file().isPresent()) {
        end.file(entry.log().name(), entry.log().last(), entry.file().get());
      }
    }
    return end.last();
  }

  /** Whether there is no log of which anything can be counted: zeros would be no measurement. */
  public boolean nothingCounts() {
    for (Entry entry : entries) {
      if (!isUseless(entry)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasNoJournalFile() {
    return journalFiles.isPresent() && journalFiles.get().none();
  }

  private boolean isEmpty(Entry entry) {
    return entry.log().bytesRead() == 0
        && (entry.file().isPresent() ? entry.file().get().isEmpty() : hasNoJournalFile());
  }

  /** The files in which nothing stands, which is no sign of peace. */
  public List<Finding> empty() {
    List<Finding> empty = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.file().isPresent() && isEmpty(entry)) {
        empty.add(LogsEnd.empty(entry.log().name()));
      }
    }
    return empty;
  }

  private boolean isUseless(Entry entry) {
    if (entry.log().failure().isPresent() && entry.log().bytesRead() == 0) {
      return true;
    }
    // With a key even such a log gets its place, from which the next run counts.
    if (isEmpty(entry) && since.isEmpty()) {
      return true;
    }
    return since.isEmpty() && isUnstamped(entry);
  }

  private static boolean isUnstamped(Entry entry) {
    if (entry.file().isPresent()) {
      for (SourceNote note : entry.file().get().notes()) {
        if (note.kind() == SourceNote.Kind.UNSTAMPED) {
          return true;
        }
      }
    }
    return false;
  }

  private static Finding unread(Entry entry, IOException e) {
    String sentence = e.getMessage() == null ? e.toString() : e.getMessage();
    return e instanceof LogSourceException known
        ? Finding.unknown(sentence, known.nextStep())
        : Finding.unknown(entry.log().name() + " could be read in part only: " + sentence, "");
  }

  private Finding problem(Entry entry, SourceNote note) {
    boolean untold = note.kind() == SourceNote.Kind.UNSTAMPED && !entry.resumed();
    return untold
        ? Finding.unknown(
            note.text() + ", so nothing in it can be counted by time",
            "Count it with --window all, or with --since-last KEY.")
        : Finding.unknown(note.text(), "");
  }

  /**
   * Tells the places up to which everything is counted now.
   *
   * @throws IOException if that of a log cannot be told: then nothing may be acknowledged
   */
  public void keepPlaces(SinceLast places) throws IOException {
    long newest = Long.MIN_VALUE;
    for (Entry entry : entries) {
      newest = Math.max(newest, entry.log().last());
    }
    long contextFrom = Math.min(newest, now) - Correlator.CONTEXT_MILLIS;
    for (Entry entry : entries) {
      if (entry.file().isPresent()) {
        LogReading reading = entry.file().get();
        Optional<Long> begin = entry.log().placeBefore(contextFrom);
        Optional<LogPosition> context = Optional.empty();
        if (begin.isPresent()) {
          context = Optional.of(reading.positionAt(begin.get()));
        }
        places.reached(entry.log().name(), new LogPlace(reading.reached(), context, now));
      } else {
        places.reached(new JournalPlace(entry.journal().orElseThrow().reached(), now));
      }
    }
  }

  @Override
  public void close() throws IOException {
    helper.close();
    for (Entry entry : entries) {
      entry.log().close();
    }
  }
}
