package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.Unit;
import java.util.Map;
import java.util.OptionalLong;

/** Measured times, in nanoseconds, as a report shows them; what was not measured is left out. */
public final class Timings {
  private Timings() {}

  /** For a sentence: {@code 1.33 ms}. */
  public static String text(OptionalLong nanos) {
    return Unit.SECONDS.text(nanos.orElse(0) / 1e9);
  }

  /** As a metric, in seconds. */
  public static void metric(Report.Builder report, MetricSpec spec, OptionalLong nanos) {
    if (nanos.isPresent()) {
      report.metric(Metric.ofNanos(spec, nanos.getAsLong()));
    }
  }

  /** At the end of a line, behind {@code what}: {@code , connect 1.33 ms}. */
  public static void append(StringBuilder line, String what, OptionalLong nanos) {
    if (nanos.isPresent()) {
      line.append(what).append(text(nanos));
    }
  }

  /** For programs: seconds, to the microsecond. */
  public static void put(Map<String, Object> data, String key, OptionalLong nanos) {
    if (nanos.isPresent()) {
      data.put(key, Math.round(nanos.getAsLong() / 1e3) / 1e6);
    }
  }
}
