package io.github.pppvpn.checks.auth;

import io.github.pppvpn.checks.logs.HostZone;
import io.github.pppvpn.checks.logs.LogChoice;
import io.github.pppvpn.checks.logs.OpenLogs;
import io.github.pppvpn.checks.logs.OutOfTimeException;
import io.github.pppvpn.checks.logs.Progress;
import io.github.pppvpn.checks.logs.SinceLast;
import io.github.pppvpn.checks.logs.UnknownZoneException;
import io.github.pppvpn.checks.logs.Window;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.state.StateException;
import io.github.pppvpn.state.StateFile;
import io.github.pppvpn.state.StateFolder;
import io.github.pppvpn.state.StateKey;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Reads the logs and counts.
 *
 * @param options what was asked for
 * @param journalctl where it may be
 */
record AuthMeasurement(AuthOptions options, List<String> journalctl) implements Check.Measurement {
  private static final long CLOCKS_DIFFER_MILLIS = 60_000;
  private static final int LINES_OF_FAILURES = 3;
  private static final int ALL_LINES_OF_FAILURES = 200;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    try {
      return options.countsSinceLast() ? measureNew(invocation) : measureWindow(invocation);
    } catch (OutOfTimeException e) {
      while (!invocation.cancelled().getAsBoolean()) {
        Thread.sleep(10);
      }
      throw new InterruptedException();
    } catch (StateException e) {
      throw new CannotCheckException(e.getMessage(), e.nextStep());
    } catch (UnknownZoneException e) {
      throw new CannotCheckException(e.getMessage(), e.nextStep());
    } catch (IOException e) {
      throw new CannotCheckException("the logs cannot be read: " + e.getMessage());
    }
  }

  private Report measureWindow(Invocation invocation) throws CannotCheckException, IOException {
    long now = invocation.currentMillis().getAsLong();
    Supplier<ZoneId> zone = zone(invocation);
    long until = now;
    if (options.until().isPresent()) {
      until = options.until().get().millis(now, zone);
      if (until > now + CLOCKS_DIFFER_MILLIS) {
        Supplier<ZoneId> shown = shownZone(path(invocation.root()));
        throw new CannotCheckException(
            "--until "
                + Times.local(until, shown.get())
                + " lies in the future: it is "
                + Times.local(now, shown.get())
                + " here");
      }
    }
    boolean endsNow = options.until().isEmpty();
    Window window =
        options.isAll()
            ? new Window(Long.MIN_VALUE, endsNow ? Long.MAX_VALUE : until, endsNow)
            : new Window(until - options.windowMillis(), until, endsNow);
    Progress progress = new Progress(invocation);
    try (OpenLogs logs = new OpenLogs(window, Optional.empty(), progress, zone, now)) {
      AuthReport report = read(invocation, logs, window, now);
      return report.build(window, Optional.empty());
    }
  }

  /**
   * Counts what is new, and keeps the place last of all: a run that ends before that has counted
   * nothing, as the next one will find.
   */
  private Report measureNew(Invocation invocation)
      throws CannotCheckException, IOException, StateException {
    long now = invocation.currentMillis().getAsLong();
    Supplier<ZoneId> zone = zone(invocation);
    Progress progress = new Progress(invocation);
    StateFolder folder = new StateFolder(path(invocation.stateDir()), user());
    StateKey key = key(options.sinceLast(), user());
    invocation.phase().accept("waiting for another run with the key " + options.sinceLast());
    try (StateFile state =
        StateFile.open(
            folder, key, invocation.nanoTime(), invocation.deadline().remainingNanos() / 2)) {
      SinceLast since = SinceLast.of(state.read(), now);
      long from = since.firstRun() ? now - options.windowMillis() : Math.min(now, since.lastRun());
      Window window = new Window(from, Long.MAX_VALUE, true);
      try (OpenLogs logs = new OpenLogs(window, Optional.of(since), progress, zone, now)) {
        AuthReport report = read(invocation, logs, window, now);
        since.problems().forEach(report::problem);
        Report built = report.build(window, Optional.of(since));
        logs.keepPlaces(since);
        progress.check();
        invocation.phase().accept("keeping the place reached");
        state.commit(since.content(now));
        return built;
      }
    }
  }

  /**
   * Each user has a place of their own: a run by hand takes nothing from a service, and leaves no
   * file that the service may not open.
   */
  static StateKey key(String sinceLast, String user) {
    return new StateKey(CheckAuthFailures.NAME, sinceLast + " of the user " + user);
  }

  private AuthReport read(Invocation invocation, OpenLogs logs, Window window, long now)
      throws CannotCheckException, IOException {
    Path root = path(invocation.root());
    invocation.phase().accept("looking for logs");
    LogChoice choice = choose(invocation, root, window, now);
    if (choice.isEmpty()) {
      throw LogChoice.nothing(choice.problems(), root);
    }
    invocation.phase().accept("reading the logs");
    boolean everything = invocation.verbosity() >= Detail.WIRE;
    Tally tally =
        new Tally(
            invocation.nanoTime().getAsLong(),
            everything ? ALL_LINES_OF_FAILURES : LINES_OF_FAILURES);
    logs.tell(choice, root, journalctl, user(), tally::add);
    if (logs.nothingCounts()) {
      List<Finding> problems = new ArrayList<>(choice.problems());
      problems.addAll(logs.problems());
      problems.addAll(logs.empty());
      throw LogChoice.nothing(problems, root);
    }
    return new AuthReport(options, invocation, choice, logs, tally, shownZone(root), now);
  }

  private LogChoice choose(Invocation invocation, Path root, Window window, long now)
      throws CannotCheckException {
    BooleanSupplier expired = () -> isOver(invocation);
    if (!options.usesDefaultLogs()) {
      return LogChoice.named(
          options.logs(), options.journal(), root, user(), window.from(), now, expired);
    }
    List<String> others = new ArrayList<>(AuthOptions.LOGS);
    if (LogChoice.isSilent(root, now)) {
      others.addAll(PppdLogfiles.of(HostRoot.of(root.toString())));
    }
    return LogChoice.ofHost(others, root, user(), window.from(), now, expired);
  }

  private static boolean isOver(Invocation invocation) {
    return invocation.deadline().hasPassed() || invocation.cancelled().getAsBoolean();
  }

  private static Supplier<ZoneId> zone(Invocation invocation) throws CannotCheckException {
    Path root = path(invocation.root());
    ZoneId[] known = new ZoneId[1];
    return () -> {
      if (known[0] == null) {
        known[0] = HostZone.of(root);
      }
      return known[0];
    };
  }

  private static Supplier<ZoneId> shownZone(Path root) {
    ZoneId[] known = new ZoneId[1];
    return () -> {
      if (known[0] == null) {
        known[0] = HostZone.shown(root);
      }
      return known[0];
    };
  }

  private static Path path(String text) throws CannotCheckException {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new CannotCheckException("\"" + text + "\" is not a folder's name");
    }
  }

  private static String user() {
    return RunningUser.name();
  }
}
