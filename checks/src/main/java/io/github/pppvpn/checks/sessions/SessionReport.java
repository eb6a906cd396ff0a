package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.Capped;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.session.HalfOpenCall;
import io.github.pppvpn.session.Mismatch;
import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.session.Sessions;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who is connected, in words and numbers. */
final class SessionReport {
  private static final int MOST_USERS = 5;

  /** Users that are labels in Prometheus. */
  private static final int MOST_NAMED = 50;

  private final SessionOptions options;
  private final Privacy privacy;
  private final Optional<Moment> moment;
  private static final String UNNAMED = "whose the sessions are is not known";
  private static final String NAMES =
      "pppd writes users into pppd2.tdb below /run; a server that asks nobody has none.";

  private final Set<String> interfaces = new HashSet<>();

  /** Whether sessions began later than now, so that the time since boot is not this host's. */
  private boolean behind;

  private final Report.Builder report = Report.builder();

  SessionReport(SessionOptions options, Privacy privacy, Optional<Moment> moment) {
    this.options = options;
    this.privacy = privacy;
    this.moment = moment;
  }

  Report build(List<Session> counted, Sessions all, History history) {
    for (Session session : all.sessions()) {
      interfaces.add(session.interfaceName());
      behind |=
          session.sinceMillis().isPresent()
              && moment.isPresent()
              && moment.get().clock().isBehind(session.sinceMillis().getAsLong());
    }
    Map<String, Integer> held = new LinkedHashMap<>();
    int nameless = 0;
    for (Session session : counted) {
      if (session.user().isPresent()) {
        held.merge(session.user().get(), 1, Integer::sum);
      } else {
        nameless++;
      }
    }
    // Where nobody's name is known, or some names cannot be read, their number is not known either.
    boolean usersKnown = nameless == 0 || (!held.isEmpty() && all.usersSeen());
    OptionalLong tunnels = options.counts(Protocol.L2TP) ? all.tunnels() : OptionalLong.empty();
    List<Mismatch> mismatches = mismatches(all, counted);

    summary(counted, held, usersKnown, tunnels);
    metrics(counted, held, usersKnown, tunnels, history, subjects(mismatches));
    for (Protocol protocol : Protocol.values()) {
      if (options.counts(protocol)) {
        series(protocol, counted, history);
      }
    }
    for (Mismatch mismatch : mismatches) {
      report.detail(contradicts(mismatch) ? Detail.ALWAYS : Detail.LOOKED_AT, sentence(mismatch));
    }
    saysUnmeasured(counted, all.notes());
    users(held, nameless, counted.size(), all.notes());
    for (Session session : counted) {
      report.detail(Detail.ALWAYS, line(session));
    }
    EndedText ended = new EndedText(privacy);
    if (!history.ended().isEmpty()) {
      report.detail(Detail.ALWAYS, ended.summary(history.ended()));
    }
    for (Ended session : history.ended()) {
      report.detail(Detail.LOOKED_AT, ended.line(session));
    }
    report.detail(
        options.wantsHistory() ? Detail.ALWAYS : Detail.LOOKED_AT,
        "opened, closed: " + history.ratesSentence());
    report.detail(
        options.wantsHistory() ? Detail.ALWAYS : Detail.LOOKED_AT,
        "deviation: " + history.usualSentence());
    lookedAt(all);
    data(counted, mismatches);
    report.data("closed", ended.data(history.ended()));
    return report.build();
  }

  private void summary(
      List<Session> counted, Map<String, Integer> held, boolean usersKnown, OptionalLong tunnels) {
    StringBuilder text = new StringBuilder();
    text.append(counted(counted.size(), options.adjective() + "session"));
    if (!counted.isEmpty() && usersKnown) {
      text.append(" of ").append(counted(held.size(), "user"));
    }
    if (tunnels.isPresent() && tunnels.getAsLong() > 0) {
      text.append(" in ").append(counted(tunnels.getAsLong(), "tunnel"));
    }
    report.summary(text.toString());
  }

  static String counted(long count, String noun) {
    return (count == 0 ? "no" : "" + count) + " " + noun + (count == 1 ? "" : "s");
  }

  private void metrics(
      List<Session> counted,
      Map<String, Integer> held,
      boolean usersKnown,
      OptionalLong tunnels,
      History history,
      int mismatches) {
    metric(SessionMetrics.SESSIONS, counted.size());
    if (tunnels.isPresent()) {
      metric(SessionMetrics.TUNNELS, (double) tunnels.getAsLong());
    }
    if (usersKnown) {
      int most = 0;
      for (int sessions : held.values()) {
        most = Math.max(most, sessions);
      }
      metric(SessionMetrics.USERS, held.size());
      metric(perUser(), most);
    } else if (options.perUser().isPresent()) {
      report.finding(
          Finding.unknown(
              held.isEmpty() ? "no session's user is known" : "not every session's user is known",
              NAMES));
    }
    if (history.opened().isPresent()) {
      metric(SessionMetrics.OPENED, history.opened().getAsDouble());
    }
    if (history.closed().isPresent()) {
      metric(SessionMetrics.CLOSED, history.closed().getAsDouble());
    }
    missing(history);
    OptionalLong oldest = oldest(counted);
    if (oldest.isPresent()) {
      metric(SessionMetrics.OLDEST, (double) oldest.getAsLong());
    } else if (counted.isEmpty()) {
      report.noValue(SessionMetrics.OLDEST.name());
    }
    if (unmeasured(counted) == 0) {
      metric(SessionMetrics.RX_BYTES, (double) history.rxBytes());
      metric(SessionMetrics.TX_BYTES, (double) history.txBytes());
    }
    metric(SessionMetrics.MISMATCH, mismatches);
    if (history.usual().isPresent()) {
      double usual = history.usual().getAsDouble();
      if (usual >= 1) {
        metric(
            SessionMetrics.DEVIATION, Math.rint((counted.size() - usual) / usual * 10_000) / 100);
      } else {
        // Of less than one session no deviation makes sense.
        report.noValue(SessionMetrics.DEVIATION.name());
      }
    }
  }

  /** Why a metric is not there that one run measures and another does not. */
  private void missing(History history) {
    String later = history.remedy();
    report
        .missing(SessionMetrics.OPENED, history.ratesSentence(), later)
        .missing(SessionMetrics.CLOSED, history.ratesSentence(), later)
        .missing(SessionMetrics.DEVIATION, history.usualSentence(), later)
        .missing(SessionMetrics.RX_BYTES, "they are not known of every session", "See -v.")
        .missing(SessionMetrics.TX_BYTES, "they are not known of every session", "See -v.")
        .missing(
            SessionMetrics.TUNNELS,
            options.counts(Protocol.L2TP)
                ? "xl2tpd without the kernel's L2TP keeps that to itself, or /proc/net/pppol2tp"
                    + " cannot be read (-v says)"
                : "PPTP has none",
            "Leave out the range.")
        .missing(SessionMetrics.USERS, UNNAMED, NAMES)
        .missing(SessionMetrics.SESSIONS_PER_USER, UNNAMED, NAMES)
        .missing(
            SessionMetrics.OLDEST,
            behind
                ? "/proc/uptime is that of a container (lxcfs): sessions began later than it says"
                : "/proc does not tell the time since boot",
            behind
                ? "/proc/self/stat, which tells the true time, is not to be seen below the root: run"
                    + " the check inside of the container, or on the host below it."
                : "");
  }

  /** The same for Prometheus, of each protocol by itself. */
  private void series(Protocol protocol, List<Session> all, History history) {
    List<Session> sessions = new ArrayList<>();
    Map<String, Long> held = new HashMap<>();
    long most = 0;
    for (Session session : all) {
      if (session.protocol() == protocol) {
        sessions.add(session);
        if (session.user().isPresent()) {
          most = Math.max(most, held.merge(session.user().get(), 1L, Long::sum));
        }
      }
    }
    String label = protocol == Protocol.L2TP ? "l2tp" : "pptp";
    report.value(SessionMetrics.CONNECTED, sessions.size(), label);
    if (sessions.isEmpty() || !held.isEmpty()) {
      report.value(SessionMetrics.NAMES, held.size(), label);
      report.value(SessionMetrics.MOST, (double) most, label);
    }
    if (options.perUser().isPresent()) {
      Map<String, Long> shown = new HashMap<>();
      held.forEach((user, count) -> shown.merge(privacy.user(user), count, Long::sum));
      Capped.add(report, SessionMetrics.HELD, shown, sessions.size(), MOST_NAMED, label);
    }
    OptionalLong oldest = oldest(sessions);
    if (oldest.isPresent()) {
      report.value(SessionMetrics.OLDEST_AGE, (double) oldest.getAsLong(), label);
    }
    Totals totals = history.totals().get(protocol);
    if (totals != null) {
      report.value(SessionMetrics.OPENED_TOTAL, (double) totals.opened(), label);
      report.value(SessionMetrics.CLOSED_TOTAL, (double) totals.closed(), label);
      if (unmeasured(sessions) == 0) {
        report.value(SessionMetrics.RECEIVED, (double) totals.rxBytes(), label);
        report.value(SessionMetrics.SENT, (double) totals.txBytes(), label);
      }
    }
  }

  private static int unmeasured(List<Session> sessions) {
    int count = 0;
    for (Session session : sessions) {
      count += History.isUnmeasured(session) ? 1 : 0;
    }
    return count;
  }

  private void saysUnmeasured(List<Session> counted, List<String> notes) {
    int count = unmeasured(counted);
    if (count == 0) {
      return;
    }
    StringBuilder text = new StringBuilder("rx_bytes and tx_bytes are left out, unmeasured of ");
    text.append(counted(count, "session"));
    for (String note : notes) {
      if (note.contains("/net/dev")) {
        text.append(": ").append(note);
        break;
      }
    }
    report.detail(Detail.ALWAYS, text.toString());
  }

  private void metric(MetricSpec spec, double value) {
    report.metric(Metric.of(spec, value));
  }

  private MetricSpec perUser() {
    return options.perUser().isPresent()
        ? SessionMetrics.SESSIONS_PER_USER.withDefaults("", "" + options.perUser().getAsInt())
        : SessionMetrics.SESSIONS_PER_USER;
  }

  private OptionalLong oldest(List<Session> counted) {
    OptionalLong oldest = OptionalLong.empty();
    for (Session session : counted) {
      OptionalLong age = age(session);
      if (age.isPresent() && age.getAsLong() >= oldest.orElse(0)) {
        oldest = age;
      }
    }
    return oldest;
  }

  /** In seconds. */
  private OptionalLong age(Session session) {
    return session.sinceMillis().isPresent() && moment.isPresent() && !behind
        ? OptionalLong.of(
            Math.max(0, moment.get().clock().nowMillis() - session.sinceMillis().getAsLong())
                / 1000)
        : OptionalLong.empty();
  }

  /** Those that speak of no session of the other protocol. */
  private List<Mismatch> mismatches(Sessions all, List<Session> counted) {
    Set<String> mine = new HashSet<>();
    for (Session session : counted) {
      mine.add(session.interfaceName());
    }
    Set<String> others = new HashSet<>();
    for (Session session : all.sessions()) {
      if (!mine.contains(session.interfaceName())) {
        others.add(session.interfaceName());
      }
    }
    List<Mismatch> list = new ArrayList<>();
    for (Mismatch mismatch : all.mismatches()) {
      boolean ofL2tp =
          mismatch.kind() == Mismatch.Kind.LEAKED_CALL
              || mismatch.kind() == Mismatch.Kind.NOT_IN_KERNEL;
      if (ofL2tp ? options.counts(Protocol.L2TP) : !others.contains(mismatch.subject())) {
        list.add(mismatch);
      }
    }
    return list;
  }

  /**
   * A static address is as it should be. So is the record of a killed pppd once another one has its
   * interface: nothing ever clears it away.
   */
  private boolean contradicts(Mismatch mismatch) {
    return switch (mismatch.kind()) {
      case OTHER_ADDRESS -> false;
      case STALE_RECORD -> !interfaces.contains(mismatch.subject());
      default -> true;
    };
  }

  /** A killed pppd leaves a pid file and a record: that is one session. */
  private int subjects(List<Mismatch> mismatches) {
    Set<String> subjects = new HashSet<>();
    for (Mismatch mismatch : mismatches) {
      if (contradicts(mismatch)) {
        subjects.add(mismatch.subject());
      }
    }
    return subjects.size();
  }

  /** The sentence about a record names its user. */
  private String sentence(Mismatch mismatch) {
    if (mismatch.kind() == Mismatch.Kind.OTHER_ADDRESS) {
      return mismatch.subject() + ": " + mismatch.sentence();
    }
    return privacy != Privacy.NONE && mismatch.kind() == Mismatch.Kind.STALE_RECORD
        ? "pppd's database has somebody on "
            + mismatch.subject()
            + ", whose pppd is gone: it was killed"
        : mismatch.sentence();
  }

  private void users(Map<String, Integer> held, int nameless, int sessions, List<String> notes) {
    List<Map.Entry<String, Integer>> several = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : held.entrySet()) {
      if (entry.getValue() > 1) {
        several.add(entry);
      }
    }
    several.sort((a, b) -> Integer.compare(b.getValue(), a.getValue()));
    for (int i = 0; i < Math.min(MOST_USERS, several.size()); i++) {
      report.detail(
          Detail.ALWAYS,
          privacy.user(several.get(i).getKey())
              + " holds "
              + several.get(i).getValue()
              + " sessions");
    }
    if (several.size() > MOST_USERS) {
      report.detail(
          Detail.ALWAYS, several.size() - MOST_USERS + " more users hold several sessions");
    }
    if (nameless > 0 && nameless < sessions) {
      report.detail(Detail.ALWAYS, counted(nameless, "session") + " without a known user");
    }
    if (nameless > 0 && nameless == sessions && options.perUser().isEmpty()) {
      report.detail(Detail.ALWAYS, "no session's user is known");
      // Hidden processes, or a damaged database, are why.
      for (String note : notes) {
        report.detail(Detail.ALWAYS, note);
      }
    }
  }

  private String line(Session session) {
    StringBuilder line = new StringBuilder(96);
    line.append(session.user().isPresent() ? privacy.user(session.user().get()) : "unknown user");
    if (session.peer().isPresent()) {
      line.append(" from ").append(privacy.address(session.peer().get()));
    }
    if (session.address().isPresent()) {
      line.append(" has ").append(session.address().get());
    }
    line.append(" on ").append(session.interfaceName());
    line.append(" (").append(session.protocol());
    if (!session.daemon().isEmpty()) {
      line.append(", ").append(session.daemon());
    }
    line.append(')');
    OptionalLong age = age(session);
    if (age.isPresent()) {
      line.append(" since ")
          .append(Since.time(session.sinceMillis().getAsLong()))
          .append(", ")
          .append(Since.duration(age.getAsLong()));
    }
    if (session.rxBytes().isPresent() && session.txBytes().isPresent()) {
      line.append("; received ")
          .append(Since.bytes(Math.max(0, session.rxBytes().getAsLong())))
          .append(", sent ")
          .append(Since.bytes(Math.max(0, session.txBytes().getAsLong())));
    }
    return line.toString();
  }

  private void lookedAt(Sessions all) {
    Map<Protocol, Integer> others = new HashMap<>();
    for (Session session : all.sessions()) {
      if (!options.counts(session.protocol())) {
        others.merge(session.protocol(), 1, Integer::sum);
      }
    }
    others.forEach(
        (protocol, count) ->
            report.detail(
                Detail.LOOKED_AT, "not counted: " + counted(count, protocol + " session")));
    for (HalfOpenCall call : all.halfOpen()) {
      if (options.counts(call.protocol())) {
        report.detail(
            Detail.LOOKED_AT,
            "not counted: a call of "
                + call.daemon()
                + call.peer().map(peer -> " from " + privacy.address(peer)).orElse("")
                + " whose link is not up");
      }
    }
    for (String note : all.notes()) {
      report.detail(Detail.LOOKED_AT, note);
    }
  }

  private void data(List<Session> counted, List<Mismatch> mismatches) {
    report.data("sessions", new SessionData(counted));
    List<Object> odd = new ArrayList<>(mismatches.size());
    for (Mismatch mismatch : mismatches) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("kind", mismatch.kind().name());
      entry.put("subject", mismatch.subject());
      entry.put("text", sentence(mismatch));
      odd.add(entry);
    }
    report.data("mismatches", odd);
  }

  private Map<String, Object> data(Session session) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("protocol", session.protocol().name());
    data.put("daemon", session.daemon());
    data.put("interface", session.interfaceName());
    session.user().ifPresent(user -> data.put("user", privacy.user(user)));
    session.peer().ifPresent(peer -> data.put("peer", privacy.address(peer)));
    session.address().ifPresent(address -> data.put("address", address.toString()));
    session.assigned().ifPresent(address -> data.put("assigned", address.toString()));
    session.pppd().ifPresent(pid -> data.put("pppd", pid));
    session.tunnel().ifPresent(tunnel -> data.put("tunnel", tunnel));
    OptionalLong age = age(session);
    if (age.isPresent()) {
      data.put("since", session.sinceMillis().getAsLong() / 1000);
      data.put("age", age.getAsLong());
    }
    session.rxBytes().ifPresent(bytes -> data.put("rx_bytes", bytes));
    session.txBytes().ifPresent(bytes -> data.put("tx_bytes", bytes));
    return data;
  }

  /** Made while it is read: of thousands of sessions nothing is made that only json shows. */
  private final class SessionData extends AbstractList<Object> {
    private final List<Session> sessions;

    SessionData(List<Session> sessions) {
      this.sessions = sessions;
    }

    @Override
    public Object get(int index) {
      return data(sessions.get(index));
    }

    @Override
    public int size() {
      return sessions.size();
    }
  }
}
