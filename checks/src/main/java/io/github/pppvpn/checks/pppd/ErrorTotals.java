package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.state.StateContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The errors of the watched interfaces since the state began: what each run finds new is added, so
 * that the sum never gets less, whichever interfaces go and whatever reboots.
 *
 * @param sum all of them
 * @param seen each interface's own counters at the last run
 */
record ErrorTotals(Counters sum, Map<String, Counters> seen) {
  private static final Counters NONE = new Counters(-1, 0, 0, 0, 0);
  private static final String TOTAL = "error-total";
  private static final String SEEN = "error-seen";

  /**
   * Those of the last run.
   *
   * @param sameBoot whether the host has not booted since: interfaces count from 0 otherwise
   */
  static ErrorTotals of(Optional<StateContent> stored, boolean sameBoot) {
    Counters sum = NONE;
    Map<String, Counters> seen = new LinkedHashMap<>();
    if (stored.isPresent()) {
      try {
        for (StateContent.Value value : stored.get().values()) {
          Fields in = new Fields(value.text());
          if (value.name().equals(TOTAL)) {
            sum = counters(in);
          } else if (value.name().equals(SEEN) && sameBoot) {
            seen.put(in.word(), counters(in));
          }
        }
      } catch (NumberFormatException e) {
        // Only a damaged state reads so; its sums are as lost as those of none.
        return new ErrorTotals(NONE, Map.of());
      }
    }
    return new ErrorTotals(sum, seen);
  }

  /** With what the interfaces show now. */
  ErrorTotals next(Map<String, Counters> now) {
    Counters total = sum;
    for (Map.Entry<String, Counters> entry : now.entrySet()) {
      Counters before = seen.get(entry.getKey());
      Counters current = entry.getValue();
      boolean another =
          before == null
              || (current.index() >= 0 && before.index() >= 0 && current.index() != before.index());
      if (another) {
        total = total.plus(current);
      } else if (!current.isBelow(before)) {
        total = total.plus(current.minus(before));
      }
    }
    return new ErrorTotals(total, now);
  }

  void addTo(List<StateContent.Value> values) {
    values.add(new StateContent.Value(TOTAL, text(sum)));
    for (Map.Entry<String, Counters> entry : seen.entrySet()) {
      values.add(new StateContent.Value(SEEN, entry.getKey() + " " + text(entry.getValue())));
    }
  }

  /** Whether a value of the state is one of these. */
  static boolean isName(String name) {
    return name.equals(TOTAL) || name.equals(SEEN);
  }

  private static Counters counters(Fields in) {
    return new Counters(in.number(), in.number(), in.number(), in.number(), in.number());
  }

  private static String text(Counters c) {
    return c.index()
        + " "
        + c.rxErrors()
        + " "
        + c.txErrors()
        + " "
        + c.rxDropped()
        + " "
        + c.txDropped();
  }
}
