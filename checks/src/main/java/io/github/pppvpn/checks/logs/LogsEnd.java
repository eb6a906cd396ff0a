package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.LogReading;
import io.github.pppvpn.plugin.Finding;
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

  private boolean journal;
  private boolean syslog;
  private long last = LineParser.NO_TIME;

  /** The journal was read to its end: its silence is peace, since it was asked for little. */
  public void journal() {
    journal = true;
  }

  /**
   * A log's files were read.
   *
   * @param name of the log
   * @param newest the latest time stamp seen, or {@link LineParser#NO_TIME}
   */
  public void file(String name, long newest, LogReading files) {
    if (LogChoice.isSyslog(name)) {
      syslog = true;
      // Nothing was read of files that were written before the window.
      last = Math.max(last, newest == LineParser.NO_TIME ? files.lastWritten() : newest);
    }
  }

  /**
   * When the log that all programs of the host write to got its last line, milliseconds since 1970;
   * nothing where no such log was read, or the journal was read beside it.
   */
  public OptionalLong lastOfSyslog() {
    return syslog && !journal && last != LineParser.NO_TIME
        ? OptionalLong.of(last)
        : OptionalLong.empty();
  }

  /** Whether syslog was dead rather than quiet at a time, milliseconds since 1970. */
  public static boolean isSilent(OptionalLong lastOfSyslog, long millis) {
    return lastOfSyslog.isPresent() && millis - lastOfSyslog.getAsLong() > SILENT_MILLIS;
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
