package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.LogReading;
import io.github.pppvpn.plugin.Finding;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the logs of a run end. One that nobody writes any more, and one whose lines are ahead of
 * the clock, hold nothing of what happens now, which must not read like peace: this is the rule of
 * all commands that count in logs.
 */
public final class LogsEnd {
  /**
   * So long no syslog of a living host is silent: cron, timers and logrotate leave lines in it each
   * hour, at the least each day.
   */
  private static final long SILENT_MILLIS = 86_400_000;

  private static final long CLOCKS_DIFFER_MILLIS = 60_000;

  private boolean living;
  private boolean known;
  private boolean ofJournal;
  private long last = LineParser.NO_TIME;

  /**
   * The latest that is known of the logs that all programs of the host write to.
   *
   * @param millis when it was written, milliseconds since 1970
   * @param ofJournal whether it is the journal's, not syslog's
   */
  public record Last(long millis, boolean ofJournal) {
    /** What is of that time. */
    public String what() {
      return ofJournal ? "the journal's newest entry" : "syslog's newest line";
    }

    /**
     * Where to look.
     *
     * @param journal what else logs may go to
     */
    public String nextStep(String journal) {
      return ofJournal
          ? "See systemctl status systemd-journald; df -h /var/log /run/log; and whether the host's"
              + " own journal lies elsewhere."
          : "See systemctl status rsyslog; df -h /var/log; and whether logs now go to "
              + journal
              + ". Where nothing is logged for a day by right, let rsyslog write marks (its module"
              + " immark).";
    }

    /** Whether they were dead rather than quiet at a time, milliseconds since 1970. */
    public boolean isSilentAt(long now) {
      return now - millis > SILENT_MILLIS;
    }
  }

  /**
   * The journal was read to its end. That nothing came of it is peace as long as it lives, since it
   * was asked for little.
   *
   * @param written when its files were last written; nothing if that is not known
   */
  public void journal(OptionalLong written) {
    living |= written.isEmpty();
    if (written.isPresent()) {
      known = true;
      if (written.getAsLong() > last) {
        last = written.getAsLong();
        ofJournal = true;
      }
    }
  }

  /**
   * A log's files were read.
   *
   * @param name of the log
   * @param newest the latest time stamp seen, or {@link LineParser#NO_TIME}
   */
  public void file(String name, long newest, LogReading files) {
    if (LogChoice.isSyslog(name)) {
      known = true;
      // Nothing was read of files that were written before the window.
      long written = newest == LineParser.NO_TIME ? files.lastWritten() : newest;
      if (written > last) {
        last = written;
        ofJournal = false;
      }
    }
  }

  /** The latest of them; nothing where no such log was read, or it lives for all that is known. */
  public Optional<Last> last() {
    return known && !living && last != LineParser.NO_TIME
        ? Optional.of(new Last(last, ofJournal))
        : Optional.empty();
  }

  /** Whether a log's newest line is ahead of the clock: what happens now is in no window then. */
  public static boolean isAhead(long newest, long now) {
    return newest != LineParser.NO_TIME && newest > now + CLOCKS_DIFFER_MILLIS;
  }

  /** What is said of a log in whose files nothing stands, which is no sign of peace. */
  public static Finding empty(String name) {
    return Finding.unknown(
        name + " is empty, as are all rotations of it",
        "See whether anything writes it: systemctl status rsyslog; df -h /var/log.");
  }

  /** What is said of a journal without files. */
  public static Finding journalWithoutFiles() {
    return Finding.unknown("the journal has no files", "See systemctl status systemd-journald.");
  }
}
