package io.github.pppvpn.session;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.ProcessInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Servers' pppds and PPP interfaces that could not be put together, and whether a session that is
 * not known may be behind them.
 */
final class LooseLinks {
  /** A pppd that starts has written itself down within that time. */
  private static final long STARTING_MILLIS = 30_000;

  private final HostRoot root;
  private final HostSources sources;
  private final SecondLook again;
  private final List<Nameless> nameless = new ArrayList<>();
  private final List<ProcessInfo> displaced = new ArrayList<>();
  private final List<String> unclaimed = new ArrayList<>();

  private record Nameless(ProcessInfo pppd, boolean addressless) {}

  LooseLinks(HostRoot root, HostSources sources, SecondLook again) {
    this.root = root;
    this.sources = sources;
    this.again = again;
  }

  /** A server's pppd of whose interface nothing is known but, perhaps, a name. */
  void nameless(ProcessInfo pppd, PppdKind kind) {
    nameless.add(new Nameless(pppd, kind.assigned().isEmpty()));
  }

  /** A pppd whose client has an address, and whose interface is not there under its name. */
  void displaced(ProcessInfo pppd) {
    displaced.add(pppd);
  }

  /** A PPP interface of no process. */
  void unclaimed(String interfaceName) {
    unclaimed.add(interfaceName);
  }

  /** What may be hidden; empty if nothing is. */
  Optional<Unplaced> unplaced() {
    if (nameless.isEmpty()) {
      return renamed();
    }
    Optional<String> hidden =
        sources.interfacesSeen
            ? sources.databaseSeen ? Optional.empty() : PidFile.hidden(root)
            : Optional.of("the host's interfaces cannot be seen (/proc/net/dev)");
    int count = 0;
    int addressless = 0;
    for (Nameless one : nameless) {
      if (hidden.isPresent() || mayHaveLink(one.pppd())) {
        count++;
        addressless += one.addressless() ? 1 : 0;
      }
    }
    if (count == 0) {
      return renamed();
    }
    String whose = count == 1 ? "the interface of 1 pppd" : "the interfaces of " + count + " pppds";
    String why =
        hidden.orElse("no pid file and no record of pppd2.tdb in /run or /var/run names it");
    Optional<String> nextStep =
        sources.interfacesSeen
            ? Optional.empty()
            : Optional.of(
                "Let its user read /proc/net/dev (a unit's ProcSubset=pid hides it), or run it as"
                    + " root.");
    return Optional.of(new Unplaced(whose + " cannot be told: " + why, nextStep, addressless));
  }

  /**
   * Whether a pppd without an interface may have one all the same: it has had the time to write
   * into the database that it runs, and has not, so what it writes is elsewhere, as of a
   * container's.
   */
  private boolean mayHaveLink(ProcessInfo pppd) {
    boolean starts =
        sources.clock.isPresent()
            && sources.clock.get().sinceTicks(pppd.startTicks()).orElse(STARTING_MILLIS)
                < STARTING_MILLIS;
    return !starts && !sources.records.containsKey(pppd.pid()) && !again.hasEnded(pppd);
  }

  /** A pppd goes on under the first name of its interface, whoever renames it. */
  private Optional<Unplaced> renamed() {
    if (displaced.isEmpty() || unclaimed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Unplaced(
            "the interface of pppd "
                + displaced.get(0).pid()
                + " is not there under the name that it has written down, and "
                + unclaimed.get(0)
                + " is a PPP interface of no process: it may have been renamed",
            Optional.of("Let pppd give the name itself (ifname NAME in its options)."),
            0));
  }
}
