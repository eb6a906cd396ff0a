package io.github.pppvpn.checks.auth;

import io.github.pppvpn.checks.logs.LogChoice;
import io.github.pppvpn.checks.logs.LogsEnd;
import io.github.pppvpn.checks.logs.OpenLogs;
import io.github.pppvpn.checks.logs.ReadLog;
import io.github.pppvpn.checks.logs.SinceLast;
import io.github.pppvpn.checks.logs.Window;
import io.github.pppvpn.log.dialect.Method;
import io.github.pppvpn.log.event.FailureReason;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.NegotiationPhase;
import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What was counted, in words and numbers. */
final class AuthReport {
  private static final long STALE_MILLIS = 3_600_000;

  private static final int SHOWN_PARTIES = 5;
  private static final int DATA_PARTIES = 1000;

  private final AuthOptions options;
  private final Privacy privacy;
  private final LogChoice choice;
  private final OpenLogs logs;
  private final Tally tally;
  private final Supplier<ZoneId> zone;
  private final long now;
  private final Advice advice;
  private final Report.Builder report = Report.builder();

  AuthReport(
      AuthOptions options,
      Invocation invocation,
      LogChoice choice,
      OpenLogs logs,
      Tally tally,
      Supplier<ZoneId> zone,
      long now) {
    this.options = options;
    this.privacy = invocation.privacy();
    this.choice = choice;
    this.logs = logs;
    this.tally = tally;
    this.zone = zone;
    this.now = now;
    this.advice = new Advice(tally, privacy);
  }

  void problem(Finding problem) {
    report.finding(problem);
  }

  /**
   * The report.
   *
   * @param since what the run knows of those before it, if it counts what is new
   */
  Report build(Window window, Optional<SinceLast> since) {
    choice.problems().forEach(report::finding);
    problemsOfLogs(window);
    metrics();
    series(since);
    report.summary(summary(window, since));
    parties();
    advice.lines().forEach(line -> report.detail(Detail.ALWAYS, line));
    trouble();
    lastLines();
    lookedAt();
    return report
        .data("window", windowData(window))
        .data("sources", sourcesData())
        .data("users", usersData())
        .data("failures_by_method", tally.byMethod.data())
        .data("failures_by_reason", tally.byReason.data())
        .data("radius", radiusData())
        .data("ike", tally.byIkeReason.data())
        .data("negotiation", tally.byPhase.data())
        .data("logs", logsData())
        .build();
  }

  private void problemsOfLogs(Window window) {
    for (Finding problem : logs.problems()) {
      if (choice.canDoWithout(problem)) {
        report.detail(
            Detail.LOOKED_AT, problem.text() + " (not needed as long as syslog writes files)");
      } else {
        report.finding(problem);
      }
    }
    logs.uncounted(this::time).forEach(report::finding);
    if (window.endsNow() && window.until() != Long.MAX_VALUE) {
      ahead();
    }
    if (isSilent(window)) {
      LogsEnd.Last last = logs.last().orElseThrow();
      report.finding(
          Finding.unknown(
              "the logs end: "
                  + last.what()
                  + " is of "
                  + time(last.millis())
                  + ", "
                  + Times.length((end(window) - last.millis()) / 3_600_000 * 3_600_000)
                  + " before "
                  + (window.endsNow() ? "now" : "the window's end")
                  + ", and nothing later would be in them",
              last.nextStep("the journal (--journal)")));
    }
    if (tally.untimedFailures > 0 && !options.judgesFailures()) {
      report.finding(
          Finding.unknown(
              counted(tally.untimedFailures, "failed login has", "failed logins have")
                  + " no time stamp and cannot be judged by the minute",
              "Give a range on all of them: -w failures=0 or -c failures=10, say, or"
                  + " -w failures=~: to leave them."));
    }
    if (!window.endsNow() && hasNothingUpTo(window.until())) {
      report.finding(
          Finding.unknown(
              "the logs hold nothing of that time: they begin later",
              "Older logs may lie elsewhere: name them with --log."));
    }
  }

  /** Whether the logs were dead rather than quiet at the window's end. */
  private boolean isSilent(Window window) {
    return !window.isAll()
        && logs.last().isPresent()
        && logs.last().get().isSilentAt(end(window))
        && (window.endsNow() || !hasNothingUpTo(window.until()));
  }

  private long end(Window window) {
    return window.endsNow() ? now : window.until();
  }

  /** What happens now and bears a later time is in no window that ends now. */
  private void ahead() {
    for (ReadLog log : logs.logs()) {
      if (LogsEnd.isAhead(log.last(), now)) {
        report.finding(
            Finding.unknown(
                log.name()
                    + ": its newest line is of "
                    + time(log.last())
                    + ", "
                    + Times.length((log.last() - now) / 60_000 * 60_000)
                    + " ahead of this host's clock, so what happens now is not counted",
                "Compare the clock and the time zone of this host and of what wrote the line;"
                    + " --window all or --since-last KEY count whatever the time."));
      }
    }
  }

  /** Reading stops at the window's end, so lines that are all later are not even given. */
  private boolean hasNothingUpTo(long until) {
    for (ReadLog log : logs.logs()) {
      boolean unstamped = log.bytesRead() > 0 && log.first() == LineParser.NO_TIME;
      if (log.isJournal()
          || unstamped
          || (log.first() != LineParser.NO_TIME && log.first() <= until)) {
        return false;
      }
    }
    return true;
  }

  private void metrics() {
    // Failures without a time stamp are in no minute.
    if (tally.worstMinute.total() > 0 || tally.untimedFailures == 0) {
      metric(AuthMetrics.FAILURES_PER_MINUTE, tally.worstMinute.worst());
    }
    metric(AuthMetrics.FAILURES, tally.failures);
    metric(AuthMetrics.PAP, tally.method(Method.PAP));
    metric(AuthMetrics.CHAP, tally.method(Method.CHAP));
    metric(AuthMetrics.EAP, tally.method(Method.EAP));
    metric(AuthMetrics.UNKNOWN_USER, tally.reason(FailureReason.UNKNOWN_USER));
    metric(AuthMetrics.REFUSED, tally.reason(FailureReason.REFUSED));
    metric(AuthMetrics.SUCCESSES, tally.successes);
    long logins = tally.failures + tally.successes;
    if (logins > 0) {
      double ratio = Math.round(tally.failures * 10_000.0 / logins) / 100.0;
      report.metric(Metric.of(AuthMetrics.FAILURE_RATIO, ratio));
    }
    metric(AuthMetrics.SOURCE_FAILURES, tally.sources.mostFailures());
    metric(AuthMetrics.USER_FAILURES, tally.users.mostFailures());
    metric(AuthMetrics.USERS_PER_SOURCE, tally.sources.mostOthers());
    metric(AuthMetrics.SOURCES_PER_USER, tally.users.mostOthers());
    metric(AuthMetrics.RADIUS_TIMEOUTS, tally.radiusTimeouts);
    metric(AuthMetrics.RADIUS_ERRORS, tally.radiusErrors);
    metric(AuthMetrics.IKE_FAILURES, tally.ikeFailures);
    metric(AuthMetrics.MPPE_FAILURES, tally.phase(NegotiationPhase.MPPE));
    metric(AuthMetrics.LCP_TIMEOUTS, tally.phase(NegotiationPhase.LCP));
    metric(AuthMetrics.IPCP_FAILURES, tally.phase(NegotiationPhase.IPCP));
  }

  private void series(Optional<SinceLast> since) {
    AuthSeries series = new AuthSeries(tally);
    series.addParties(report, options, privacy);
    if (since.isPresent()) {
      series.countInto(since.get().totals());
      series.addTotals(report, since.get().totals());
    } else {
      series.addWindow(report);
    }
  }

  private void metric(MetricSpec spec, long value) {
    report.metric(Metric.of(spec, (double) value));
  }

  private String summary(Window window, Optional<SinceLast> since) {
    StringBuilder text = new StringBuilder();
    text.append(counted(tally.failures, "failed login", "failed logins"));
    text.append(' ').append(when(window, since));
    if (tally.worstMinute.worst() > 1) {
      text.append(", ").append(tally.worstMinute.worst()).append(" of them in the minute up to ");
      text.append(time(tally.worstMinute.worstEnd()));
    }
    if (tally.untimedFailures > 0) {
      text.append(", ").append(tally.untimedFailures).append(" without a time stamp");
    }
    text.append(", ").append(tally.successes).append(" successful");
    if (tally.failuresByRadius() > 0) {
      text.append("; ").append(tally.failuresByRadius());
      text.append(" failed for want of a RADIUS answer, not by the users' fault");
    }
    addTrouble(text, tally.radiusTimeouts, "RADIUS timeout");
    addTrouble(text, tally.radiusErrors, "RADIUS error");
    addTrouble(text, tally.ikeFailures, "IKE failure");
    addTrouble(text, tally.phase(NegotiationPhase.MPPE), "MPPE failure");
    addTrouble(text, tally.phase(NegotiationPhase.LCP), "LCP timeout");
    addTrouble(text, tally.phase(NegotiationPhase.IPCP), "IPCP failure");
    return text.append(staleness(window)).toString();
  }

  private static void addTrouble(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append("; ").append(counted(count, what, what + "s"));
    }
  }

  private static String counted(long count, String one, String many) {
    return count == 0 ? "no " + one : count + " " + (count == 1 ? one : many);
  }

  private String when(Window window, Optional<SinceLast> since) {
    if (since.isPresent() && since.get().firstRun()) {
      return "in the last "
          + Times.length(options.windowMillis())
          + (since.get().isLost()
              ? " (the place of the last run is lost)"
              : " (first run with this key)");
    }
    if (since.isPresent()) {
      long seconds = (now - since.get().lastRun()) / 1000;
      return seconds < 0
          ? "since the last run, after which the clock was set back"
          : "since the last run " + seconds + " s ago";
    }
    if (window.isAll()) {
      return "in all of the logs" + (window.endsNow() ? "" : " up to " + time(window.until()));
    }
    String length = Times.length(options.windowMillis());
    return window.endsNow()
        ? "in the last " + length
        : "in the " + length + " up to " + time(window.until());
  }

  /** Logs that nobody writes any more must not read as peace. */
  private String staleness(Window window) {
    if (!window.endsNow() || window.isAll() || isSilent(window)) {
      return "";
    }
    long newest = LineParser.NO_TIME;
    for (ReadLog log : logs.logs()) {
      // Of the journal only the daemons' own entries are read.
      if (log.isJournal()) {
        return "";
      }
      newest = Math.max(newest, log.last());
    }
    if (newest == LineParser.NO_TIME) {
      return "; the logs hold no line with a time stamp";
    }
    return now - newest > STALE_MILLIS ? "; the newest log line is of " + time(newest) : "";
  }

  private String time(long millis) {
    return Math.abs(now - millis) < 43_200_000
        ? Times.clock(millis, zone.get())
        : Times.local(millis, zone.get());
  }

  private void parties() {
    List<Party> sources = tally.sources.worst();
    for (int i = 0; i < Math.min(SHOWN_PARTIES, sources.size()); i++) {
      report.detail(Detail.ALWAYS, sourceLine(sources.get(i)));
    }
    more(sources.size(), tally.sources, "addresses");
    List<Party> users = tally.users.worst();
    for (int i = 0; i < Math.min(SHOWN_PARTIES, users.size()); i++) {
      report.detail(Detail.ALWAYS, userLine(users.get(i)));
    }
    more(users.size(), tally.users, "user names");
    if (tally.failuresWithoutSource > 0 && tally.failuresWithoutSource < tally.failures) {
      report.detail(
          Detail.ALWAYS,
          tally.failuresWithoutSource + " of the failures cannot be told an address");
    }
  }

  private void more(int size, Parties parties, String what) {
    if (parties.forgotten() > 0) {
      report.detail(
          Detail.ALWAYS,
          "more "
              + what
              + " than are remembered: counts of one can be too low by "
              + parties.uncertainty());
    } else if (size > SHOWN_PARTIES) {
      report.detail(Detail.ALWAYS, size - SHOWN_PARTIES + " more " + what);
    }
  }

  private String sourceLine(Party source) {
    StringBuilder line = new StringBuilder("from ").append(privacy.address(source.name));
    line.append(": ").append(counted(source.failures, "failure", "failures"));
    if (source.others > 0) {
      line.append(" as ").append(counted(source.others, "user", "users"));
    }
    addTimes(line, source);
    if (source.successes > 0) {
      line.append(", and ").append(counted(source.successes, "login", "logins"));
      line.append(" succeeded from there");
      if (!source.succeeded.isEmpty()) {
        line.append(" (last ").append(privacy.user(source.succeeded)).append(')');
      }
    }
    return line.toString();
  }

  private String userLine(Party user) {
    StringBuilder line = new StringBuilder("user ");
    line.append(user.name.isEmpty() ? "\"\"" : privacy.user(user.name));
    line.append(": ").append(counted(user.failures, "failure", "failures"));
    if (user.others > 0) {
      line.append(" from ").append(counted(user.others, "address", "addresses"));
    }
    addTimes(line, user);
    if (user.successes > 0) {
      line.append(", ").append(user.successes).append(" successful");
    }
    return line.toString();
  }

  private void addTimes(StringBuilder line, Party party) {
    if (party.first == LineParser.NO_TIME) {
      return;
    }
    String first = time(party.first);
    String last = time(party.last);
    line.append(", ").append(first);
    if (!first.equals(last)) {
      line.append(" to ").append(last);
    }
  }

  private void trouble() {
    if (tally.radiusTimeouts > 0 && privacy == Privacy.NONE) {
      StringBuilder servers = new StringBuilder();
      int shown = 0;
      for (Map.Entry<String, Long> server : tally.radiusServers.entrySet()) {
        if (shown++ < SHOWN_PARTIES) {
          servers.append(servers.length() == 0 ? "" : ", ");
          servers.append(server.getKey()).append(" (").append(server.getValue()).append(')');
        }
      }
      report.detail(Detail.ALWAYS, "RADIUS servers that did not answer: " + servers);
    }
    if (tally.radiusErrors > 0 && privacy == Privacy.NONE && !tally.lastRadiusError.isEmpty()) {
      report.detail(Detail.ALWAYS, "the last RADIUS error: " + tally.lastRadiusError);
    }
    for (Party peer : firstOf(tally.ikePeers.worst())) {
      StringBuilder line = new StringBuilder("IKE with ").append(privacy.address(peer.name));
      line.append(": ").append(counted(peer.failures, "failure", "failures"));
      addTimes(line, peer);
      report.detail(Detail.ALWAYS, line.toString());
    }
  }

  private static List<Party> firstOf(List<Party> parties) {
    return parties.subList(0, Math.min(SHOWN_PARTIES, parties.size()));
  }

  private void lastLines() {
    if (tally.lastFailures.isEmpty() && tally.otherLines.isEmpty()) {
      return;
    }
    if (privacy != Privacy.NONE) {
      report.detail(
          Detail.LOOKED_AT, "log lines hold names and addresses, so --privacy leaves them out");
      return;
    }
    List<LogEvent.LoginFailed> last = new ArrayList<>(tally.lastFailures);
    int shown = Math.max(0, last.size() - 3);
    for (int i = 0; i < last.size(); i++) {
      List<String> lines = last.get(i).lines();
      for (int j = 0; j < lines.size(); j++) {
        boolean always = i >= shown && j == lines.size() - 1;
        report.detail(always ? Detail.ALWAYS : Detail.WIRE, lines.get(j));
      }
    }
    for (String line : tally.otherLines) {
      report.detail(tally.lastFailures.isEmpty() ? Detail.ALWAYS : Detail.LOOKED_AT, line);
    }
  }

  private void lookedAt() {
    for (ReadLog log : logs.logs()) {
      StringBuilder line = new StringBuilder(log.name());
      line.append(": read ").append(log.bytesRead()).append(" bytes");
      if (log.first() != LineParser.NO_TIME) {
        line.append(", lines of ").append(Times.local(log.first(), zone.get()));
        line.append(" to ").append(Times.local(log.last(), zone.get()));
      }
      report.detail(Detail.LOOKED_AT, line.toString());
    }
  }

  private static Map<String, Object> windowData(Window window) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("from", window.isAll() ? null : Times.utc(window.from()));
    data.put("until", window.until() == Long.MAX_VALUE ? null : Times.utc(window.until()));
    return data;
  }

  private List<Object> sourcesData() {
    List<Object> all = new ArrayList<>();
    for (Party source : tally.sources.worst()) {
      if (all.size() == DATA_PARTIES) {
        break;
      }
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("address", privacy.address(source.name));
      data.put("failures", source.failures);
      data.put("users", source.others);
      data.put("successes", source.successes);
      addTimes(data, source);
      all.add(data);
    }
    return all;
  }

  private List<Object> usersData() {
    List<Object> all = new ArrayList<>();
    for (Party user : tally.users.worst()) {
      if (all.size() == DATA_PARTIES) {
        break;
      }
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("name", privacy.user(user.name));
      data.put("failures", user.failures);
      data.put("sources", user.others);
      data.put("successes", user.successes);
      addTimes(data, user);
      all.add(data);
    }
    return all;
  }

  private static void addTimes(Map<String, Object> data, Party party) {
    boolean timed = party.first != LineParser.NO_TIME;
    data.put("first", timed ? Times.utc(party.first) : null);
    data.put("last", timed ? Times.utc(party.last) : null);
  }

  private Map<String, Object> radiusData() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("timeouts", tally.radiusTimeouts);
    data.put("accounting_timeouts", tally.accountingTimeouts);
    data.put("errors", tally.radiusErrors);
    return data;
  }

  private List<Object> logsData() {
    List<Object> all = new ArrayList<>();
    for (ReadLog log : logs.logs()) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("log", log.name());
      data.put("bytes", log.bytesRead());
      data.put("first", log.first() == LineParser.NO_TIME ? null : Times.utc(log.first()));
      data.put("last", log.last() == LineParser.NO_TIME ? null : Times.utc(log.last()));
      all.add(data);
    }
    return all;
  }
}
