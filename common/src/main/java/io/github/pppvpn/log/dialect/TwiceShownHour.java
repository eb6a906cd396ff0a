package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which of two times a stamp means, of the hour that clocks show twice when they are put back
 * at the end of summer time. Only the order of a log's lines says that, whoever wrote them: where
 * time steps back in that hour the clock was put back. So of that hour all lines are looked at.
 *
 * <p>A line with no such step before it is taken for the first time. That is certain if the second
 * one were ahead of now, or if the step comes behind it; what is not certain is kept as a doubt,
 * since a log that was silent for most of an hour shows no step.
 */
final class TwiceShownHour {
  /** Lines of one time may be out of order by so much. */
  private static final long OUT_OF_ORDER = 600_000;

  private static final long CLOCKS_DIFFER = 60_000;

  /** As long as the stamp is at least: lines that begin alike are of one minute. */
  private static final int STAMP = 16;

  private final LineParser stamps;
  private final List<TwoTimes> doubts = new ArrayList<>();

  private byte[] bytes = {};
  private int first;

  /** Lines that start before it have been looked at. */
  private int looked;

  private long before;
  private boolean goesOn;

  private long change = LineParser.NO_TIME;
  private long doubled;
  private long latest;
  private boolean again;

  /** The first of the doubts that a step back would end. */
  private int open;

  /**
   * @param stamps reads lines alone
   */
  TwiceShownHour(LineParser stamps) {
    this.stamps = stamps;
  }

  /**
   * Begins the block that follows the one before.
   *
   * @param stamp the last time stamp before it, or {@link LineParser#NO_TIME}
   */
  void start(byte[] block, int from, long stamp) {
    bytes = block;
    first = from;
    looked = from;
    before = stamp;
    goesOn =
        change != LineParser.NO_TIME
            && stamp >= change - doubled - OUT_OF_ORDER
            && stamp < change + doubled;
  }

  /**
   * The time of the line that starts at {@code line}.
   *
   * @param time one of the two that it may be of
   * @param reader has read it, and knows when the clock was put back
   * @param matters whether it is to be kept if that is not certain
   */
  long timeOf(int line, long time, LineParser reader, boolean matters) {
    if (reader.change() != change) {
      change = reader.change();
      doubled = reader.doubled();
      goesOn = false;
      begin(LineParser.NO_TIME);
    }
    long early = time >= change ? time - doubled : time;
    if (line >= looked) {
      catchUp(line);
      step(early);
      looked = line + 1;
    }
    if (again) {
      return early + doubled;
    }
    if (matters && !isAhead(early)) {
      doubt(early);
    }
    return early;
  }

  /** Whether what follows may end a doubt. */
  boolean isOpen() {
    return doubts.size() > open;
  }

  /** Looks at the rest of the block if that may end a doubt. */
  void end(int to) {
    if (!isOpen()) {
      return;
    }
    int line = looked == first ? first : lineEnd(looked - 1, to) + 1;
    int last = -1;
    while (line < to && isOpen()) {
      int end = lineEnd(line, to);
      if (last < 0 || !beginAlike(last, line, to)) {
        long time = stamps.timeOf(bytes, line, end);
        if (stamps.wasAmbiguous()) {
          step(time >= change ? time - doubled : time);
        } else if (time != LineParser.NO_TIME && time >= change) {
          open = doubts.size();
        }
        last = line;
      }
      line = end + 1;
    }
    looked = to;
  }

  /** What the lines that matter may mean, where it is not certain. */
  List<TwoTimes> doubts() {
    return doubts;
  }

  /** Looks at what stands before a line and was not looked at. */
  private void catchUp(int place) {
    int from = place;
    int stop = Math.max(first, looked);
    boolean found = false;
    while (!found && from > stop) {
      int start = from - 1;
      while (start > first && bytes[start - 1] != '\n') {
        start--;
      }
      if (start < looked) {
        break;
      }
      if (!beginAlike(start, from, place)) {
        long time = stamps.timeOf(bytes, start, from - 1);
        // What is a little earlier than the hour may be out of order within it.
        found =
            !stamps.wasAmbiguous()
                && time != LineParser.NO_TIME
                && (time >= change || time < change - doubled - OUT_OF_ORDER);
        if (found) {
          begin(time);
          break;
        }
      }
      from = start;
    }
    if (!found && from == first && !goesOn) {
      begin(before);
    }
    goesOn = true;
    int last = -1;
    for (int line = from; line < place; ) {
      int end = lineEnd(line, place);
      if (last < 0 || !beginAlike(last, line, place)) {
        long time = stamps.timeOf(bytes, line, end);
        if (stamps.wasAmbiguous()) {
          step(time >= change ? time - doubled : time);
        }
        last = line;
      }
      line = end + 1;
    }
  }

  /** Begins the hour behind a line of that time. */
  private void begin(long time) {
    again = time != LineParser.NO_TIME && time >= change;
    latest = time;
    open = doubts.size();
  }

  private void step(long early) {
    if (again) {
      return;
    }
    again = early < latest - OUT_OF_ORDER && latest != LineParser.NO_TIME;
    latest = Math.max(latest, early);
    if (again || isAhead(early)) {
      // All before it are of the first time.
      doubts.subList(open, doubts.size()).clear();
    }
  }

  private boolean isAhead(long early) {
    return early + doubled > stamps.reference() + CLOCKS_DIFFER;
  }

  private void doubt(long early) {
    int size = doubts.size();
    if (size == open || doubts.get(size - 1).first() / 1000 != early / 1000) {
      doubts.add(new TwoTimes(early, early + doubled));
    }
  }

  private boolean beginAlike(int one, int other, int to) {
    if (other + STAMP > to) {
      return false;
    }
    for (int i = STAMP - 1; i >= 0; i--) {
      if (bytes[one + i] != bytes[other + i]) {
        return false;
      }
    }
    return true;
  }

  private int lineEnd(int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    return end;
  }
}
