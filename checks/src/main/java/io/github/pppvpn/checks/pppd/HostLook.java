package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.SystemdUnit;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StoredState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One look at the host, step by step. */
final class HostLook {
  private final PppdOptions options;
  private final Invocation invocation;
  private final HostRoot root;
  private final Path folder;
  private final String user;
  private final List<ProcessInfo> processes;
  private final Optional<BootClock> clock;
  private final List<DaemonSeen> daemons = new ArrayList<>();
  private final Map<String, String> systemdStates = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<LogProblem> doubts = new ArrayList<>();
  private final List<LogProblem> problems = new ArrayList<>();
  private Optional<List<InterfaceCounters>> interfaces = Optional.empty();
  private Map<String, Counters> errorsNow = Map.of();
  private PppdFleet fleet;
  private History history = History.none("");
  private boolean remembers;
  private Optional<LogProblem> noClock = Optional.empty();
  private Optional<ErrorTotals> errorTotals = Optional.empty();
  private LogFacts logs = new LogFacts(List.of(), Optional.empty(), List.of());

  HostLook(
      PppdOptions options,
      Invocation invocation,
      HostRoot root,
      Path folder,
      String user,
      List<ProcessInfo> processes) {
    this.options = options;
    this.invocation = invocation;
    this.root = root;
    this.folder = folder;
    this.user = user;
    this.processes = processes;
    this.clock = readClock();
    this.fleet = new PppdFleet(root, List.of(), Optional.empty());
  }

  private Optional<BootClock> readClock() {
    try {
      BootClock read = BootClock.read(root);
      for (ProcessInfo process : processes) {
        if (read.sinceTicks(process.startTicks()).isEmpty()) {
          noClock(
              "/proc/uptime is that of a container (lxcfs): process "
                  + process.pid()
                  + " ("
                  + process.command()
                  + ") started later than it says",
              "/proc/self/stat, which tells the true time, is not to be seen below "
                  + folder
                  + ": run the check inside of the container, or on the host below it.");
          return Optional.empty();
        }
      }
      return Optional.of(read);
    } catch (NotVisibleException e) {
      noClock(e.getMessage(), "");
      return Optional.empty();
    }
  }

  private void noClock(String why, String nextStep) {
    problem(why + ", so there are no times of start and no rates", nextStep);
    noClock = Optional.of(problems.get(problems.size() - 1));
  }

  Optional<BootClock> clock() {
    return clock;
  }

  /** Something that is left out and that somebody should mend. */
  void problem(String sentence, String nextStep) {
    problems.add(new LogProblem(sentence, nextStep));
  }

  /**
   * Finds what is to run.
   *
   * @throws CannotCheckException if nothing is
   */
  void findDaemons() throws CannotCheckException {
    DaemonSearch search = new DaemonSearch(options, root, user, processes);
    daemons.addAll(search.find());
    doubts.addAll(search.doubts());
  }

  /**
   * Reads the interfaces.
   *
   * @throws CannotCheckException if there is none of the name that was asked for
   */
  void readInterfaces() throws CannotCheckException {
    try {
      List<InterfaceCounters> rows = InterfaceCounters.readAll(root);
      interfaces = Optional.of(rows);
      errorsNow = Rates.now(root, rows, options.uplink());
      if (!options.uplink().isEmpty() && !errorsNow.containsKey(options.uplink())) {
        throw new CannotCheckException(
            "this host has no interface " + options.uplink() + " (option --interface)",
            "ip -br link lists them.");
      }
    } catch (NotVisibleException e) {
      problem(e.getMessage() + ", so there are no rates of errors", "");
    }
    fleet = new PppdFleet(root, processes, interfaces);
    for (String sentence : fleet.unreadable) {
      problem(sentence, "");
    }
  }

  /** Takes what earlier runs left behind. */
  void remember(StoredState stored) {
    remembers = true;
    history =
        History.of(stored, clock.orElseThrow(), bootId(), invocation.currentMillis().getAsLong());
    if (interfaces.isPresent()) {
      errorTotals =
          Optional.of(ErrorTotals.of(stored.content(), !history.isEmpty()).next(errorsNow));
    }
    if (history.isEmpty()) {
      notes.add("no rates and no processor time yet: " + history.reason());
    }
  }

  /** Goes on without. */
  void withoutHistory(String reason) {
    remembers = false;
    errorTotals = Optional.empty();
    history = History.none(reason);
  }

  private String bootId() {
    try {
      String id = root.text("/proc/sys/kernel/random/boot_id").strip();
      return id.length() > 64 ? id.substring(0, 64) : id;
    } catch (NotVisibleException e) {
      return "";
    }
  }

  void findOrphans() {
    Optional<Set<ProcessKey>> earlier =
        remembers ? Optional.of(Set.copyOf(history.suspects)) : Optional.empty();
    fleet.findOrphans(clock, earlier);
    history.suspects.clear();
    history.suspects.addAll(fleet.suspects);
  }

  /** Compares the daemons' processes with those of the last run, and asks systemd where needed. */
  void noticeRestarts(Systemd systemd) {
    for (DaemonSeen daemon : daemons) {
      Optional<ProcessInfo> main = daemon.main();
      if (main.isEmpty()) {
        Optional<SystemdUnit> unit = systemd.unit(daemon.name());
        unit.ifPresent(found -> systemdStates.put(daemon.name(), found.activeState()));
        if (remembers && unit.isPresent()) {
          noticeLoop(daemon, unit.get().restarts());
        }
        continue;
      }
      if (!remembers || clock.isEmpty()) {
        continue;
      }
      ProcessKey process = ProcessKey.of(main.get());
      LastSeen last = history.daemons.get(daemon.name());
      if (last != null && last.process().equals(process)) {
        continue;
      }
      OptionalLong counter =
          systemd.unit(daemon.name()).map(SystemdUnit::restarts).orElse(OptionalLong.empty());
      if (last != null && process.startTicks() > last.process().startTicks()) {
        notice(daemon, last, counter);
      }
      history.daemons.put(daemon.name(), new LastSeen(process, counter));
    }
  }

  /** It is between two starts, and may be whenever somebody looks: systemd counts on. */
  private void noticeLoop(DaemonSeen daemon, OptionalLong counter) {
    LastSeen last = history.daemons.get(daemon.name());
    if (last == null || counter.isEmpty() || last.systemdRestarts().isEmpty()) {
      return;
    }
    long uptime = clock.orElseThrow().uptimeMillis();
    long more = counter.getAsLong() - last.systemdRestarts().getAsLong();
    if (more > 0 && uptime - history.lastUptime() <= options.windowMillis()) {
      history.restarts.add(new Restart(daemon.name(), uptime, more));
    }
    history.daemons.put(daemon.name(), new LastSeen(last.process(), counter));
  }

  private void notice(DaemonSeen daemon, LastSeen last, OptionalLong counter) {
    long uptime = clock.orElseThrow().uptimeMillis();
    long count = 1;
    boolean allWithin = uptime - history.lastUptime() <= options.windowMillis();
    if (allWithin && counter.isPresent() && last.systemdRestarts().isPresent()) {
      long before = last.systemdRestarts().getAsLong();
      long now = counter.getAsLong();
      // A start by hand sets the counter back to 0.
      count = Math.max(1, now >= before ? now - before : now);
    }
    long started = uptime - daemon.uptimeMillis(clock).orElse(0);
    history.restarts.add(new Restart(daemon.name(), started, count));
  }

  private long fromMillis() {
    long length =
        clock.isPresent()
            ? Math.min(options.windowMillis(), clock.get().uptimeMillis())
            : options.windowMillis();
    return invocation.currentMillis().getAsLong() - length;
  }

  void readLogs(List<String> journalctl, BooleanSupplier expired) {
    long now = invocation.currentMillis().getAsLong();
    logs =
        new HostLogs(root, folder, user, journalctl, now - options.windowMillis(), now, expired)
            .read();
  }

  private Map<ProcessKey, Long> ticks() {
    Map<ProcessKey, Long> ticks = new LinkedHashMap<>();
    for (DaemonSeen daemon : daemons) {
      for (ProcessInfo process : daemon.all()) {
        ticks.put(ProcessKey.of(process), process.userTicks() + process.systemTicks());
      }
    }
    return ticks;
  }

  /** What the next run will compare with. */
  StateContent content(long nowMillis) {
    Sample sample = new Sample(clock.orElseThrow().uptimeMillis(), errorsNow, ticks());
    StateContent content = history.content(sample, bootId(), options.windowMillis(), nowMillis);
    List<StateContent.Value> values = new ArrayList<>(content.values());
    errorTotals.ifPresent(totals -> totals.addTo(values));
    return new StateContent(nowMillis, values);
  }

  /** What was to be kept is not, so the next run would count it again. */
  void notKept() {
    errorTotals = Optional.empty();
  }

  /** All of it in words and numbers. */
  Report report() {
    Restarts restarts = new Restarts(clock, options.windowMillis(), fromMillis(), history, logs);
    List<RestartCount> counts = new ArrayList<>();
    for (DaemonSeen daemon : daemons) {
      counts.add(restarts.of(daemon));
    }
    List<String> allNotes = new ArrayList<>(notes);
    Optional<Rates> rates = Optional.empty();
    Optional<Counters> errors = Optional.empty();
    if (clock.isPresent() && !history.isEmpty()) {
      long uptime = clock.get().uptimeMillis();
      rates =
          history
              .baseline(uptime, Math.max(options.windowMillis(), 3_600_000))
              .map(base -> new Rates(base, clock.get()));
      if (rates.isEmpty()) {
        allNotes.add(
            "no rates and no processor time: the last run was too long or too shortly ago");
      } else if (interfaces.isPresent()) {
        errors = rates.get().errors(errorsNow, options.uplink());
        allNotes.addAll(rates.get().notes());
      }
    }
    Seen seen =
        new Seen(
            daemons,
            doubts,
            fleet,
            clock,
            noClock,
            counts,
            restarts.bootedWithin(),
            logs,
            rates,
            errors,
            errorTotals.map(ErrorTotals::sum),
            systemdStates,
            allNotes,
            problems);
    return new PppdReport(options, invocation, root, seen).build();
  }
}
