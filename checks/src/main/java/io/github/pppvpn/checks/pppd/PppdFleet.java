package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.InterfaceType;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.PppdDatabase;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.session.PppdKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The host's pppds: how many, whose, and which of them are left over. */
final class PppdFleet {
  /** A pppd that starts gets its interface within that time. */
  private static final long STARTING_MILLIS = 30_000;

  final List<ProcessInfo> live = new ArrayList<>();
  final List<ProcessInfo> zombies = new ArrayList<>();
  final List<Orphan> orphans = new ArrayList<>();

  /** Pid files of pppds that are gone: they were killed. */
  final List<PidFile> stale = new ArrayList<>();

  /** Sentences about pid files that cannot be read. */
  final List<String> unreadable = new ArrayList<>();

  /** Those without an interface now; one that still has none at a later run is an orphan. */
  final Set<ProcessKey> suspects = new HashSet<>();

  private final HostRoot root;
  private final Map<Integer, ProcessInfo> processes = new HashMap<>();
  private final Map<Integer, String> interfaceOf = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private final boolean interfacesSeen;

  /** Whether there is a PPP interface that no pppd names; looked for when somebody asks. */
  private Optional<Boolean> unclaimed = Optional.empty();

  private int served;

  /**
   * Looks at them.
   *
   * @param all the host's pppds, pptpctrls and daemons
   * @param interfaces the host's interfaces; nothing if they cannot be read
   */
  PppdFleet(HostRoot root, List<ProcessInfo> all, Optional<List<InterfaceCounters>> interfaces) {
    this.root = root;
    interfacesSeen = interfaces.isPresent();
    for (InterfaceCounters row : interfaces.orElse(List.of())) {
      present.add(row.name());
    }
    for (ProcessInfo process : all) {
      processes.put(process.pid(), process);
      if (process.command().equals("pppd")) {
        (process.isZombie() ? zombies : live).add(process);
      }
    }
    readDatabase();
    for (PidFile file : PidFile.readAll(root, new HashSet<>(interfaceOf.values()), unreadable)) {
      ProcessInfo process = processes.get(file.pid());
      if (process != null && process.command().equals("pppd") && !process.isZombie()) {
        interfaceOf.put(file.pid(), file.interfaceName());
      } else if (!Processes.command(root, file.pid()).orElse("").equals("pppd")) {
        stale.add(file);
      }
    }
  }

  /** How many serve clients of pptpd and xl2tpd. */
  int served() {
    return served;
  }

  /**
   * Finds the orphans.
   *
   * @param earlier those without an interface at an earlier run; nothing if no run is remembered,
   *     so that what is without one now counts at once
   */
  void findOrphans(Optional<BootClock> clock, Optional<Set<ProcessKey>> earlier) {
    List<ProcessInfo> unnamed = new ArrayList<>();
    Set<String> claimed = new HashSet<>(interfaceOf.values());
    for (ProcessInfo pppd : live) {
      Optional<PppdKind> server = serving(pppd, parent(pppd));
      if (server.isPresent() && server.get().orphan()) {
        server = asItIsNow(pppd);
      }
      if (server.isEmpty()) {
        continue;
      }
      served++;
      if (server.get().orphan()) {
        orphans.add(orphan(pppd, server.get(), true));
      } else if (!present.contains(interfaceOf.getOrDefault(pppd.pid(), ""))) {
        unnamed.add(pppd);
      }
    }
    if (unnamed.isEmpty() || !interfacesSeen) {
      return;
    }
    for (ProcessInfo pppd : unnamed) {
      if (!isStarting(pppd, clock) && !hasInterface(pppd, claimed)) {
        withoutInterface(pppd, earlier);
      }
    }
  }

  private void withoutInterface(ProcessInfo pppd, Optional<Set<ProcessKey>> earlier) {
    Optional<PppdKind> server = asItIsNow(pppd);
    if (server.isEmpty()) {
      return;
    }
    ProcessKey key = ProcessKey.of(pppd);
    suspects.add(key);
    if (earlier.isEmpty() || earlier.get().contains(key)) {
      orphans.add(orphan(pppd, server.get(), false));
    }
  }

  private Orphan orphan(ProcessInfo pppd, PppdKind server, boolean parentless) {
    Optional<String> name =
        Optional.ofNullable(interfaceOf.get(pppd.pid())).filter(present::contains);
    return new Orphan(pppd.pid(), server.daemon(), parentless, name, server.peer());
  }

  /** Nothing for a pppd that serves no client of this host. */
  private static Optional<PppdKind> serving(ProcessInfo pppd, String parent) {
    return Optional.of(PppdKind.of(pppd, parent)).filter(kind -> kind.protocol().isPresent());
  }

  private String parent(ProcessInfo pppd) {
    ProcessInfo parent = processes.get(pppd.parent());
    return parent == null ? "" : parent.command();
  }

  /** The list was not made in one moment; nothing if the pppd has ended or changed since. */
  private Optional<PppdKind> asItIsNow(ProcessInfo pppd) {
    Optional<ProcessInfo> again = Processes.read(root, pppd.pid());
    if (again.isEmpty()
        || again.get().isZombie()
        || again.get().startTicks() != pppd.startTicks()) {
      return Optional.empty();
    }
    String parent = Processes.command(root, again.get().parent()).orElse("");
    return serving(again.get(), parent);
  }

  /** One file names most interfaces; pid files, of which there is one each, name the others. */
  private void readDatabase() {
    if (live.isEmpty()) {
      return;
    }
    try {
      for (PppdDatabase.Entry entry : PppdDatabase.read(root).records().values()) {
        ProcessInfo process = processes.get(entry.pid());
        if (entry.interfaceName().isPresent()
            && process != null
            && process.command().equals("pppd")
            && !process.isZombie()) {
          interfaceOf.put(entry.pid(), entry.interfaceName().get());
        }
      }
    } catch (NotVisibleException e) {
      // Then the pid files are all there is.
    }
  }

  private static boolean isStarting(ProcessInfo pppd, Optional<BootClock> clock) {
    return clock.isPresent()
        && clock.get().sinceTicks(pppd.startTicks()).orElse(STARTING_MILLIS) < STARTING_MILLIS;
  }

  private boolean hasInterface(ProcessInfo pppd, Set<String> claimed) {
    String name = interfaceOf.getOrDefault(pppd.pid(), "");
    if (present.contains(name)) {
      return true;
    }
    // Whoever renames an interface does not tell pppd: one that nobody names may be its own.
    if (unclaimed.isEmpty()) {
      unclaimed = Optional.of(hasUnclaimed(present, claimed));
    }
    if (unclaimed.get()) {
      return true;
    }
    // It may live in another network namespace.
    Set<String> own = interfacesOf(pppd.pid());
    return own.contains(name) || hasUnclaimed(own, claimed);
  }

  private boolean hasUnclaimed(Set<String> names, Set<String> claimed) {
    for (String name : names) {
      if (!claimed.contains(name) && isPpp(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPpp(String name) {
    try {
      int type = InterfaceType.of(root, name);
      // Of another namespace only the name is known.
      return type == InterfaceType.PPP || (type < 0 && name.startsWith("ppp"));
    } catch (NotVisibleException e) {
      return name.startsWith("ppp");
    }
  }

  private Set<String> interfacesOf(int pid) {
    Set<String> names = new HashSet<>();
    try {
      for (InterfaceCounters row : InterfaceCounters.readAll(root, pid)) {
        names.add(row.name());
      }
    } catch (NotVisibleException e) {
      // Only the host's own is known.
    }
    return names;
  }
}
