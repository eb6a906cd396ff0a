package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StoredState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What earlier runs saw since the host booted. All times are those of the boot clock, which no
 * change of the wall clock moves.
 */
final class History {
  /** Rates are taken over at least so long, where there are runs in closer succession. */
  private static final long LEAST_SPACING_MILLIS = 30_000;

  private static final long LEAST_RATE_MILLIS = 1_000;
  private static final long CLOCKS_DIFFER_MILLIS = 60_000;
  private static final int MOST_PROCESSES = 2_000;
  private static final int MOST_RESTARTS = 500;
  private static final int MOST_SAMPLES = 2;

  final Map<String, LastSeen> daemons = new LinkedHashMap<>();
  final List<Restart> restarts = new ArrayList<>();
  final Set<ProcessKey> suspects = new HashSet<>();
  private final List<Sample> samples = new ArrayList<>();
  private String bootId = "";
  private long lastUptime = -1;
  private String reason = "";

  private History() {}

  /** Remembers nothing, because of {@code reason}. */
  static History none(String reason) {
    History none = new History();
    none.reason = reason;
    return none;
  }

  /**
   * What the state holds, if it is of this boot.
   *
   * @param bootId the kernel's name for this boot; empty if it is not known
   */
  static History of(StoredState stored, BootClock clock, String bootId, long nowMillis) {
    if (stored.content().isEmpty()) {
      return none(stored.reason());
    }
    StateContent content = stored.content().get();
    History history = new History();
    try {
      history.parse(content);
    } catch (NumberFormatException e) {
      return none("what the last run left behind is not understood");
    }
    if (!history.isOf(bootId, clock.uptimeMillis(), nowMillis - content.writtenMillis())) {
      return none("the host was booted since the last run");
    }
    return history;
  }

  /** Why nothing is remembered; empty if something is. */
  String reason() {
    return reason;
  }

  boolean isEmpty() {
    return lastUptime < 0;
  }

  /** When the last run was, in milliseconds since boot; -1 if none is remembered. */
  long lastUptime() {
    return lastUptime;
  }

  /** The sample that rates are taken from; nothing if there is none, or none that is recent. */
  Optional<Sample> baseline(long uptimeMillis, long oldestMillis) {
    for (int i = samples.size() - 1; i >= 0; i--) {
      Sample sample = samples.get(i);
      long age = uptimeMillis - sample.uptimeMillis();
      if (age > oldestMillis) {
        break;
      }
      if (age >= LEAST_SPACING_MILLIS || (i == 0 && age >= LEAST_RATE_MILLIS)) {
        return Optional.of(sample);
      }
    }
    return Optional.empty();
  }

  /** The state that this run leaves behind. */
  StateContent content(Sample now, String boot, long windowMillis, long nowMillis) {
    List<StateContent.Value> values = new ArrayList<>();
    values.add(new StateContent.Value("boot", boot));
    values.add(new StateContent.Value("uptime", "" + now.uptimeMillis()));
    for (Map.Entry<String, LastSeen> entry : daemons.entrySet()) {
      LastSeen seen = entry.getValue();
      values.add(
          new StateContent.Value(
              "daemon",
              entry.getKey()
                  + " "
                  + text(seen.process())
                  + " "
                  + seen.systemdRestarts().orElse(-1)));
    }
    int left = MOST_RESTARTS;
    for (int i = restarts.size() - 1; i >= 0 && left > 0; i--) {
      Restart restart = restarts.get(i);
      if (now.uptimeMillis() - restart.uptimeMillis() <= windowMillis) {
        values.add(
            new StateContent.Value(
                "restart",
                restart.daemon() + " " + restart.uptimeMillis() + " " + restart.count()));
        left--;
      }
    }
    int most = MOST_PROCESSES;
    for (ProcessKey suspect : suspects) {
      if (most-- > 0) {
        values.add(new StateContent.Value("suspect", text(suspect)));
      }
    }
    for (Sample sample : kept(now)) {
      add(sample, values);
    }
    return new StateContent(nowMillis, values);
  }

  private List<Sample> kept(Sample now) {
    List<Sample> kept = new ArrayList<>(samples);
    boolean close =
        !kept.isEmpty()
            && now.uptimeMillis() - kept.get(kept.size() - 1).uptimeMillis() < LEAST_SPACING_MILLIS;
    if (!close) {
      kept.add(now);
    }
    return kept.subList(Math.max(0, kept.size() - MOST_SAMPLES), kept.size());
  }

  private static void add(Sample sample, List<StateContent.Value> values) {
    values.add(new StateContent.Value("sample", "" + sample.uptimeMillis()));
    for (Map.Entry<String, Counters> entry : sample.interfaces().entrySet()) {
      Counters c = entry.getValue();
      values.add(
          new StateContent.Value(
              "interface",
              entry.getKey()
                  + " "
                  + c.index()
                  + " "
                  + c.rxErrors()
                  + " "
                  + c.txErrors()
                  + " "
                  + c.rxDropped()
                  + " "
                  + c.txDropped()));
    }
    int most = MOST_PROCESSES;
    for (Map.Entry<ProcessKey, Long> entry : sample.ticks().entrySet()) {
      if (most-- > 0) {
        values.add(new StateContent.Value("ticks", text(entry.getKey()) + " " + entry.getValue()));
      }
    }
  }

  private static String text(ProcessKey process) {
    return process.pid() + " " + process.startTicks();
  }

  private void parse(StateContent content) {
    long sample = -1;
    Map<String, Counters> interfaces = new LinkedHashMap<>();
    Map<ProcessKey, Long> ticks = new LinkedHashMap<>();
    for (StateContent.Value value : content.values()) {
      Fields in = new Fields(value.text());
      switch (value.name()) {
        case "boot" -> bootId = value.text();
        case "uptime" -> lastUptime = in.number();
        case "daemon" -> {
          String name = in.word();
          ProcessKey process = process(in);
          long counter = in.number();
          daemons.put(
              name,
              new LastSeen(process, counter < 0 ? OptionalLong.empty() : OptionalLong.of(counter)));
        }
        case "restart" -> restarts.add(0, new Restart(in.word(), in.number(), in.number()));
        case "suspect" -> suspects.add(process(in));
        case "sample" -> {
          flush(sample, interfaces, ticks);
          sample = in.number();
        }
        case "interface" ->
            interfaces.put(
                in.word(),
                new Counters(in.number(), in.number(), in.number(), in.number(), in.number()));
        case "ticks" -> ticks.put(process(in), in.number());
        default -> {
          if (!ErrorTotals.isName(value.name())) {
            throw new NumberFormatException(value.name());
          }
        }
      }
    }
    flush(sample, interfaces, ticks);
  }

  private void flush(long uptime, Map<String, Counters> interfaces, Map<ProcessKey, Long> ticks) {
    if (uptime >= 0) {
      samples.add(new Sample(uptime, interfaces, ticks));
    }
    interfaces.clear();
    ticks.clear();
  }

  private static ProcessKey process(Fields in) {
    return new ProcessKey((int) in.number(), in.number());
  }

  private boolean isOf(String boot, long uptimeMillis, long sinceMillis) {
    if (lastUptime < 0 || uptimeMillis < lastUptime) {
      return false;
    }
    if (!boot.isEmpty() && !bootId.isEmpty()) {
      return boot.equals(bootId);
    }
    // Without its name it is the same boot if both clocks went on alike.
    return Math.abs(sinceMillis - (uptimeMillis - lastUptime)) <= CLOCKS_DIFFER_MILLIS;
  }
}
