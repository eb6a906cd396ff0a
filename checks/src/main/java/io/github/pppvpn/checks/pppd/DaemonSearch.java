package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.plugin.CannotCheckException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which daemons are to run on a host: those that were named, or those that it is configured for.
 */
final class DaemonSearch {
  private final PppdOptions options;
  private final HostRoot root;
  private final String user;
  private final List<ProcessInfo> processes;
  private final List<DaemonSeen> daemons = new ArrayList<>();
  private final List<LogProblem> doubts = new ArrayList<>();

  /**
   * @param user who looks, for sentences
   * @param processes the host's daemons and pppds
   */
  DaemonSearch(PppdOptions options, HostRoot root, String user, List<ProcessInfo> processes) {
    this.options = options;
    this.root = root;
    this.user = user;
    this.processes = processes;
  }

  /**
   * Looks for them.
   *
   * @throws CannotCheckException if there is none
   */
  List<DaemonSeen> find() throws CannotCheckException {
    if (options.daemons().isEmpty()) {
      findConfigured();
    } else {
      findNamed();
    }
    return daemons;
  }

  /** Those of which it cannot be told whether they are to run. */
  List<LogProblem> doubts() {
    return doubts;
  }

  private void findNamed() throws CannotCheckException {
    for (WantedDaemon wanted : options.daemons()) {
      DaemonSeen seen = DaemonSeen.among(processesFor(wanted), wanted, Optional.empty());
      if (isAskedFor(KnownDaemon.of(wanted.command()), seen)) {
        daemons.add(seen);
      }
    }
    if (daemons.isEmpty()) {
      throw new CannotCheckException(
          "no daemon" + protocol() + " is among those named (option --daemon)",
          "Name what serves " + options.protocol().orElseThrow() + " here with --daemon NAME.");
    }
  }

  private void findConfigured() throws CannotCheckException {
    for (KnownDaemon known : KnownDaemon.values()) {
      look(known);
    }
    if (daemons.isEmpty() && !doubts.isEmpty()) {
      throw new CannotCheckException(doubts.get(0).sentence(), doubts.get(0).nextStep());
    }
    if (daemons.isEmpty()) {
      throw new CannotCheckException(
          "no VPN daemon"
              + protocol()
              + " is configured on this host, and none runs (looked for "
              + KnownDaemon.places(options.protocol())
              + ")",
          "Name what must run with --daemon NAME.");
    }
  }

  private void look(KnownDaemon known) {
    WantedDaemon wanted = WantedDaemon.running(known.command());
    DaemonSeen seen = DaemonSeen.among(processesFor(wanted), wanted, known.configuration(root));
    if (!isAskedFor(Optional.of(known), seen)) {
      return;
    }
    if (seen.runs() || seen.configuration().isPresent()) {
      daemons.add(seen);
    } else {
      known.hidden(root).ifPresent(why -> doubt(known.command(), why));
    }
  }

  /** One that is none of the known ones may serve any protocol, or all. */
  private boolean isAskedFor(Optional<KnownDaemon> daemon, DaemonSeen seen) {
    return options.protocol().isEmpty()
        || daemon.isEmpty()
        || daemon.get().speaks(options.protocol().get(), root, seen.own());
  }

  private String protocol() {
    return options.protocol().map(one -> " that speaks " + one).orElse("");
  }

  /** Without a configuration of the host's own a container's daemon is the one that is meant. */
  private List<ProcessInfo> processesFor(WantedDaemon wanted) {
    Optional<KnownDaemon> known = KnownDaemon.of(wanted.command());
    return known.isPresent() && known.get().configuration(root).isPresent()
        ? OwnProcesses.of(root, processes, wanted.command())
        : processes;
  }

  private void doubt(String name, String why) {
    doubts.add(
        new LogProblem(
            "whether " + name + " must run is not known: " + why,
            "Let the user "
                + user
                + " look into it (setfacl -m u:"
                + user
                + ":x FOLDER), or name what must run with --daemon NAME."));
  }
}
