package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which lines of several logs are the same line: the same process said the same within two
 * seconds (files cut off fractions of a second, the journal does not). A process can say the same
 * thing several times: of n such lines in one log and m in another, the greater number counts.
 */
final class SeenLines {
  private static final long SAME_MILLIS = 2_000;
  private static final int MAX_LINES = 20_000;
  private static final int MAX_SPEAKERS = 64;

  private final int logs;
  private final Bounded<Said, List<Speaker>> said = new Bounded<>(MAX_LINES);

  SeenLines(int logs) {
    this.logs = logs;
  }

  /** Whether the line was not yet given by another log. */
  boolean isNew(int log, LogLine line, long time) {
    if (time == LineParser.NO_TIME) {
      return true;
    }
    List<Speaker> speakers = said.computeIfAbsent(Said.by(line), key -> new ArrayList<>(1));
    speakers.removeIf(speaker -> time - speaker.last > SAME_MILLIS);
    for (Speaker speaker : speakers) {
      if (Said.mayBeOf(speaker.host, speaker.pid, line)) {
        speaker.last = Math.max(speaker.last, time);
        speaker.counts[log]++;
        if (speaker.counts[log] <= speaker.given) {
          return false;
        }
        speaker.given++;
        return true;
      }
    }
    if (speakers.size() < MAX_SPEAKERS) {
      Speaker speaker = new Speaker(line, new int[logs]);
      speaker.last = time;
      speaker.counts[log] = 1;
      speakers.add(speaker);
    }
    return true;
  }

  private static final class Speaker {
    private final String host;
    private final int pid;
    private final int[] counts;
    private int given = 1;
    private long last;

    Speaker(LogLine line, int[] counts) {
      this.host = line.host();
      this.pid = line.pid();
      this.counts = counts;
    }
  }
}
