package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.event.Origin;
import io.github.pppvpn.log.event.Said;
import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines that are new in one log, though another log had them when it was counted.
 *
 * <p>A daemon's line can stand in two logs (syslog and daemon.log, a file and the journal), of
 * which one was written, or read, a moment later. Merging gives such a line once, from the log that
 * comes first; if that one lagged behind at the last run, the line is new there and was counted all
 * the same. Known are the lines of the stretches that are read again for context; of n equal lines
 * in one log and m in another, the greater number was counted.
 */
final class Doubles {
  /** As far as the times of one line in two logs are apart: files cut off fractions of a second. */
  static final long SAME_MILLIS = 2_000;

  private static final int MAX_SAID = 20_000;
  private static final int MAX_MOMENTS = 64;

  private final int logs;
  private final Map<Said, List<Moment>> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, List<Moment>> eldest) {
          return size() > MAX_SAID;
        }
      };

  /** Lines that are new where they were given from, in their order. */
  private final List<LogLine> fresh = new ArrayList<>();

  /** Where lines of one log are. */
  private record Place(int log, long position) {}

  private static final class Moment {
    private final LogLine line;
    private final int[] counted;
    private int given;

    Moment(LogLine line, int logs) {
      this.line = line;
      this.counted = new int[logs];
    }

    boolean isOf(LogLine other) {
      return Said.mayBeOf(line.host(), line.pid(), other)
          && Math.abs(line.time() - other.time()) <= SAME_MILLIS;
    }

    int most() {
      int most = 0;
      for (int count : counted) {
        most = Math.max(most, count);
      }
      return most;
    }
  }

  /**
   * @param logs how many are read together
   */
  Doubles(int logs) {
    this.logs = logs;
  }

  /** A line of a log's stretch that an earlier run has counted. */
  void counted(LogLine line) {
    if (line.time() != LineParser.NO_TIME) {
      moment(line).counted[line.log()]++;
    }
  }

  /** A line that merging gave, new in its log or not. */
  void given(LogLine line, boolean isNew) {
    if (line.time() == LineParser.NO_TIME) {
      return;
    }
    if (!isNew) {
      moment(line).given++;
    } else if (fresh.size() < MAX_SAID) {
      fresh.add(line);
    }
  }

  private Moment moment(LogLine line) {
    List<Moment> moments = said.computeIfAbsent(Said.by(line), key -> new ArrayList<>(1));
    for (Moment moment : moments) {
      if (moment.isOf(line)) {
        return moment;
      }
    }
    Moment moment = new Moment(line, logs);
    if (moments.size() < MAX_MOMENTS) {
      moments.add(moment);
    }
    return moment;
  }

  /** Those of the new lines that were counted with another log. */
  Set<Object> found() {
    Set<Object> found = new HashSet<>();
    Map<Moment, Integer> taken = new HashMap<>();
    for (LogLine line : fresh) {
      for (Moment moment : said.getOrDefault(Said.by(line), List.of())) {
        int used = taken.getOrDefault(moment, 0);
        if (moment.isOf(line) && moment.most() > moment.given + used) {
          taken.put(moment, used + 1);
          found.add(new Place(line.log(), line.position()));
          break;
        }
      }
    }
    return found;
  }

  static Object place(Origin at) {
    return new Place(at.log(), at.position());
  }
}
