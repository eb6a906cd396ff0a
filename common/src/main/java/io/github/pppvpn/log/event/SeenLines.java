package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
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
    List<Speaker> speakers =
        said.computeIfAbsent(
            new Said(line.daemon(), pppd(line), line.message(), line.repeats()),
            key -> new ArrayList<>(1));
    speakers.removeIf(speaker -> time - speaker.last > SAME_MILLIS);
    for (Speaker speaker : speakers) {
      if (speaker.is(line)) {
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

  /** Which pppd says it, each being a process of its own; nothing of a daemon's line. */
  private static int pppd(LogLine line) {
    return line.daemon() == Daemon.PPPD ? line.pid() : -1;
  }

  private static final class Said {
    private final Daemon daemon;
    private final int pppd;
    private final Message message;
    private final int repeats;

    Said(Daemon daemon, int pppd, Message message, int repeats) {
      this.daemon = daemon;
      this.pppd = pppd;
      this.message = message;
      this.repeats = repeats;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Said that
          && daemon == that.daemon
          && pppd == that.pppd
          && repeats == that.repeats
          && message.equals(that.message);
    }

    @Override
    public int hashCode() {
      return (message.hashCode() * 31 + repeats) * 31 + pppd;
    }
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

    /** A daemon's own file names neither host nor pid. */
    boolean is(LogLine line) {
      boolean sameHost = host.isEmpty() || line.host().isEmpty() || host.equals(line.host());
      boolean samePid = pid == line.pid() || pid < 0 || line.pid() < 0;
      return sameHost && samePid;
    }
  }
}
