package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What was seen, in words and numbers. */
final class PppdReport {
  private static final int MOST_LINES = 10;

  private static final int KILL = 9;

  private final PppdOptions options;
  private final Invocation invocation;
  private final HostRoot root;
  private final Seen seen;
  private final Report.Builder report = Report.builder();
  private final List<Object> daemonData = new ArrayList<>();

  /** What is not as it is to be, and is OK here. */
  private final List<String> accepted = new ArrayList<>();

  PppdReport(PppdOptions options, Invocation invocation, HostRoot root, Seen seen) {
    this.options = options;
    this.invocation = invocation;
    this.root = root;
    this.seen = seen;
  }

  Report build() {
    long restarts = 0;
    for (RestartCount count : seen.restarts()) {
      restarts += count.count();
    }
    // Without the time since boot nobody knows whether a daemon's start is of the window.
    if (seen.noClock().isEmpty()) {
      report.metric(Metric.of(PppdMetrics.RESTARTS, (double) restarts));
    }
    for (int i = 0; i < seen.daemons().size(); i++) {
      daemon(seen.daemons().get(i), seen.restarts().get(i));
    }
    report.summary(summary());
    for (LogProblem doubt : seen.doubts()) {
      report.finding(Finding.unknown(doubt.sentence(), doubt.nextStep()));
    }
    pppds();
    crashes();
    errors();
    missing();
    for (LogProblem problem : seen.problems()) {
      said(problem, "");
    }
    for (String note : seen.notes()) {
      report.detail(Detail.LOOKED_AT, note);
    }
    return report.data("daemons", daemonData).build();
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    for (DaemonSeen daemon : seen.daemons()) {
      OptionalLong uptime = daemon.uptimeMillis(seen.clock());
      if (daemon.runs()) {
        text.append(text.length() == 0 ? "" : ", ").append(daemon.name());
        if (daemon.stopped().isPresent()) {
          text.append(" stopped");
        } else {
          text.append(uptime.isPresent() ? " up " + Span.text(uptime.getAsLong()) : " runs");
        }
      }
    }
    text.append(text.length() == 0 ? "" : "; ").append(seen.fleet().live.size()).append(" pppd");
    long restarts = 0;
    for (RestartCount count : seen.restarts()) {
      restarts += count.count();
    }
    if (restarts > 0) {
      text.append(", ").append(restarts).append(restarts == 1 ? " restart" : " restarts");
      text.append(" within ").append(Span.text(options.windowMillis()));
    }
    for (String down : accepted) {
      text.append("; ").append(down).append(", which is OK here (--down)");
    }
    if (seen.bootedWithin()) {
      text.append("; the host booted ")
          .append(Span.text(seen.clock().orElseThrow().uptimeMillis()))
          .append(" ago, which is no restart");
    }
    return text.toString();
  }

  private void daemon(DaemonSeen daemon, RestartCount restarts) {
    String name = daemon.name();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", name);
    data.put("runs", daemon.runs());
    data.put("procs", daemon.own().size());
    if (seen.noClock().isEmpty()) {
      data.put("restarts", restarts.count());
    }
    report.metric(new Metric(name + "_procs", PppdMetrics.PROCS, daemon.own().size()));
    if (seen.noClock().isEmpty()) {
      report.value(PppdMetrics.DAEMON_RESTARTS, (double) restarts.count(), name);
    }
    report.value(PppdMetrics.REQUIRED, daemon.wanted().mayBeDown() ? 0 : 1, name);
    judgePresence(daemon, data);
    if (daemon.stopped().isPresent()) {
      int pid = daemon.stopped().get().pid();
      data.put("stopped", true);
      down(
          name + " (process " + pid + ") is stopped",
          "kill -CONT " + pid + ", or see who traces it (TracerPid in /proc/" + pid + "/status).");
    }
    OptionalLong uptime = daemon.uptimeMillis(seen.clock());
    if (uptime.isPresent()) {
      report.metric(
          new Metric(
              name + "_uptime", PppdMetrics.UPTIME, Math.floor(uptime.getAsLong() / 1000.0)));
      data.put("uptime", uptime.getAsLong() / 1000);
    }
    OptionalLong resident = daemon.residentBytes(root);
    if (resident.isPresent()) {
      report.metric(new Metric(name + "_rss", PppdMetrics.RSS, (double) resident.getAsLong()));
      data.put("rss", resident.getAsLong());
    }
    if (seen.rates().isPresent() && daemon.runs()) {
      OptionalDouble processor = seen.rates().get().processor(daemon.all());
      if (processor.isPresent()) {
        report.metric(new Metric(name + "_cpu", PppdMetrics.CPU, processor.getAsDouble()));
        data.put("cpu", processor.getAsDouble());
      }
    }
    if (restarts.count() > 0) {
      report.detail(Detail.ALWAYS, restarted(daemon, restarts));
    }
    report.detail(Detail.LOOKED_AT, lookedAt(daemon, uptime));
    daemonData.add(data);
  }

  private void judgePresence(DaemonSeen daemon, Map<String, Object> data) {
    String name = daemon.name();
    WantedDaemon wanted = daemon.wanted();
    if (!daemon.runs() && !wanted.mayBeDown()) {
      String state = seen.systemd().getOrDefault(name, "");
      StringBuilder text = new StringBuilder(name).append(" does not run");
      if (!state.isEmpty()) {
        text.append(" (systemd: ").append(state).append(')');
        data.put("systemd", state);
      }
      String unit = KnownDaemon.unitOf(name);
      unit = unit.substring(0, unit.length() - ".service".length());
      StringBuilder next = new StringBuilder();
      next.append("Why: systemctl status ").append(unit).append(", journalctl -u ").append(unit);
      next.append(", or its lines in the log; then systemctl start ").append(unit).append('.');
      if (daemon.configuration().isPresent()) {
        next.append(" It is expected because of ").append(daemon.configuration().get());
        next.append("; if it is not meant to run, name those that are with --daemon.");
      }
      daemon
          .doubt()
          .ifPresent(why -> next.append(" It counts for PPTP and for L2TP: ").append(why));
      down(text.toString(), next.toString());
      lastWord(name);
    } else if (wanted.allowed().isPresent() && wanted.allowed().get().alerts(daemon.own().size())) {
      int count = daemon.own().size();
      down(
          name
              + " has "
              + count
              + (count == 1 ? " process" : " processes")
              + ", allowed are "
              + wanted.allowed().get().shortest(),
          "They are: ps -C " + wanted.command() + " -o pid,ppid,lstart,args");
    }
  }

  private void down(String text, String nextStep) {
    if (options.down() == State.OK) {
      accepted.add(text);
    } else {
      report.finding(new Finding(options.down(), text, nextStep));
    }
  }

  private void lastWord(String name) {
    Optional<Daemon> log = KnownDaemon.logOf(name);
    Optional<LogFact> last = log.isPresent() ? seen.logs().last(log.get()) : Optional.empty();
    if (last.isEmpty()) {
      return;
    }
    LogFact fact = last.get();
    String what =
        switch (fact.kind()) {
          case DAEMON_STOPPED ->
              fact.signal() > 0 ? "it was stopped by signal " + fact.signal() : "it was stopped";
          case CRASHED -> "it died of " + Signals.text(fact.signal());
          case DAEMON_FAILED -> "it could not do its work: " + fact.text();
          default -> "it started, and does not say why it ended";
        };
    report.detail(Detail.ALWAYS, name + "'s last word in the log, " + ago(fact) + ": " + what);
  }

  private String restarted(DaemonSeen daemon, RestartCount restarts) {
    OptionalLong uptime = daemon.uptimeMillis(seen.clock());
    String times = restarts.count() == 1 ? "once" : restarts.count() + " times";
    return daemon.name()
        + " was started again "
        + times
        + " within "
        + Span.text(options.windowMillis())
        + (uptime.isPresent() ? ", last " + Span.text(uptime.getAsLong()) + " ago" : "")
        + " ("
        + restarts.source()
        + ")";
  }

  private static String lookedAt(DaemonSeen daemon, OptionalLong uptime) {
    StringBuilder line = new StringBuilder(daemon.name()).append(": ");
    int count = daemon.own().size();
    line.append(count).append(count == 1 ? " process" : " processes");
    if (daemon.main().isPresent()) {
      line.append(", the youngest ").append(daemon.main().get().pid());
      line.append(uptime.isPresent() ? " up " + Span.text(uptime.getAsLong()) : "");
    }
    if (!daemon.helpers().isEmpty()) {
      line.append(", ").append(daemon.helpers().size()).append(" pptpctrl");
    }
    if (daemon.configuration().isPresent()) {
      line.append(", configured by ").append(daemon.configuration().get());
    }
    if (daemon.doubt().isPresent()) {
      line.append("; it counts for PPTP and for L2TP: ").append(daemon.doubt().get());
    }
    return line.toString();
  }

  private void pppds() {
    PppdFleet fleet = seen.fleet();
    report.metric(Metric.of(PppdMetrics.PPPD_PROCS, fleet.live.size()));
    report.metric(Metric.of(PppdMetrics.PPPD_ORPHANS, fleet.orphans.size()));
    report.metric(Metric.of(PppdMetrics.PPPD_ZOMBIES, fleet.zombies.size()));
    List<Object> orphans = new ArrayList<>();
    for (int i = 0; i < fleet.orphans.size(); i++) {
      Orphan orphan = fleet.orphans.get(i);
      if (i < MOST_LINES) {
        report.detail(Detail.ALWAYS, orphanLine(orphan));
      }
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("pid", orphan.pid());
      data.put("daemon", orphan.daemon());
      data.put("without", orphan.parentless() ? "daemon" : "interface");
      orphan.interfaceName().ifPresent(name -> data.put("interface", name));
      orphan.peer().ifPresent(peer -> data.put("peer", invocation.privacy().address(peer)));
      orphans.add(data);
    }
    more(fleet.orphans.size(), "orphans");
    for (int i = 0; i < Math.min(MOST_LINES, fleet.zombies.size()); i++) {
      ProcessInfo zombie = fleet.zombies.get(i);
      report.detail(
          Detail.ALWAYS,
          "pppd "
              + zombie.pid()
              + " is a zombie: its parent, process "
              + zombie.parent()
              + ", does not collect it");
    }
    more(fleet.zombies.size(), "zombies");
    int others = fleet.live.size() - fleet.served();
    report.detail(
        Detail.LOOKED_AT,
        "pppd: "
            + fleet.served()
            + " for clients of pptpd and xl2tpd, "
            + others
            + " for others (dialling out, PPPoE)");
    for (int i = 0; i < Math.min(MOST_LINES, fleet.stale.size()); i++) {
      PidFile file = fleet.stale.get(i);
      report.detail(
          Detail.LOOKED_AT,
          file.path() + " names process " + file.pid() + ", which is no pppd: it was killed");
    }
    report.data("orphans", orphans);
  }

  private void more(int count, String what) {
    if (count > MOST_LINES) {
      report.detail(Detail.ALWAYS, "… " + (count - MOST_LINES) + " more " + what);
    }
  }

  private String orphanLine(Orphan orphan) {
    StringBuilder line = new StringBuilder("pppd ").append(orphan.pid());
    orphan.interfaceName().ifPresent(name -> line.append(" on ").append(name));
    orphan
        .peer()
        .ifPresent(peer -> line.append(" for ").append(invocation.privacy().address(peer)));
    if (orphan.parentless()) {
      line.append(" has no ").append(orphan.daemon()).append(" above it any more: its session");
      line.append(" goes on, its address may be handed out again; kill ").append(orphan.pid());
      return line.append(" ends it").toString();
    }
    line.append(", of ").append(orphan.daemon()).append(", has no interface: it serves nobody");
    return line.append("; kill ").append(orphan.pid()).append(" ends it").toString();
  }

  private void crashes() {
    LogFacts logs = seen.logs();
    List<LogFact> crashes = logs.crashes();
    if (logs.problem().isPresent()) {
      said(logs.problem().get(), ", so crashes are not counted");
    } else {
      report.metric(Metric.of(PppdMetrics.CRASHES, crashes.size()));
    }
    for (int i = Math.max(0, crashes.size() - MOST_LINES); i < crashes.size(); i++) {
      LogFact crash = crashes.get(i);
      String name = KnownDaemon.nameOf(crash.daemon());
      report.detail(
          Detail.ALWAYS,
          name
              + (crash.pid() >= 0 ? " " + crash.pid() : "")
              + " died of "
              + Signals.text(crash.signal())
              + " "
              + ago(crash)
              + (crash.signal() == KILL
                  ? "; somebody or the kernel's want of memory killed it: journalctl -k"
                  : "; a core may be left: coredumpctl list " + name));
    }
    more(crashes.size(), "crashes");
    for (LogFact fact : logs.facts()) {
      boolean telling = fact.kind() == Kind.CRASHED || fact.kind() == Kind.DAEMON_STARTED;
      if (telling && !fact.text().isEmpty()) {
        report.detail(Detail.WIRE, fact.text());
      }
    }
    for (String log : logs.read()) {
      report.detail(Detail.LOOKED_AT, "read: " + log);
    }
  }

  private void errors() {
    if (seen.errorTotals().isPresent()) {
      Counters sum = seen.errorTotals().get();
      report
          .value(PppdMetrics.RECEIVE_ERRORS, (double) sum.rxErrors())
          .value(PppdMetrics.TRANSMIT_ERRORS, (double) sum.txErrors())
          .value(PppdMetrics.RECEIVE_DROPPED, (double) sum.rxDropped())
          .value(PppdMetrics.TRANSMIT_DROPPED, (double) sum.txDropped());
    }
    if (seen.rates().isEmpty()) {
      return;
    }
    Rates rates = seen.rates().get();
    if (seen.errors().isPresent()) {
      Counters grown = seen.errors().get();
      report.metric(Metric.of(PppdMetrics.RX_ERRORS, rates.perMinute(grown.rxErrors())));
      report.metric(Metric.of(PppdMetrics.TX_ERRORS, rates.perMinute(grown.txErrors())));
      report.metric(Metric.of(PppdMetrics.RX_DROPPED, rates.perMinute(grown.rxDropped())));
      report.metric(Metric.of(PppdMetrics.TX_DROPPED, rates.perMinute(grown.txDropped())));
    }
    report.detail(
        Detail.LOOKED_AT,
        "rates and processor time are those of the last " + Span.text(rates.elapsedMillis()));
  }

  /** Why something is not there: a range on it is UNKNOWN and says so. */
  private void missing() {
    if (seen.noClock().isPresent()) {
      LogProblem why = seen.noClock().get();
      report.missing(PppdMetrics.RESTARTS, why.sentence(), why.nextStep());
      report.missing(PppdMetrics.UPTIME, why.sentence(), why.nextStep());
    }
    for (LogProblem problem : seen.problems()) {
      missing(problem.sentence(), problem.nextStep());
    }
    for (String note : seen.notes()) {
      missing(note, "");
    }
    seen.logs()
        .problem()
        .ifPresent(why -> report.missing(PppdMetrics.CRASHES, why.sentence(), why.nextStep()));
  }

  private void missing(String why, String nextStep) {
    for (MetricSpec spec : PppdMetrics.RATES) {
      report.missing(spec, why, nextStep);
    }
  }

  private void said(LogProblem problem, String consequence) {
    report.detail(Detail.ALWAYS, problem.sentence() + consequence);
    if (!problem.nextStep().isEmpty()) {
      report.detail(Detail.ALWAYS, "To mend that: " + problem.nextStep());
    }
  }

  private String ago(LogFact fact) {
    return Span.text(invocation.currentMillis().getAsLong() - fact.millis()) + " ago";
  }
}
