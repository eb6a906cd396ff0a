package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.checks.logs.HostNames;
import io.github.pppvpn.checks.logs.HostZone;
import io.github.pppvpn.checks.logs.LogChoice;
import io.github.pppvpn.checks.logs.OpenLogs;
import io.github.pppvpn.checks.logs.OutOfTimeException;
import io.github.pppvpn.checks.logs.Progress;
import io.github.pppvpn.checks.logs.ReadLog;
import io.github.pppvpn.checks.logs.SinceLast;
import io.github.pppvpn.checks.logs.UnknownZoneException;
import io.github.pppvpn.checks.logs.Window;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.event.DownReason;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.Origin;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.state.StateContent.Value;
import io.github.pppvpn.state.StoredState;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the host's logs say of sessions since the last run, each event in one run only.
 *
 * @param events in the order of the logs
 * @param logs the names of those that were read
 * @param trouble a sentence why they do not tell everything; empty if they do
 * @param places up to where they are counted now, for the next run
 */
record SessionLog(
    List<LoggedSession> events, List<String> logs, String trouble, List<Value> places) {
  /** Nothing could be kept for the next run, so no event could be counted once. */
  static final SessionLog NOT_READ =
      new SessionLog(List.of(), List.of(), "there is no state to keep its place in", List.of());

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MOST_EVENTS = 200_000;

  /**
   * Reads what is new.
   *
   * @param stored what the last run left
   * @param journalctl where journalctl may be
   */
  static SessionLog read(Invocation invocation, StoredState stored, List<String> journalctl) {
    long now = invocation.currentMillis().getAsLong();
    SinceLast since = SinceLast.of(stored, now);
    long from = since.firstRun() ? now : Math.min(now, since.lastRun());
    String user = RunningUser.name();
    // Half of what is left: comparing with the last run must be possible all the same.
    Progress progress =
        new Progress(
            invocation, invocation.deadline().before(invocation.deadline().remainingNanos() / 2));
    try {
      Path root = Path.of(invocation.root()).toAbsolutePath().normalize();
      // A quiet hour is no reason to ask the journal, too.
      LogChoice choice =
          LogChoice.ofHost(
              List.of(), root, user, Math.min(from, now - HOUR_MILLIS), now, progress::isOver);
      if (choice.isEmpty()) {
        return none(LogChoice.nothing(choice.problems(), root).getMessage());
      }
      ZoneId[] known = new ZoneId[1];
      Supplier<ZoneId> zone =
          () -> {
            known[0] = known[0] == null ? HostZone.of(root) : known[0];
            return known[0];
          };
      Window window = new Window(from, Long.MAX_VALUE, true);
      try (OpenLogs logs = new OpenLogs(window, Optional.of(since), progress, zone, now)) {
        List<LoggedSession> events = new ArrayList<>();
        logs.tell(choice, root, journalctl, user, event -> add(event, events));
        logs.keepPlaces(since);
        List<String> names = new ArrayList<>();
        for (ReadLog log : logs.logs()) {
          names.add(log.name());
        }
        return new SessionLog(
            own(events, HostNames.of(HostRoot.of(invocation.root()))),
            names,
            trouble(choice, logs, names),
            since.values(now));
      }
    } catch (OutOfTimeException e) {
      return none("the logs could not be read in time");
    } catch (UnknownZoneException e) {
      return none(e.getMessage());
    } catch (IOException | InvalidPathException e) {
      return none("the logs cannot be read: " + e.getMessage());
    }
  }

  private static SessionLog none(String trouble) {
    return new SessionLog(List.of(), List.of(), trouble, List.of());
  }

  private static String trouble(LogChoice choice, OpenLogs logs, List<String> names) {
    List<Finding> problems = new ArrayList<>(choice.problems());
    problems.addAll(logs.problems());
    for (Finding problem : problems) {
      if (!choice.canDoWithout(problem)) {
        return problem.text();
      }
    }
    return names.isEmpty() ? "no log could be read" : "";
  }

  /** Without those of other hosts, where this host's own can be told from them. */
  private static List<LoggedSession> own(List<LoggedSession> events, HostNames names) {
    Set<String> seen = new HashSet<>();
    for (LoggedSession event : events) {
      seen.add(event.host());
    }
    if (seen.size() < 2 || !names.isAmong(seen)) {
      return events;
    }
    List<LoggedSession> own = new ArrayList<>();
    for (LoggedSession event : events) {
      if (names.isOwn(event.host())) {
        own.add(event);
      }
    }
    return own;
  }

  private static void add(LogEvent event, List<LoggedSession> events) {
    if (events.size() >= MOST_EVENTS) {
      return;
    }
    Origin at = event.at();
    if (event instanceof LogEvent.SessionUp up && isOurs(up.server())) {
      events.add(
          new LoggedSession(
              true,
              new SessionName(at.pid(), up.ifname()),
              protocol(up.server()),
              up.user(),
              up.peer(),
              at.time(),
              at.host(),
              DownReason.UNKNOWN,
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty()));
    } else if (event instanceof LogEvent.SessionDown down && isOurs(down.server())) {
      events.add(
          new LoggedSession(
              false,
              new SessionName(at.pid(), down.ifname()),
              protocol(down.server()),
              down.user(),
              down.peer(),
              at.time(),
              at.host(),
              down.reason(),
              down.seconds(),
              down.sent(),
              down.received()));
    }
  }

  /** SoftEther's sessions are its own: no pppd and no interface of the kernel's serves them. */
  private static boolean isOurs(Optional<Daemon> server) {
    return server.isEmpty() || protocol(server).isPresent();
  }

  private static Optional<Protocol> protocol(Optional<Daemon> server) {
    if (server.isEmpty()) {
      return Optional.empty();
    }
    return switch (server.get()) {
      case PPTPD -> Optional.of(Protocol.PPTP);
      case XL2TPD -> Optional.of(Protocol.L2TP);
      default -> Optional.empty();
    };
  }
}
