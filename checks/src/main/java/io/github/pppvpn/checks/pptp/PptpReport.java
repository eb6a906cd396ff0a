package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.LookedAt;
import io.github.pppvpn.checks.net.Timings;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.wire.pptp.Pptp;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the probes gave, in words and numbers. */
final class PptpReport {
  private final PptpOptions options;
  private final boolean isLookedAt;
  private final Report.Builder report = Report.builder();
  private final List<Object> addresses = new ArrayList<>();

  PptpReport(PptpOptions options, Invocation invocation) {
    this.options = options;
    // Of hundreds of hosts these lines cost as much as all others.
    this.isLookedAt = invocation.verbosity() >= Detail.LOOKED_AT;
  }

  /** Addresses that did not accept a connection before one did. */
  void passedOver(List<ProbeResult> unconnected) {
    for (ProbeResult result : unconnected) {
      result
          .failure()
          .ifPresent(
              failure ->
                  report.detail(
                      Detail.ALWAYS,
                      result.target().shown()
                          + " "
                          + failure.text()
                          + "; the next address was taken (--all-addresses counts every one)"));
      addresses.add(data(result));
    }
  }

  /** An address that could not be asked, through no fault of its own. */
  void unasked(String sentence) {
    report.detail(Detail.ALWAYS, sentence);
  }

  /** The report on {@code results}, of which the worst counts. */
  Report build(List<ProbeResult> results) {
    List<ProbeResult> answered = new ArrayList<>();
    for (ProbeResult result : results) {
      if (result.failure().isPresent()) {
        Failure failure = result.failure().get();
        report.finding(
            Finding.critical(
                    result.target().shown() + " " + failure.text(), failure.kind().nextStep())
                .inAWord(failure.kind().word()));
      } else {
        answered.add(result);
      }
      addresses.add(data(result));
    }
    report.summary(summary(results, answered));
    Worst total = new Worst();
    Worst connect = new Worst();
    Worst handshake = new Worst();
    Worst echo = new Worst();
    for (ProbeResult result : results) {
      total.add(result.totalNanos());
      connect.add(result.connectNanos());
      handshake.add(result.handshakeNanos());
      echo.add(result.echoNanos());
    }
    metric(PptpMetrics.TIME, total);
    metric(PptpMetrics.CONNECT_TIME, connect);
    metric(PptpMetrics.HANDSHAKE_TIME, handshake);
    metric(PptpMetrics.ECHO_TIME, echo);
    if (isLookedAt) {
      for (ProbeResult result : results) {
        lookedAt(result);
      }
    }
    return report.data("addresses", addresses).build();
  }

  private String summary(List<ProbeResult> results, List<ProbeResult> answered) {
    if (results.size() == 1) {
      return answered.isEmpty() ? "" : sentence(answered.get(0));
    }
    if (answered.isEmpty()) {
      return "";
    }
    String what = options.connectOnly() ? " addresses accept a connection" : " addresses answer";
    String count = answered.size() + " of " + results.size() + what;
    return answered.size() < results.size() ? count : count + "; " + sentence(answered.get(0));
  }

  private String sentence(ProbeResult result) {
    String time = Timings.text(result.totalNanos());
    if (result.reply().isEmpty()) {
      return result.target().shown()
          + " accepted a TCP connection in "
          + time
          + ", PPTP was not asked for";
    }
    String echo =
        result.echoNanos().isPresent() ? ", Echo in " + Timings.text(result.echoNanos()) : "";
    return result.target().shown()
        + " answered in "
        + time
        + echo
        + ": "
        + peer(result.reply().get());
  }

  private static String peer(StartControlConnectionReply reply) {
    return "host \""
        + reply.hostName()
        + "\", vendor \""
        + reply.vendorString()
        + "\", firmware "
        + reply.firmwareRevision()
        + ", PPTP "
        + Pptp.versionText(reply.protocolVersion());
  }

  private void metric(MetricSpec spec, Worst worst) {
    if (worst.nanos >= 0) {
      report.metric(Metric.ofNanos(spec, worst.nanos));
    }
  }

  /** The slowest of the addresses. */
  private static final class Worst {
    private long nanos = -1;

    void add(OptionalLong taken) {
      nanos = Math.max(nanos, taken.orElse(-1));
    }
  }

  private void lookedAt(ProbeResult result) {
    StringBuilder line = new StringBuilder(result.target().shown());
    line.append(result.failure().isPresent() ? ": " + result.failure().get().text() : ": up");
    Timings.append(line, ", connect ", result.connectNanos());
    Timings.append(line, ", handshake ", result.handshakeNanos());
    Timings.append(line, ", echo ", result.echoNanos());
    if (result.reply().isPresent()) {
      line.append(", ").append(peer(result.reply().get()));
    }
    LookedAt.add(report, line, result.farewell(), result.wire());
  }

  private static Map<String, Object> data(ProbeResult result) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("address", result.target().shown());
    data.put("up", result.failure().isEmpty());
    if (result.failure().isPresent()) {
      data.put("failure", result.failure().get().kind().name());
    }
    Timings.put(data, "time", result.totalNanos());
    Timings.put(data, "connect_time", result.connectNanos());
    Timings.put(data, "handshake_time", result.handshakeNanos());
    Timings.put(data, "echo_time", result.echoNanos());
    if (result.reply().isPresent()) {
      StartControlConnectionReply reply = result.reply().get();
      data.put("host_name", reply.hostName());
      data.put("vendor", reply.vendorString());
      data.put("firmware", reply.firmwareRevision());
      data.put("protocol_version", Pptp.versionText(reply.protocolVersion()));
      data.put("result_code", reply.resultCode());
      data.put("error_code", reply.errorCode());
    }
    return data;
  }
}
