package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.InterfaceType;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What grew since an earlier run, and by how much. */
final class Rates {
  private final Sample base;
  private final BootClock clock;
  private final long elapsedMillis;
  private final List<String> notes = new ArrayList<>();

  /** From {@code base} to now, which is at least a second later. */
  Rates(Sample base, BootClock clock) {
    this.base = base;
    this.clock = clock;
    this.elapsedMillis = clock.uptimeMillis() - base.uptimeMillis();
  }

  long elapsedMillis() {
    return elapsedMillis;
  }

  /** What was left out of a rate, and why. */
  List<String> notes() {
    return notes;
  }

  /** A growth as a rate per minute, to the thousandth. */
  double perMinute(long growth) {
    return Math.round(Math.max(0, growth) * 60_000_000.0 / elapsedMillis) / 1000.0;
  }

  /**
   * The errors that were added, over all interfaces; nothing if those of one are unknown, as they
   * are of counters that went back: they say nothing of what came before.
   */
  Optional<Counters> errors(Map<String, Counters> now, String uplink) {
    Counters sum = new Counters(-1, 0, 0, 0, 0);
    for (Map.Entry<String, Counters> entry : now.entrySet()) {
      String name = entry.getKey();
      Counters before = base.interfaces().get(name);
      Counters current = entry.getValue();
      boolean known = before != null && current.index() >= 0 && before.index() >= 0;
      boolean another = known && current.index() != before.index();
      if (name.equals(uplink) && (before == null || another)) {
        notes.add(
            name
                + (before == null ? " was not seen by" : " was made anew since")
                + " an earlier run: no rates of errors yet");
        return Optional.empty();
      }
      if (before == null || another) {
        // A PPP interface that was not there then, or had no errors: all it has are new.
        sum = sum.plus(current);
      } else if (current.isBelow(before)) {
        notes.add(name + ": its counters wrapped or were set back: no rates of errors this time");
        return Optional.empty();
      } else {
        sum = sum.plus(current.minus(before));
      }
    }
    return Optional.of(sum);
  }

  /** Processor time of some processes in percent of one processor. */
  OptionalDouble processor(List<ProcessInfo> processes) {
    long grown = 0;
    boolean seen = false;
    for (ProcessInfo process : processes) {
      long ticks = process.userTicks() + process.systemTicks();
      Long before = base.ticks().get(ProcessKey.of(process));
      if (before != null) {
        grown += Math.max(0, ticks - before);
        seen = true;
      } else if (clock.uptimeAtTicks(process.startTicks()) >= base.uptimeMillis()) {
        grown += ticks;
        seen = true;
      }
    }
    if (!seen) {
      return OptionalDouble.empty();
    }
    // A tick is a hundredth of a second: ticks in a second are percent.
    return OptionalDouble.of(Math.round(grown * 1000.0 * 100 / elapsedMillis) / 100.0);
  }

  /**
   * The errors of the PPP interfaces that have any, and those of the uplink.
   *
   * @param rows the host's interfaces
   */
  static Map<String, Counters> now(HostRoot root, List<InterfaceCounters> rows, String uplink) {
    Map<String, Counters> now = new LinkedHashMap<>();
    for (InterfaceCounters row : rows) {
      boolean wanted = row.name().equals(uplink);
      if (!wanted && !Counters.of(-1, row).isZero()) {
        wanted = isPpp(root, row.name());
      }
      // A name with a blank would not survive the state; the kernel allows none.
      if (wanted && row.name().indexOf(' ') < 0 && !row.name().isEmpty()) {
        now.put(row.name(), Counters.of(index(root, row.name()), row));
      }
    }
    return now;
  }

  private static boolean isPpp(HostRoot root, String name) {
    try {
      return InterfaceType.of(root, name) == InterfaceType.PPP;
    } catch (NotVisibleException e) {
      return name.startsWith("ppp");
    }
  }

  private static long index(HostRoot root, String name) {
    if (name.indexOf('/') >= 0 || name.startsWith(".")) {
      return -1;
    }
    try {
      return Math.max(-1, Long.parseLong(root.text("/sys/class/net/" + name + "/ifindex").strip()));
    } catch (NotVisibleException | NumberFormatException e) {
      return -1;
    }
  }
}
