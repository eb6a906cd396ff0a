package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A daemon as it runs, or does not.
 *
 * @param wanted what was asked for
 * @param configuration the file for which it is expected to run; empty if it was named or just runs
 * @param doubt why it cannot be told which protocol it speaks, so that it is looked at with either;
 *     empty if it can, or nobody asked
 * @param own its processes
 * @param helpers processes that work for it under another name: pptpd's pptpctrl, one per client
 */
record DaemonSeen(
    WantedDaemon wanted,
    Optional<String> configuration,
    Optional<String> doubt,
    List<ProcessInfo> own,
    List<ProcessInfo> helpers) {

  DaemonSeen {
    own = List.copyOf(own);
    helpers = List.copyOf(helpers);
  }

  /** Its processes among those of the host. */
  static DaemonSeen among(
      List<ProcessInfo> processes, WantedDaemon wanted, Optional<String> configuration) {
    List<ProcessInfo> own = new ArrayList<>();
    List<ProcessInfo> helpers = new ArrayList<>();
    boolean forks = wanted.name().equals("pptpd") || wanted.name().equals("xl2tpd");
    for (ProcessInfo process : processes) {
      if (process.isZombie()) {
        continue;
      }
      if (process.command().equals(wanted.command())) {
        // A child of these two is about to become a pptpctrl or a pppd.
        if (!isScript(process, wanted) && !(forks && isChild(process, processes))) {
          own.add(process);
        }
      } else if (wanted.name().equals("pptpd") && process.command().equals("pptpctrl")) {
        helpers.add(process);
      }
    }
    return new DaemonSeen(wanted, configuration, Optional.empty(), own, helpers);
  }

  /** The same with a {@link #doubt}. */
  DaemonSeen with(Optional<String> why) {
    return new DaemonSeen(wanted, configuration, why, own, helpers);
  }

  private static boolean isChild(ProcessInfo process, List<ProcessInfo> processes) {
    for (ProcessInfo other : processes) {
      if (other.pid() == process.parent()) {
        return other.command().equals(process.command()) && !other.isScript();
      }
    }
    return false;
  }

  /**
   * Whether it only has a daemon's name: no VPN daemon is a script, and one that others name may be
   * one, but its init script is not it.
   */
  private static boolean isScript(ProcessInfo process, WantedDaemon wanted) {
    if (!process.isScript() || KnownDaemon.logOf(wanted.name()).isPresent()) {
      return process.isScript();
    }
    for (String argument : process.arguments()) {
      if (argument.contains("/init.d/") || argument.contains("/rc.d/")) {
        return true;
      }
    }
    return false;
  }

  String name() {
    return wanted.name();
  }

  boolean runs() {
    return !own.isEmpty();
  }

  /** Of the processes that are nobody's child among its own the one that started last. */
  Optional<ProcessInfo> main() {
    ProcessInfo youngest = null;
    for (ProcessInfo process : own) {
      boolean later = youngest == null || process.startTicks() > youngest.startTicks();
      if (later && !isChild(process, own)) {
        youngest = process;
      }
    }
    // Two that are each other's child are a torn reading.
    return youngest == null && runs() ? Optional.of(own.get(0)) : Optional.ofNullable(youngest);
  }

  /** One that is stopped and serves nobody, {@link #main} first. */
  Optional<ProcessInfo> stopped() {
    Optional<ProcessInfo> main = main();
    if (main.isPresent() && main.get().isStopped()) {
      return main;
    }
    for (ProcessInfo process : own) {
      if (process.isStopped()) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  /** Milliseconds since {@link #main} started. */
  OptionalLong uptimeMillis(Optional<BootClock> clock) {
    return clock.isPresent() && main().isPresent()
        ? clock.get().sinceTicks(main().get().startTicks())
        : OptionalLong.empty();
  }

  /** All processes that its memory and processor time are of. */
  List<ProcessInfo> all() {
    List<ProcessInfo> all = new ArrayList<>(own);
    all.addAll(helpers);
    return all;
  }

  /** Resident memory in bytes; nothing if it cannot be told of any process. */
  OptionalLong residentBytes(HostRoot root) {
    long sum = 0;
    boolean seen = false;
    for (ProcessInfo process : all()) {
      OptionalLong bytes = Processes.residentBytes(root, process.pid());
      seen |= bytes.isPresent();
      sum += bytes.orElse(0);
    }
    return seen ? OptionalLong.of(sum) : OptionalLong.empty();
  }
}
