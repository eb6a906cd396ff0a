package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.event.MergedLogs;
import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.log.source.JournalReading;
import io.github.pppvpn.log.source.LogFinder;
import io.github.pppvpn.log.source.LogReader;
import io.github.pppvpn.log.source.LogReading;
import io.github.pppvpn.log.source.LogSet;
import io.github.pppvpn.log.source.LogSourceException;
import io.github.pppvpn.log.source.Tail;
import io.github.pppvpn.log.source.Unpackers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Reads what the host's logs tell of its daemons' lives. */
final class HostLogs {
  /** Where syslog daemons put what daemons say, by distribution and configuration. */
  private static final List<String> SYSLOG =
      List.of("/var/log/syslog", "/var/log/messages", "/var/log/daemon.log");

  /** accel-ppp's own, in which alone it tells of its start. */
  private static final List<String> OTHERS = List.of("/var/log/accel-ppp/accel-ppp.log");

  private static final List<String> JOURNALS = List.of("var/log/journal", "run/log/journal");

  /** As the daemons name themselves to syslog. */
  private static final List<String> IDENTIFIERS =
      List.of(
          "pppd",
          "pptpd",
          "pptpctrl",
          "xl2tpd",
          "accel-pppd",
          "accel-ppp",
          "freeradius",
          "radiusd",
          "charon",
          "charon-systemd",
          "ipsec",
          "pluto",
          "vpnserver");

  private static final long SLACK_MILLIS = 60_000;
  private static final int MOST_FACTS = 20_000;

  private final HostRoot root;
  private final Path folder;
  private final String user;
  private final List<String> journalctl;
  private final BooleanSupplier expired;
  private final long from;
  private final long now;
  private final List<WatchedLog> logs = new ArrayList<>();
  private final List<LogFact> facts = new ArrayList<>();
  private final Set<String> hosts = new HashSet<>();
  private Optional<LogProblem> problem = Optional.empty();

  /**
   * @param folder the same as {@code root}
   * @param user who the command runs as
   * @param journalctl where journalctl may be
   * @param from where the window starts, milliseconds since 1970
   * @param expired whether time is up
   */
  HostLogs(
      HostRoot root,
      Path folder,
      String user,
      List<String> journalctl,
      long from,
      long now,
      BooleanSupplier expired) {
    this.root = root;
    this.folder = folder;
    this.user = user;
    this.journalctl = journalctl;
    this.expired = expired;
    this.from = from;
    this.now = now;
  }

  /** Reads; what cannot be read is a problem of the result, never an exception. */
  LogFacts read() {
    List<String> names = new ArrayList<>();
    long written = Long.MIN_VALUE;
    for (String name : SYSLOG) {
      File file = folder.resolve(name.substring(1)).toFile();
      if (!Files.notExists(file.toPath())) {
        names.add(name);
        written = Math.max(written, file.lastModified());
      }
    }
    for (String name : OTHERS) {
      if (!Files.notExists(folder.resolve(name.substring(1)))) {
        names.add(name);
      }
    }
    try {
      open(names);
      // A syslog file that nothing was written to has come to its end, or nothing happened.
      if (written < from && hasJournal()) {
        openJournal();
      }
      if (logs.isEmpty() && problem.isEmpty()) {
        problem =
            Optional.of(
                new LogProblem("no log was found: neither a syslog file nor a journal", ""));
      }
      scan();
    } catch (IOException e) {
      failed(new LogProblem("the logs cannot be read: " + e.getMessage(), ""));
    }
    List<String> read = new ArrayList<>();
    for (WatchedLog log : logs) {
      read.add(log.name());
      log.problem().ifPresent(this::failed);
    }
    return new LogFacts(facts, problem, read).ofHost(hosts, names());
  }

  private void failed(LogProblem next) {
    problem = problem.isPresent() ? problem : Optional.of(next);
  }

  private void open(List<String> names) {
    LogFinder finder = new LogFinder(folder, user, Unpackers.ofThisMachine(expired));
    for (String name : names) {
      try {
        for (LogSet set : finder.find(List.of(name))) {
          LineParser search = parser();
          LogReading reading =
              new LogReader(set, search::timeOf)
                  .window(from, Long.MAX_VALUE, SLACK_MILLIS, Tail.AS_IT_STANDS);
          logs.add(new WatchedLog(set.name(), reading, reading::notes, expired));
        }
      } catch (LogSourceException e) {
        failed(new LogProblem(e.getMessage(), e.nextStep()));
      }
    }
  }

  private boolean hasJournal() {
    for (String journal : JOURNALS) {
      if (!Files.notExists(folder.resolve(journal))) {
        return true;
      }
    }
    return false;
  }

  private void openJournal() {
    try {
      Journal journal = Journal.of(folder, IDENTIFIERS, journalctl, "", user, expired);
      JournalReading reading = journal.window(from, Long.MAX_VALUE);
      logs.add(new WatchedLog("the journal", reading, reading::notes, expired));
    } catch (LogSourceException e) {
      failed(new LogProblem(e.getMessage(), ""));
    }
  }

  private LineParser parser() {
    ZoneId[] known = new ZoneId[1];
    Supplier<ZoneId> zone =
        () -> {
          if (known[0] == null) {
            known[0] = HostZone.of(root, folder);
          }
          return known[0];
        };
    return new LineParser(Instant.ofEpochMilli(now), zone);
  }

  private void scan() throws IOException {
    List<LogScanner> scanners = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      scanners.add(new LogScanner(i, logs.get(i), parser()));
    }
    try (MergedLogs merged = new MergedLogs(scanners)) {
      while (merged.advance()) {
        line(merged.line());
      }
    }
  }

  private void line(LogLine line) {
    hosts.add(line.host());
    boolean isFact =
        switch (line.message().kind()) {
          case DAEMON_STARTED, DAEMON_STOPPED, DAEMON_FAILED, CRASHED -> true;
          default -> false;
        };
    boolean within =
        line.time() != LineParser.NO_TIME
            && line.time() >= from
            && line.time() <= now + SLACK_MILLIS;
    if (isFact && within && facts.size() < MOST_FACTS) {
      facts.add(
          new LogFact(
              line.message().kind(),
              line.daemon(),
              line.host(),
              line.pid(),
              line.time(),
              line.message().number(),
              line.text()));
    }
  }

  /** What this host may be called in its own log. */
  private Set<String> names() {
    Set<String> names = new HashSet<>();
    names.add("localhost");
    for (String path : List.of("/etc/hostname", "/proc/sys/kernel/hostname")) {
      try {
        names.add(LogFacts.shortName(root.text(path).strip()));
      } catch (NotVisibleException e) {
        // The other may be there.
      }
    }
    return names;
  }
}
