package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.source.LogFinder;
import io.github.pppvpn.log.source.LogSet;
import io.github.pppvpn.log.source.LogSourceException;
import io.github.pppvpn.log.source.Unpackers;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Finding;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Which logs are read.
 *
 * @param sets the log files
 * @param journal whether the journal is read
 * @param journalIsSpare whether it is read only because the files may have ended; it then may be
 *     unreadable where these are not old
 * @param problems the logs that cannot be read
 */
public record LogChoice(
    List<LogSet> sets, boolean journal, boolean journalIsSpare, List<Finding> problems) {

  /** Where syslog daemons put what daemons say, by distribution and configuration. */
  private static final List<String> SYSLOG =
      List.of("/var/log/syslog", "/var/log/messages", "/var/log/daemon.log");

  /** As the daemons name themselves to syslog. */
  public static final List<String> IDENTIFIERS =
      List.of(
          "pppd",
          "pptpd",
          "pptpctrl",
          "xl2tpd",
          "accel-pppd",
          "accel-ppp",
          "accel-l2tp",
          "accel-pptp",
          "accel-sstp",
          "accel-pppoe",
          "accel-ipoe",
          "freeradius",
          "radiusd",
          "charon",
          "charon-systemd",
          "ipsec",
          "pluto",
          "vpnserver");

  private static final List<String> JOURNALS = List.of("var/log/journal", "run/log/journal");

  /** A syslog file in which nothing was written for so long has probably come to its end. */
  private static final long QUIET_MILLIS = 3_600_000;

  /**
   * Whether it is the log that all programs of a host write to, so that silence there is no sign of
   * peace.
   */
  public static boolean isSyslog(String log) {
    for (String name : SYSLOG) {
      if (log.endsWith(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the host has: its syslog files and, of {@code others}, those that are there. */
  public static LogChoice ofHost(
      List<String> others, Path root, String user, long from, long now, BooleanSupplier expired) {
    List<String> candidates = new ArrayList<>(SYSLOG);
    candidates.addAll(others);
    return of(candidates, true, false, root, user, from, now, expired);
  }

  /** What was asked for: names and globs of files, and the journal or not. */
  public static LogChoice named(
      List<String> names,
      boolean journal,
      Path root,
      String user,
      long from,
      long now,
      BooleanSupplier expired) {
    return of(names, false, journal, root, user, from, now, expired);
  }

  /**
   * Chooses.
   *
   * @param byDefault whether candidates may be missing, and the journal stands in for them
   * @param from where the window starts, milliseconds since 1970
   * @param expired whether time is up
   */
  private static LogChoice of(
      List<String> candidates,
      boolean byDefault,
      boolean journalWanted,
      Path root,
      String user,
      long from,
      long now,
      BooleanSupplier expired) {
    List<Finding> problems = new ArrayList<>();
    List<String> names = new ArrayList<>();
    LogFinder finder = new LogFinder(root, user, Unpackers.ofThisMachine(expired));
    for (String name : candidates) {
      if (byDefault && isMissing(root, name) && finder.archive(name).isEmpty()) {
        continue;
      }
      try {
        finder.find(List.of(name));
        names.add(name);
      } catch (LogSourceException e) {
        if (!byDefault || !isAbsence(e)) {
          problems.add(Finding.unknown(e.getMessage(), e.nextStep()));
        }
      }
    }
    List<LogSet> sets = sets(finder, names, problems);
    boolean journal = journalWanted;
    boolean spare = false;
    if (byDefault) {
      long written = lastWritten(root, names);
      journal = written < Math.max(from, now - 86_400_000) && hasJournal(root);
      spare = journal && written >= now - QUIET_MILLIS;
      journal |= written < from && hasJournal(root);
      spare &= journal;
    }
    return new LogChoice(sets, journal, spare, problems);
  }

  /**
   * Whether there is no syslog that lives, and no journal. Only then pppd's own logfile is worth
   * reading: beside syslog, its lines without time stamps would count everything twice.
   */
  public static boolean isSilent(Path root, long now) {
    return lastWritten(root, SYSLOG) < now - 86_400_000 && !hasJournal(root);
  }

  /** Another log whose name begins alike had made it seem to be there. */
  private static boolean isAbsence(LogSourceException e) {
    return e.getMessage().endsWith(" does not exist") || e.getMessage().startsWith("no log file");
  }

  private static List<LogSet> sets(LogFinder finder, List<String> names, List<Finding> problems) {
    try {
      return finder.find(names);
    } catch (LogSourceException e) {
      problems.add(Finding.unknown(e.getMessage(), e.nextStep()));
      return List.of();
    }
  }

  /** Whether there is nothing to read. */
  public boolean isEmpty() {
    return sets.isEmpty() && !journal;
  }

  /** Whether it is a problem of the journal, which is spare as long as syslog writes files. */
  public boolean canDoWithout(Finding problem) {
    return journalIsSpare && !sets.isEmpty() && problem.text().startsWith("the journal");
  }

  /** What is said where no log below {@code root} can be read, for these problems. */
  public static CannotCheckException nothing(List<Finding> problems, Path root) {
    if (problems.isEmpty()) {
      return new CannotCheckException(
          "no log was found below "
              + root
              + ": neither a syslog file nor a daemon's own nor a"
              + " journal",
          "Name the log with --log FILE.");
    }
    StringBuilder sentence = new StringBuilder();
    for (Finding problem : problems) {
      sentence.append(sentence.length() == 0 ? "" : "; ").append(problem.text());
    }
    return new CannotCheckException(sentence.toString(), problems.get(0).nextStep());
  }

  /**
   * Whether neither it nor a rotation of it is there, for certain: what may not be looked at is not
   * missing, and between logrotate's renaming and the daemon's reopening only rotations are there.
   */
  private static boolean isMissing(Path root, String name) {
    Path path = root.resolve(name.substring(1));
    Path folder = path.getParent();
    if (folder == null || Files.notExists(folder)) {
      return true;
    }
    if (name.indexOf('*') < 0 && !Files.notExists(path)) {
      return false;
    }
    String start = beginning(path.getFileName().toString());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (entry.getFileName().toString().startsWith(start)) {
          return false;
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException e) {
      return Files.notExists(path) && name.indexOf('*') < 0;
    }
  }

  /** What the names of its rotations begin with too: logrotate may number before the extension. */
  private static String beginning(String base) {
    int star = base.indexOf('*');
    int end = star < 0 ? base.lastIndexOf('.') : star;
    return end > 0 ? base.substring(0, end) : base;
  }

  /** When a syslog file was last written, milliseconds since 1970. */
  private static long lastWritten(Path root, List<String> names) {
    long last = Long.MIN_VALUE;
    for (String name : names) {
      if (SYSLOG.contains(name)) {
        last = Math.max(last, root.resolve(name.substring(1)).toFile().lastModified());
      }
    }
    return last;
  }

  static boolean hasJournal(Path root) {
    for (String folder : JOURNALS) {
      if (!Files.notExists(root.resolve(folder))) {
        return true;
      }
    }
    return false;
  }
}
