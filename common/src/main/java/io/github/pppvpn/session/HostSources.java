package io.github.pppvpn.session;

import io.github.pppvpn.host.AccelSession;
import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.KernelTunnel;
import io.github.pppvpn.host.L2tpPeers;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.PppdDatabase;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import io.github.pppvpn.host.SocketRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What the sources show, each by itself; and for each that cannot be read, a sentence. */
final class HostSources {
  private static final int L2TP_PORT = 1701;

  final Map<String, InterfaceCounters> interfaces = new LinkedHashMap<>();
  final boolean interfacesSeen;
  final Map<Integer, ProcessInfo> processes = new LinkedHashMap<>();
  final boolean processesSeen;
  final Map<Integer, PppdDatabase.Entry> records = new HashMap<>();
  final boolean databaseSeen;
  final List<PidFile> pidFiles;
  final List<KernelTunnel> tunnels = new ArrayList<>();
  final boolean tunnelsSeen;
  final List<AccelSession> accel = new ArrayList<>();
  final List<AccelDaemon.Silent> silent = new ArrayList<>();
  private boolean accelAsked;
  final Optional<BootClock> clock;
  final List<String> notes = new ArrayList<>();
  private final HostRoot root;

  /** Reads them all. */
  HostSources(HostRoot root, AccelDaemons accelPppds) {
    this.root = root;
    // Processes first: what ends while the rest is read is then missed by all, not by one.
    processesSeen = readProcesses();
    databaseSeen = readDatabase();
    pidFiles = PidFile.readAll(root, claimed(), notes);
    tunnelsSeen = readTunnels();
    interfacesSeen = readInterfaces();
    readAccel(accelPppds);
    clock = readClock();
  }

  /** The interfaces of running pppds that the database names. */
  private Set<String> claimed() {
    Set<String> names = new HashSet<>();
    for (PppdDatabase.Entry entry : records.values()) {
      ProcessInfo process = processes.get(entry.pid());
      if (process != null && process.command().equals("pppd") && !process.isZombie()) {
        names.add(entry.interfaceName().orElse(""));
      }
    }
    return names;
  }

  boolean runs(String command) {
    for (ProcessInfo process : processes.values()) {
      if (process.command().equals(command) && !process.isZombie()) {
        return true;
      }
    }
    return false;
  }

  /** The addresses of tunnels' peers, as far as they can be told. */
  Map<Integer, String> peers() {
    if (tunnels.isEmpty()) {
      return Map.of();
    }
    try {
      return L2tpPeers.read(root);
    } catch (NotVisibleException e) {
      return onlyPeer();
    }
  }

  /** Each tunnel has a connected UDP socket; where all lead to one peer, it is every tunnel's. */
  private Map<Integer, String> onlyPeer() {
    Map<Integer, String> peers = new HashMap<>();
    try {
      String peer = "";
      int connected = 0;
      for (SocketRow row : SocketRow.readAll(root, "udp", new OfL2tp())) {
        if (row.state() == SocketRow.ESTABLISHED) {
          if (!peer.isEmpty() && !peer.equals(row.remote())) {
            return Map.of();
          }
          peer = row.remote();
          connected++;
        }
      }
      for (KernelTunnel tunnel : tunnels) {
        if (connected >= tunnels.size()) {
          peers.put(tunnel.id(), peer);
        }
      }
    } catch (NotVisibleException e) {
      // The peer stays unknown, which is not worth a word.
    }
    return peers;
  }

  private boolean readProcesses() {
    try {
      for (ProcessInfo process : Processes.list(root, new OfInterest())) {
        processes.put(process.pid(), process);
      }
      return true;
    } catch (NotVisibleException e) {
      notes.add(e.getMessage());
      return false;
    }
  }

  static boolean isOfInterest(String command) {
    return switch (command) {
      case "pppd", "pptpctrl", "pptpd", "xl2tpd", "accel-pppd" -> true;
      default -> false;
    };
  }

  private static final class OfL2tp implements IntPredicate {
    @Override
    public boolean test(int port) {
      return port == L2TP_PORT;
    }
  }

  private static final class OfInterest implements Predicate<String> {
    @Override
    public boolean test(String command) {
      return isOfInterest(command);
    }
  }

  List<ProcessInfo> daemons() {
    List<ProcessInfo> daemons = new ArrayList<>();
    for (ProcessInfo process : processes.values()) {
      switch (process.command()) {
        case "pptpd", "xl2tpd", "accel-pppd" -> {
          if (!process.isZombie()) {
            daemons.add(process);
          }
        }
        default -> {}
      }
    }
    return daemons;
  }

  private boolean readDatabase() {
    try {
      PppdDatabase database = PppdDatabase.read(root);
      records.putAll(database.records());
      if (database.torn() > 0) {
        notes.add("pppd's database is damaged or was being written: users may be missing");
      }
      return database.torn() == 0;
    } catch (NotVisibleException e) {
      if (e.why() != Why.ABSENT || runs("pppd")) {
        notes.add(e.getMessage());
      }
      return false;
    }
  }

  private boolean readTunnels() {
    try {
      tunnels.addAll(KernelTunnel.readAll(root));
      return true;
    } catch (NotVisibleException e) {
      if (e.why() != Why.ABSENT) {
        notes.add(e.getMessage());
      }
      return e.why() == Why.ABSENT;
    }
  }

  private boolean readInterfaces() {
    try {
      for (InterfaceCounters counters : InterfaceCounters.readAll(root)) {
        interfaces.put(counters.name(), counters);
      }
      return true;
    } catch (NotVisibleException e) {
      notes.add(e.getMessage());
      return false;
    }
  }

  private void readAccel(AccelDaemons accelPppds) {
    List<ProcessInfo> running = new ArrayList<>();
    for (ProcessInfo process : processes.values()) {
      if (process.command().equals("accel-pppd") && !process.isZombie()) {
        running.add(process);
      }
    }
    if (processesSeen && running.isEmpty()) {
      return;
    }
    for (AccelDaemon daemon : accelPppds.among(running)) {
      accelAsked = true;
      String why = daemon.why();
      try {
        if (daemon.cli().isPresent()) {
          accel.addAll(daemon.cli().get().sessions());
          continue;
        }
      } catch (NotVisibleException e) {
        why = e.getMessage();
      }
      if (!running.isEmpty()) {
        notes.add(why + " (" + daemon.file() + ")");
        silent.add(new AccelDaemon.Silent(daemon, why));
      }
    }
  }

  /** Whether there may be sessions of PPTP and L2TP that accel-ppp has not spoken of. */
  boolean accelIsSilent() {
    boolean lacks = !accelAsked;
    for (AccelDaemon.Silent one : silent) {
      lacks |= one.daemon().serves() != AccelDaemon.Serves.OTHERS;
    }
    return lacks && runs("accel-pppd");
  }

  private Optional<BootClock> readClock() {
    try {
      return Optional.of(BootClock.read(root));
    } catch (NotVisibleException e) {
      notes.add(e.getMessage());
      return Optional.empty();
    }
  }
}
