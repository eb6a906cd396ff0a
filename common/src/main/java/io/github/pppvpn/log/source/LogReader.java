package io.github.pppvpn.log.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Decides what of a log is to be read.
 *
 * <p>All files needed are opened before the first line is given, and the folder is looked at once
 * more: if a rotation came between, all is done again. What is then read is the log of one moment,
 * whatever is renamed, compressed or removed meanwhile.
 */
public final class LogReader {
  private static final int ATTEMPTS = 5;

  private final LogSet set;
  private final LineTimes times;
  private final Runnable afterOpening;

  /**
   * @param times reads the lines' time stamps
   */
  public LogReader(LogSet set, LineTimes times) {
    this(set, times, () -> {});
  }

  /**
   * @param afterOpening called between the opening of the files and the second look at the folder
   */
  LogReader(LogSet set, LineTimes times, Runnable afterOpening) {
    this.set = set;
    this.times = times;
    this.afterOpening = afterOpening;
  }

  /**
   * What is to be read of a snapshot.
   *
   * @param lastMillis the time reached before it, {@link LineTimes#NONE} for none
   */
  record Plan(List<Stretch> stretches, List<SourceNote> notes, long lastMillis) {}

  private interface Planner {
    Plan plan(Snapshot snapshot) throws IOException;
  }

  /** Every line there is, the oldest file's first. */
  public LogReading everything(Tail tail) throws LogSourceException {
    return open(snapshot -> planEverything(snapshot, tail), Long.MAX_VALUE);
  }

  /**
   * Every line whose time is at or after {@code fromMillis}, and some before: the caller looks at
   * the lines' times.
   *
   * <p>A file without time stamps is read in full if it was written to since. A compressed file
   * must be inflated from its start; one last written to before {@code fromMillis} is not opened.
   *
   * @param fromMillis milliseconds since 1970
   * @param untilMillis behind which reading may stop; {@link Long#MAX_VALUE} for never
   * @param slackMillis how much the lines may be out of order
   */
  public LogReading window(long fromMillis, long untilMillis, long slackMillis, Tail tail)
      throws LogSourceException {
    long start = fromMillis - slackMillis;
    long stop =
        untilMillis > Long.MAX_VALUE - slackMillis ? untilMillis : untilMillis + slackMillis;
    return open(snapshot -> planWindow(snapshot, start, tail), stop);
  }

  /**
   * Nothing but the log's end, to start from another time; a log whose only file is compressed is
   * given in full.
   */
  public LogReading end() throws LogSourceException {
    return open(this::planEnd, Long.MAX_VALUE);
  }

  /**
   * Every line behind {@code counted}, each once, and before them those behind {@code context},
   * which {@link LogReading#counted} tells apart. Whole lines only.
   *
   * @param counted what an earlier reading's {@link LogReading#reached} gave
   * @param context an earlier place, from which on lines are wanted once more
   */
  public LogReading resume(LogPosition counted, Optional<LogPosition> context)
      throws LogSourceException {
    return open(snapshot -> planResume(snapshot, counted, context), Long.MAX_VALUE);
  }

  private LogReading open(Planner planner, long stopMillis) throws LogSourceException {
    try {
      for (int attempt = 1; ; attempt++) {
        Snapshot snapshot = new Snapshot(set);
        boolean kept = false;
        try {
          Plan plan = planner.plan(snapshot);
          afterOpening.run();
          if (attempt == ATTEMPTS || snapshot.stillTrue()) {
            kept = true;
            return new LogReading(this, snapshot, plan, stopMillis);
          }
        } catch (FileNotFoundException | NoSuchFileException e) {
          if (attempt == ATTEMPTS) {
            throw new LogSourceException(
                set.current() + " cannot be read: its files change faster than they can be opened");
          }
        } finally {
          if (!kept) {
            snapshot.close();
          }
        }
      }
    } catch (LogSourceException e) {
      throw e;
    } catch (IOException e) {
      throw FileAccess.failed(set.current(), e);
    }
  }

  LineTimes times() {
    return times;
  }

  LogSet set() {
    return set;
  }

  private Plan planEverything(Snapshot snapshot, Tail tail) throws IOException {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < snapshot.size(); i++) {
      refuseForeign(snapshot, i);
      if (!snapshot.copied(i)) {
        stretches.add(stretch(snapshot, i, 0, tail));
      }
    }
    List<SourceNote> notes = new ArrayList<>();
    set.hiddenFolder().ifPresent(notes::add);
    return new Plan(stretches, notes, LineTimes.NONE);
  }

  private Plan planEnd(Snapshot snapshot) throws IOException {
    int live = snapshot.size() - 1;
    refuseForeign(snapshot, live);
    OpenFile file = snapshot.open(live);
    if (file.compressed()) {
      return planEverything(snapshot, Tail.WHOLE_LINES);
    }
    long end = file.endOfWholeLines(0);
    long near = new TimeSearch(file.bytes(), times).near(Math.max(0, end - 4096), end);
    return new Plan(List.of(new Stretch(file, live, end, end, false, false)), List.of(), near);
  }

  private Plan planWindow(Snapshot snapshot, long start, Tail tail) throws IOException {
    List<Stretch> stretches = new ArrayList<>();
    List<SourceNote> notes = new ArrayList<>();
    boolean complete = false;
    int live = snapshot.size() - 1;
    for (int i = live; i >= 0; i--) {
      LogFile file = snapshot.file(i);
      if (i < live && file.modifiedMillis() < start) {
        complete = true;
        continue;
      }
      refuseForeign(snapshot, i);
      if (snapshot.copied(i)) {
        continue;
      }
      OpenFile open = snapshot.open(i);
      TimeSearch search = new TimeSearch(open.bytes(), times);
      if (open.compressed()) {
        stretches.add(stretch(snapshot, i, 0, tail));
        if (startsBefore(search, start)) {
          complete = true;
          break;
        }
        continue;
      }
      long length = open.bytes().length();
      TimeSearch.Found found = search.find(length, start);
      if (!found.stamped() && length > 0) {
        if (file.modifiedMillis() < start) {
          stretches.add(new Stretch(open, i, length, length, false, false));
          continue;
        }
        notes.add(
            new SourceNote(
                SourceNote.Kind.UNSTAMPED,
                file.path() + ": its lines bear no time stamp that can be read"));
      }
      stretches.add(stretch(snapshot, i, found.offset(), tail));
      if (found.earlier()) {
        complete = true;
        break;
      }
    }
    if (!complete) {
      set.hiddenFolder().ifPresent(notes::add);
    }
    Collections.reverse(stretches);
    return new Plan(stretches, notes, LineTimes.NONE);
  }

  private static boolean startsBefore(TimeSearch search, long start) {
    try {
      long first = search.near(0, Long.MAX_VALUE);
      return first != LineTimes.NONE && first < start;
    } catch (IOException e) {
      return false; // damaged; said when it is read
    }
  }

  Plan planResume(Snapshot snapshot, LogPosition counted, Optional<LogPosition> context)
      throws IOException {
    PlaceFinder finder = new PlaceFinder(snapshot, times);
    ReadingStarts fresh = finder.find(counted);
    List<SourceNote> notes = new ArrayList<>();
    if (fresh.lost()) {
      notes.add(lost(snapshot, fresh));
      set.hiddenFolder().ifPresent(notes::add);
    }
    ReadingStarts again = null;
    int first = fresh.first();
    if (context.isPresent()) {
      ReadingStarts places = finder.find(context.get());
      if (!places.lost()) {
        again = places;
        first = Math.min(first, places.first());
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    for (int i = Math.min(first, snapshot.size() - 1); i < snapshot.size(); i++) {
      if (snapshot.foreign(i)) {
        if (fresh.of(i) != ReadingStarts.NOTHING || i > fresh.first()) {
          notes.add(
              new SourceNote(
                  SourceNote.Kind.LOST,
                  snapshot.file(i).path()
                      + " was not read, since there is no "
                      + snapshot.file(i).rotation().compression().program()
                      + " on this machine to unpack it: events may be missing"));
        }
        continue;
      }
      long start = fresh.of(i);
      boolean copied = start <= 0 && snapshot.copied(i);
      if (copied) {
        continue;
      }
      OpenFile file = snapshot.open(i);
      if (start == ReadingStarts.NOTHING && (again == null || file.compressed())) {
        if (i < snapshot.size() - 1) {
          continue;
        }
        start = file.compressed() ? 0 : file.bytes().length();
      } else if (start == ReadingStarts.NOTHING) {
        start = file.bytes().length();
      }
      if (again != null && again.of(i) != ReadingStarts.NOTHING && again.of(i) < start) {
        stretches.add(new Stretch(file, i, again.of(i), start, false, true));
      }
      stretches.add(stretch(snapshot, i, start, Tail.WHOLE_LINES));
    }
    return new Plan(stretches, notes, counted.lastMillis());
  }

  private SourceNote lost(Snapshot snapshot, ReadingStarts places) {
    StringBuilder text = new StringBuilder();
    text.append(set.current()).append(": the place that the last run reached is in none of its ");
    text.append(snapshot.size()).append(snapshot.size() == 1 ? " file" : " files");
    text.append(" any more; lines were rotated or truncated away unread, events may be missing");
    int first = places.first();
    if (first < snapshot.size()) {
      text.append("; reading goes on with ").append(snapshot.file(first).path());
    }
    return new SourceNote(SourceNote.Kind.LOST, text.toString());
  }

  private Stretch stretch(Snapshot snapshot, int index, long start, Tail tail) throws IOException {
    OpenFile file = snapshot.open(index);
    boolean live = index == snapshot.size() - 1;
    if (file.compressed()) {
      return new Stretch(file, index, start, Long.MAX_VALUE, true, false);
    }
    // A renamed file's writer may still be at its last line until it is told to reopen.
    boolean held = tail == Tail.WHOLE_LINES && index >= snapshot.size() - 2;
    long limit = held ? file.endOfWholeLines(start) : file.bytes().length();
    return new Stretch(file, index, start, limit, !live, false);
  }

  private static void refuseForeign(Snapshot snapshot, int index) throws LogSourceException {
    if (!snapshot.foreign(index)) {
      return;
    }
    LogFile file = snapshot.file(index);
    String program = file.rotation().compression().program();
    throw new LogSourceException(
        file.path() + " is needed, but there is no " + program + " on this machine to unpack it",
        "install " + program + ", or ask for a window that the file is not in");
  }
}
