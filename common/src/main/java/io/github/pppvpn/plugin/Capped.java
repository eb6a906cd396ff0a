package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts by names from the outside world (users, addresses) as a bounded number of series: those
 * with the most, and all others in one.
 */
public final class Capped {
  /** The label of what is not named. Who is really called so is counted with the others. */
  static final String OTHER = "other";

  private Capped() {}

  /**
   * Adds the {@code most} greatest of {@code counts} to {@code report} and what is then missing
   * from {@code total}.
   *
   * @param counts by names as they may be shown
   * @param more values of the labels after the first
   */
  public static void add(
      Report.Builder report,
      SeriesSpec spec,
      Map<String, Long> counts,
      long total,
      int most,
      String... more) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        (a, b) -> {
          int byCount = Long.compare(b.getValue(), a.getValue());
          return byCount != 0 ? byCount : a.getKey().compareTo(b.getKey());
        });
    long rest = total;
    int named = 0;
    for (Map.Entry<String, Long> entry : sorted) {
      if (named == most || entry.getKey().equals(OTHER)) {
        continue;
      }
      named++;
      rest -= entry.getValue();
      report.value(spec, (double) entry.getValue(), labels(entry.getKey(), more));
    }
    report.value(spec, (double) Math.max(0, rest), labels(OTHER, more));
  }

  private static String[] labels(String first, String... more) {
    String[] labels = new String[more.length + 1];
    labels[0] = first;
    System.arraycopy(more, 0, labels, 1, more.length);
    return labels;
  }
}
