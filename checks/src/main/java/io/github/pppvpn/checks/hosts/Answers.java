package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Part;

/** How many hosts answered well, and which was the last to. */
final class Answers {
  private final MetricSpec time;
  private int hosts;
  private int answered;
  private double slowest;
  private String name = "";

  /**
   * @param time what tells that a host answered, and how soon
   */
  Answers(MetricSpec time) {
    this.time = time;
  }

  void add(Part part) {
    hosts++;
    if (!part.report().findings().isEmpty()) {
      return;
    }
    for (Metric metric : part.report().metrics()) {
      if (metric.label().equals(time.name())) {
        answered++;
        if (name.isEmpty() || metric.value() > slowest) {
          slowest = metric.value();
          name = part.name();
        }
      }
    }
  }

  /** {@code 497 of 500 hosts answer, the slowest, gw7, in 12.3 ms}; empty if none does. */
  String text() {
    if (answered == 0) {
      return "";
    }
    return answered
        + " of "
        + hosts
        + " hosts answer, the slowest, "
        + name
        + ", in "
        + time.unit().text(slowest);
  }
}
