package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Part;

/** How many hosts answered well, and which was the last to. */
final class Answers {
  private final MetricSpec time;
  private int hosts;
  private int answered;
  private int silent;
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
    if (part.report().valueless().contains(time.name())) {
      silent++;
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

  /**
   * {@code 497 of 500 hosts answer, the slowest, gw7, in 12.3 ms}, and how many are silent that may
   * be; empty if there is neither.
   */
  String text() {
    StringBuilder text = new StringBuilder();
    if (answered > 0) {
      text.append(answered).append(" of ").append(hosts).append(" hosts answer, the slowest, ");
      text.append(name).append(", in ").append(time.unit().text(slowest));
    }
    if (silent > 0) {
      text.append(answered > 0 ? "; " + silent : silent + " of " + hosts + " hosts");
      text.append(silent == 1 ? " is" : " are").append(" silent, which is OK here (--no-answer)");
    }
    return text.toString();
  }
}
