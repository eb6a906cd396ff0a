package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.checks.logs.HostNames;
import io.github.pppvpn.checks.logs.HostZone;
import io.github.pppvpn.checks.logs.LinesSpan;
import io.github.pppvpn.checks.logs.LogChoice;
import io.github.pppvpn.checks.logs.LogsEnd;
import io.github.pppvpn.checks.logs.StampTimes;
import io.github.pppvpn.checks.logs.UnknownZoneException;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.event.MergedLogs;
import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.log.source.JournalFiles;
import io.github.pppvpn.log.source.JournalReading;
import io.github.pppvpn.log.source.LogReader;
import io.github.pppvpn.log.source.LogReading;
import io.github.pppvpn.log.source.LogSet;
import io.github.pppvpn.log.source.LogSourceException;
import io.github.pppvpn.log.source.SourceNote;
import io.github.pppvpn.log.source.Tail;
import io.github.pppvpn.plugin.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what the host's logs tell of its daemons' lives. */
final class HostLogs {
  /** accel-ppp's own, in which alone it tells of its start. */
  private static final List<String> OTHERS = List.of("/var/log/accel-ppp/accel-ppp.log");

  /** Who tells in the journal of a daemon's death. */
  private static final List<String> WITNESSES = List.of("kernel", "systemd", "systemd-coredump");

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

  /** The files of each of them but the last, if that is the journal. */
  private final List<LogReading> files = new ArrayList<>();

  private final List<LogFact> facts = new ArrayList<>();
  private final Set<String> hosts = new HashSet<>();
  private final Obituaries obituaries;
  private Optional<LogProblem> problem = Optional.empty();
  private OptionalLong journalWritten = OptionalLong.empty();

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
    this.obituaries = new Obituaries(from, now + SLACK_MILLIS);
  }

  /** Reads; what cannot be read is a problem of the result, never an exception. */
  LogFacts read() {
    LogChoice choice = LogChoice.ofHost(OTHERS, folder, user, from, now, expired);
    for (Finding unread : choice.problems()) {
      failed(new LogProblem(unread.text(), unread.nextStep()));
    }
    try {
      open(choice.sets());
      if (choice.journal()) {
        openJournal(choice);
      }
      scan();
    } catch (IOException e) {
      failed(new LogProblem("the logs cannot be read: " + e.getMessage(), ""));
    } catch (UnknownZoneException e) {
      failed(new LogProblem(e.getMessage(), e.nextStep()));
    }
    List<String> read = new ArrayList<>();
    for (WatchedLog log : logs) {
      read.add(log.name());
      log.problem().ifPresent(this::failed);
    }
    mayTell();
    alive();
    HostNames names = HostNames.of(root);
    obituaries.hosts(hosts);
    LogFacts own = new LogFacts(facts, problem, read).ofHost(hosts, names);
    return own.withCrashes(obituaries.deaths(own.crashes(), names, names.isAmong(hosts)));
  }

  /** Fails if no log can tell of a crash: accel-ppp's own, and files in which nothing stands. */
  private void mayTell() {
    boolean found = logs.size() > files.size();
    Optional<Finding> empty = Optional.empty();
    for (int i = 0; i < files.size(); i++) {
      String name = logs.get(i).name();
      if (LogChoice.isSyslog(name)) {
        boolean isEmpty = logs.get(i).span().bytes() == 0 && files.get(i).isEmpty();
        found |= !isEmpty;
        empty = isEmpty ? Optional.of(LogsEnd.empty(name)) : empty;
      }
    }
    if (!found) {
      failed(
          empty.isPresent()
              ? new LogProblem(empty.get().text(), empty.get().nextStep())
              : new LogProblem("no log was found: neither a syslog file nor a journal", ""));
    }
  }

  /** Fails if nothing of what happens now would be in them. */
  private void alive() {
    LogsEnd end = new LogsEnd();
    for (int i = 0; i < logs.size(); i++) {
      WatchedLog log = logs.get(i);
      long newest = log.span().last();
      if (i < files.size()) {
        end.file(log.name(), newest, files.get(i));
      } else if (log.problem().isEmpty()) {
        end.journal(journalWritten);
      }
      if (LogsEnd.isAhead(newest, now)) {
        failed(
            new LogProblem(
                log.name()
                    + ": its newest line is "
                    + Span.text(newest - now)
                    + " ahead of this host's clock, so what happens now would not be counted",
                "Compare the clock and the time zone of this host and of what wrote the line."));
      }
    }
    Optional<LogsEnd.Last> last = end.last();
    if (last.isPresent() && last.get().isSilentAt(now)) {
      failed(
          new LogProblem(
              "the logs end: "
                  + last.get().what()
                  + " is "
                  + Span.text(now - last.get().millis())
                  + " old, and nothing later would be in them",
              last.get().nextStep("a journal")));
    }
  }

  private void failed(LogProblem next) {
    problem = problem.isPresent() ? problem : Optional.of(next);
  }

  private void open(List<LogSet> sets) {
    for (LogSet set : sets) {
      try {
        LogReading reading =
            new LogReader(set, new StampTimes(parser()))
                .window(from, Long.MAX_VALUE, SLACK_MILLIS, Tail.AS_IT_STANDS);
        logs.add(watched(set.name(), reading, reading::notes));
        files.add(reading);
      } catch (LogSourceException e) {
        failed(new LogProblem(e.getMessage(), e.nextStep()));
      }
    }
  }

  private void openJournal(LogChoice choice) {
    try {
      JournalFiles found = JournalFiles.of(folder);
      if (found.none()) {
        Finding none = LogsEnd.journalWithoutFiles();
        if (!choice.canDoWithout(none)) {
          failed(new LogProblem(none.text(), none.nextStep()));
        }
        return;
      }
      List<String> identifiers = new ArrayList<>(LogChoice.IDENTIFIERS);
      identifiers.addAll(WITNESSES);
      Journal journal = Journal.of(folder, identifiers, journalctl, "", user, expired);
      JournalReading reading = journal.since(from);
      logs.add(watched("the journal", reading, reading::notes));
      journalWritten = found.lastWritten();
    } catch (LogSourceException e) {
      if (!choice.canDoWithout(Finding.unknown(e.getMessage(), ""))) {
        failed(new LogProblem(e.getMessage(), e.nextStep()));
      }
    }
  }

  private WatchedLog watched(String name, LineBlocks lines, Supplier<List<SourceNote>> notes) {
    LinesSpan span = new LinesSpan(parser());
    return new WatchedLog(name, lines, notes, expired, span, listener(logs.size()));
  }

  private Consumer<LineBlocks> listener(int log) {
    LineParser own = parser();
    return block -> obituaries.read(log, own, block.bytes(), block.from(), block.to());
  }

  private LineParser parser() {
    ZoneId[] known = new ZoneId[1];
    Supplier<ZoneId> zone =
        () -> {
          if (known[0] == null) {
            known[0] = HostZone.of(folder);
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
}
