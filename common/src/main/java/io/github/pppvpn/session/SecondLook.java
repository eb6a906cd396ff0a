package io.github.pppvpn.session;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.PppdDatabase;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The host once more, where its sources seem to contradict each other: they are read one after the
 * other, and a session that comes or goes meanwhile is in some of them only. Nothing is read before
 * it is asked for, and all of it once.
 */
final class SecondLook {
  private final HostRoot root;
  private final Map<Integer, ProcessInfo> before;
  private Optional<Map<Integer, ProcessInfo>> processes = Optional.empty();
  private Optional<Set<String>> interfaces = Optional.empty();
  private Optional<Map<Integer, PppdDatabase.Entry>> records = Optional.empty();

  /**
   * @param before the processes of the first look
   */
  SecondLook(HostRoot root, Map<Integer, ProcessInfo> before) {
    this.root = root;
    this.before = before;
  }

  private Map<Integer, ProcessInfo> processes() {
    if (processes.isEmpty()) {
      Map<Integer, ProcessInfo> all = new HashMap<>();
      try {
        for (ProcessInfo process : Processes.list(root, HostSources::isOfInterest)) {
          all.put(process.pid(), process);
        }
      } catch (NotVisibleException e) {
        all.putAll(before);
      }
      processes = Optional.of(all);
    }
    return processes.get();
  }

  /** Whether a pppd has come since the first look. */
  boolean hasNewPppd() {
    for (ProcessInfo process : processes().values()) {
      if (process.command().equals("pppd") && !before.containsKey(process.pid())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the pppd has ended since the first look. */
  boolean hasEnded(ProcessInfo pppd) {
    ProcessInfo now = processes().get(pppd.pid());
    return now == null || now.isZombie();
  }

  /** Whether the pppd is there, and has no daemon above it. */
  boolean isOrphan(ProcessInfo pppd) {
    ProcessInfo now = processes().get(pppd.pid());
    if (now == null || now.isZombie()) {
      return false;
    }
    ProcessInfo parent = processes().get(now.parent());
    return PppdKind.of(now, parent == null ? "" : parent.command()).orphan();
  }

  /** Whether the pppd is there, says that its client has an address, and has no interface. */
  boolean lacksInterface(ProcessInfo pppd, Optional<String> name) {
    if (!processes().containsKey(pppd.pid())) {
      return false;
    }
    PppdDatabase.Entry record = records().get(pppd.pid());
    boolean claims = record != null && record.remote().isPresent();
    return claims && (name.isEmpty() || !interfaces().contains(name.get()));
  }

  private Set<String> interfaces() {
    if (interfaces.isEmpty()) {
      Set<String> names = new HashSet<>();
      try {
        for (InterfaceCounters row : InterfaceCounters.readAll(root)) {
          names.add(row.name());
        }
      } catch (NotVisibleException e) {
        // Then there are none to be found.
      }
      interfaces = Optional.of(names);
    }
    return interfaces.get();
  }

  private Map<Integer, PppdDatabase.Entry> records() {
    if (records.isEmpty()) {
      Map<Integer, PppdDatabase.Entry> all = Map.of();
      try {
        all = PppdDatabase.read(root).records();
      } catch (NotVisibleException e) {
        // Then nobody claims anything.
      }
      records = Optional.of(all);
    }
    return records.get();
  }
}
