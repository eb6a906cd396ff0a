package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.session.Protocol;
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

  /** Whether one is there that speaks what was asked for. */
  private boolean spoken;

  private String others = "";

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
      take(KnownDaemon.of(wanted.command()), seen);
    }
    if (!spoken) {
      throw new CannotCheckException(
          "no daemon" + protocol() + " is among those named (option --daemon)",
          "Name what serves " + options.protocol().orElseThrow() + " here with --daemon NAME.");
    }
  }

  private void findConfigured() throws CannotCheckException {
    for (KnownDaemon known : KnownDaemon.values()) {
      WantedDaemon wanted = WantedDaemon.running(known.command());
      DaemonSeen seen = DaemonSeen.among(processesFor(wanted), wanted, known.configuration(root));
      if (seen.runs() || seen.configuration().isPresent()) {
        take(Optional.of(known), seen);
      } else if (options.protocol().isEmpty() || known.maySpeak(options.protocol().get())) {
        known.hidden(root).ifPresent(why -> doubt(known.command(), why));
      }
    }
    if (!spoken && !doubts.isEmpty()) {
      throw new CannotCheckException(doubts.get(0).sentence(), doubts.get(0).nextStep());
    }
    if (!spoken) {
      throw new CannotCheckException(
          "no VPN daemon"
              + protocol()
              + " is configured on this host, and none runs (looked for "
              + KnownDaemon.places(options.protocol())
              + others
              + ")",
          "Name what must run with --daemon NAME.");
    }
  }

  /**
   * Looks at a daemon if it speaks what was asked for. One that speaks neither protocol is looked
   * at with either, so that none falls between the two; it is no daemon of the one asked for.
   */
  private void take(Optional<KnownDaemon> daemon, DaemonSeen seen) {
    if (options.protocol().isEmpty()) {
      spoken = true;
      daemons.add(seen);
      return;
    }
    Protocol protocol = options.protocol().get();
    Spoken speaks = daemon.isPresent() ? daemon.get().spoken(root, seen.own()) : Spoken.ANY;
    if (speaks.has(protocol) || speaks.isNeither()) {
      spoken |= speaks.has(protocol);
      daemons.add(seen.with(speaks.doubt()));
    }
    if (!speaks.has(protocol) && seen.name().equals(KnownDaemon.ACCEL_PPPD.command())) {
      others = "; accel-pppd's [modules] have no " + protocol;
    }
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
