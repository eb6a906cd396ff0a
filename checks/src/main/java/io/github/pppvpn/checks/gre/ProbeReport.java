package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.LookedAt;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.Timings;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a probe gave, in words and numbers. */
final class ProbeReport {
  /** The kinds of obstacles as Prometheus knows them. */
  static final List<String> PATHS =
      List.of(
          "ok",
          "control_down",
          "call_refused",
          "call_silent",
          "call_ended",
          "gre_blocked",
          "only_to_probe",
          "only_to_server",
          "forbidden_here",
          "no_echo",
          "lcp_not_open",
          "looped_back",
          "black_hole");

  private final Report.Builder report = Report.builder();
  private final List<Finding> unconnected = new ArrayList<>();
  private boolean probed;
  private String path = "control_down";

  /** An address that did not accept a connection. */
  void unconnected(Target target, Failure failure) {
    unconnected.add(
        Finding.critical(target.shown() + " " + failure.text(), failure.kind().nextStep()));
  }

  /** The address that did, and what came of it. */
  void probed(Target target, ProbeOutcome seen, List<String> wire) {
    probed = true;
    Optional<Obstacle> obstacle = Judgement.of(seen);
    if (obstacle.isPresent()) {
      finding(target, obstacle.get());
    }
    path = obstacle.isPresent() ? path(obstacle.get().kind()) : "ok";
    seen.pathMtu().ifPresent(search -> pathMtu(target, search));
    report.summary(obstacle.isPresent() ? "" : summary(target, seen));
    metrics(seen);
    lookedAt(target, seen, obstacle, wire);
    report.data("address", target.shown());
    report.data("result", obstacle.map(Obstacle::kind).orElse("OK"));
    report.data("gre_from_server", seen.reachesUs());
    report.data("gre_to_server", seen.reachesServer());
    report.data("lcp_opened", seen.opened());
    report.data("echoes_sent", seen.series().sent());
    report.data("echoes_received", seen.series().received());
    if (seen.reply().isPresent()) {
      report.data("host_name", seen.reply().get().hostName());
      report.data("vendor", seen.reply().get().vendorString());
      report.data("firmware", seen.reply().get().firmwareRevision());
    }
  }

  private void finding(Target target, Obstacle obstacle) {
    report.finding(
        new Finding(obstacle.state(), target.shown() + " " + obstacle.text(), obstacle.nextStep()));
  }

  /** The report; of addresses that were passed over only the text remains. */
  Report build() {
    for (Finding finding : unconnected) {
      if (probed) {
        report.detail(Detail.ALWAYS, finding.text() + "; the next address was taken");
      } else {
        report.finding(finding);
      }
    }
    for (String state : PATHS) {
      report.value(GreMetrics.PATH, state.equals(path) ? 1 : 0, state);
    }
    return report.build();
  }

  private static String path(String kind) {
    for (String state : PATHS) {
      if (state.equalsIgnoreCase(kind)) {
        return state;
      }
    }
    // Of the control channel check_pptp_tcp1723 tells more.
    return "control_down";
  }

  private static String summary(Target target, ProbeOutcome seen) {
    EchoSeries series = seen.series();
    String text =
        "GRE passes both ways to "
            + target.shown()
            + ": "
            + series.received()
            + " of "
            + series.sent()
            + " echoes";
    if (series.sent() < series.count()) {
      text += " (no time for " + (series.count() - series.sent()) + " more)";
    }
    if (series.average().isPresent()) {
      text += ", round trip " + Timings.text(series.average());
    }
    if (seen.pathMtu().isPresent()) {
      text += ", " + pathMtuText(seen.pathMtu().get());
    }
    return text;
  }

  private static String pathMtuText(PathMtuSearch search) {
    if (search.isTop()) {
      return "packets of " + search.largest() + " bytes pass";
    }
    if (!search.isExact()) {
      return "path MTU at least "
          + search.largest()
          + ", below "
          + search.smallestFailed()
          + " (no time for more)";
    }
    return "path MTU "
        + search.largest()
        + (search.announcer().isEmpty()
            ? ", larger packets vanish"
            : " (" + search.announcer() + " says fragmentation needed)");
  }

  private void pathMtu(Target target, PathMtuSearch search) {
    if (search.isBlackHole()) {
      path = path.equals("ok") ? "black_hole" : path;
      finding(
          target,
          Obstacle.blackHole(
              "is behind a black hole: packets above "
                  + search.largest()
                  + " bytes vanish, no ICMP \"fragmentation needed\" comes"));
    }
  }

  private void metrics(ProbeOutcome seen) {
    seen.loss().ifPresent(loss -> report.metric(Metric.of(GreMetrics.LOSS, loss)));
    Timings.metric(report, GreMetrics.RTA, seen.series().average());
    Timings.metric(report, GreMetrics.RTMAX, seen.series().longest());
    Timings.metric(report, GreMetrics.JITTER, seen.series().jitter());
    Timings.metric(report, GreMetrics.CALL_SETUP_TIME, seen.callSetupNanos());
    Timings.metric(report, GreMetrics.FIRST_GRE_TIME, seen.firstGreNanos());
    seen.pathMtu()
        .ifPresent(search -> report.metric(Metric.of(GreMetrics.PATH_MTU, search.largest())));
  }

  private void lookedAt(
      Target target, ProbeOutcome seen, Optional<Obstacle> obstacle, List<String> wire) {
    StringBuilder line = new StringBuilder(target.shown());
    line.append(obstacle.isPresent() ? ": " + obstacle.get().text() : ": up");
    if (seen.reply().isPresent()) {
      StartControlConnectionReply reply = seen.reply().get();
      line.append(", host \"").append(reply.hostName());
      line.append("\", vendor \"").append(reply.vendorString());
      line.append("\", firmware ").append(reply.firmwareRevision());
    }
    line.append("; GRE from the server ").append(seen.reachesUs() ? "arrives" : "was not seen");
    line.append(", ours ").append(seen.reachesServer() ? "arrives" : "is not known to arrive");
    if (seen.malformed() > 0) {
      line.append("; ").append(seen.malformed()).append(" malformed packets");
    }
    LookedAt.add(report, line, seen.farewell(), wire);
  }
}
