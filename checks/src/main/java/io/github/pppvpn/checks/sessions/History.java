package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StateContent.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the present sessions are beside those of earlier runs.
 *
 * @param opened sessions that came, per minute; nothing without earlier runs
 * @param closed sessions that went, per minute
 * @param rxBytes received from all clients since the state began; without one by the present
 *     sessions
 * @param txBytes sent, likewise
 * @param ended the sessions that went since the last run
 * @param usual the usual count of this hour of the week
 * @param totals what has come and gone since the state began, by protocol; empty without state
 * @param ratesSentence over which time the rates are, or why there are none
 * @param remedy what to do where the state folder is what is missing, a sentence; else empty
 * @param usualSentence what is usual, or why that is not known
 */
record History(
    OptionalDouble opened,
    OptionalDouble closed,
    long rxBytes,
    long txBytes,
    List<Ended> ended,
    OptionalDouble usual,
    Map<Protocol, Totals> totals,
    String ratesSentence,
    String remedy,
    String usualSentence) {
  private static final String BOOT = "boot";
  private static final String TALLY = "tally";
  private static final String SESSIONS = "sessions";
  private static final String BYTES = "bytes";
  private static final String WEEK = "week";

  /** In characters, of the mebibyte that a state may have. */
  private static final int MOST_WITH_NAMES = 600_000;

  /**
   * Remembers this run and compares it with those before.
   *
   * @param counted the sessions that count
   * @param all those of the host
   * @param journalctl where journalctl may be
   */
  static History of(
      Invocation invocation,
      SessionOptions options,
      Optional<Moment> moment,
      List<Session> counted,
      List<Session> all,
      List<String> journalctl) {
    if (moment.isEmpty()) {
      String why = "/proc does not tell how long the host has been up";
      return new History(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          present(counted, true),
          present(counted, false),
          List.of(),
          OptionalDouble.empty(),
          Map.of(),
          why,
          "",
          why);
    }
    try (Memory memory = Memory.open(invocation, CheckL2tpSessions.NAME, options.protocol())) {
      // The log after the host: what it says of sessions that were seen has been written by then.
      SessionLog log =
          memory.canKeep()
              ? SessionLog.read(invocation, memory.stored(), journalctl)
              : SessionLog.NOT_READ;
      return new Comparison(
              options,
              invocation.privacy() == Privacy.NONE,
              moment.get(),
              counted,
              all,
              memory.before(),
              log)
          .run(invocation.currentMillis().getAsLong(), memory);
    }
  }

  /** Whether nobody says how much it has received and sent. */
  static boolean isUnmeasured(Session session) {
    return session.rxBytes().isEmpty() || session.txBytes().isEmpty();
  }

  private static long present(List<Session> sessions, boolean received) {
    long sum = 0;
    for (Session session : sessions) {
      sum += Math.max(0, (received ? session.rxBytes() : session.txBytes()).orElse(0));
    }
    return sum;
  }

  private static final class Comparison {
    private final Moment moment;
    private final List<Known> now;
    private final Optional<StateContent> before;
    private final boolean sameBoot;
    private final SessionLog log;
    private final Turnover turnover;
    private final List<Tally> tallies = new ArrayList<>();
    private final Map<String, Known> earlier = new HashMap<>();
    private final List<Session> sessions;
    private final Map<Protocol, Totals> totals = new EnumMap<>(Protocol.class);
    private long opened;
    private long closed;
    private long rx;
    private long tx;

    Comparison(
        SessionOptions options,
        boolean keepsUsers,
        Moment moment,
        List<Session> sessions,
        List<Session> all,
        Optional<StateContent> before,
        SessionLog log) {
      this.moment = moment;
      this.before = before;
      this.log = log;
      this.sessions = sessions;
      this.now = new ArrayList<>(sessions.size());
      for (Session session : sessions) {
        now.add(Known.of(session, moment, keepsUsers));
      }
      for (String text : before.map(content -> content.texts(TALLY)).orElse(List.of())) {
        Tally.parse(text).ifPresent(tallies::add);
      }
      sameBoot =
          !tallies.isEmpty()
              && moment.isSameBoot(text(BOOT), tallies.get(tallies.size() - 1).seconds());
      if (sameBoot) {
        readSessions(text(SESSIONS));
      }
      turnover =
          new Turnover(
              options::counts,
              List.copyOf(earlier.values()),
              all,
              name -> sameBoot ? before.orElseThrow().texts(name) : List.of(),
              moment.upSeconds(),
              sameBoot ? tallies.get(tallies.size() - 1).seconds() : 0);
      compare();
    }

    private void readSessions(String text) {
      int from = 0;
      while (from < text.length()) {
        int blank = text.indexOf(' ', from);
        int end = blank < 0 ? text.length() : blank;
        Known.parse(text.substring(from, end))
            .ifPresent(known -> earlier.put(known.interfaceName(), known));
        from = end + 1;
      }
    }

    private String text(String name) {
      return before.flatMap(content -> content.text(name)).orElse("");
    }

    private void compare() {
      if (sameBoot) {
        Tally last = tallies.get(tallies.size() - 1);
        opened = last.opened();
        closed = last.closed();
        turnover.logged(log.events());
      } else {
        tallies.clear();
      }
      String bytes = text(BYTES);
      int blank = bytes.indexOf(' ');
      rx = blank < 0 ? 0 : Math.max(0, Numerals.decimal(bytes.substring(0, blank)));
      tx = blank < 0 ? 0 : Math.max(0, Numerals.decimal(bytes.substring(blank + 1)));
      for (Protocol protocol : Protocol.values()) {
        totals.put(protocol, Totals.of(before, protocol));
      }
      List<Known> arrived = new ArrayList<>();
      for (int i = 0; i < now.size(); i++) {
        Known known = now.get(i);
        Totals total = totals.get(sessions.get(i).protocol());
        Known then = earlier.get(known.interfaceName());
        if (then != null && known.isSameAs(then)) {
          if (isUnmeasured(sessions.get(i))) {
            known = known.withBytesOf(then);
            now.set(i, known);
          }
          earlier.remove(known.interfaceName());
          // A counter that has gone back has wrapped or was set to zero: by how much is not known.
          rx += Math.max(0, known.rxBytes() - then.rxBytes());
          tx += Math.max(0, known.txBytes() - then.txBytes());
          total.carried(known.rxBytes() - then.rxBytes(), known.txBytes() - then.txBytes());
        } else {
          arrived.add(known);
          total.came();
          total.carried(known.rxBytes(), known.txBytes());
          rx += known.rxBytes();
          tx += known.txBytes();
        }
      }
      turnover.compared(arrived, earlier.values(), log.trouble().isEmpty());
      opened += turnover.opened();
      closed += turnover.closed();
      for (Map.Entry<Protocol, Totals> entry : totals.entrySet()) {
        entry.getValue().remain(present(entry.getKey()));
        entry.getValue().passed(turnover.unseen(entry.getKey()));
      }
    }

    private long present(Protocol protocol) {
      long present = 0;
      for (Session session : sessions) {
        present += session.protocol() == protocol ? 1 : 0;
      }
      return present;
    }

    History run(long millis, Memory memory) {
      Tally tally = new Tally(moment.upSeconds(), opened, closed);
      Week week = Week.parse(text(WEEK));
      OptionalDouble usual = week.usual(millis);
      week.add(millis, now.size());
      memory.keep(millis, values(tally, week));
      String trouble = memory.trouble();
      Optional<Tally> base = trouble.isEmpty() ? tally.base(tallies) : Optional.empty();
      String rates = trouble;
      if (base.isPresent()) {
        rates = "over " + (tally.seconds() - base.get().seconds()) + " s, " + source();
      } else if (trouble.isEmpty()) {
        rates =
            sameBoot
                ? "the last run is less than " + Tally.LEAST_SECONDS + " s ago; " + source()
                : "the host has been rebooted since the last run";
      }
      String usually =
          usual.isPresent()
              ? "at this hour of the week there are usually " + usual.getAsDouble()
              : "this hour of the week has not been seen before";
      return new History(
          base.isPresent()
              ? OptionalDouble.of(tally.perMinute(base.get(), opened, base.get().opened()))
              : OptionalDouble.empty(),
          base.isPresent()
              ? OptionalDouble.of(tally.perMinute(base.get(), closed, base.get().closed()))
              : OptionalDouble.empty(),
          rx,
          tx,
          sameBoot ? turnover.endedSessions() : List.of(),
          usual,
          memory.keeps() ? totals : Map.of(),
          rates,
          memory.remedy(),
          trouble.isEmpty() ? usually : trouble);
    }

    private String source() {
      StringBuilder text = new StringBuilder();
      if (log.logs().isEmpty()) {
        return text.append("from comparing with the last run alone: ")
            .append(log.trouble())
            .toString();
      }
      text.append("from ").append(String.join(", ", log.logs())).append(" and the last run");
      if (turnover.unlogged() > 0) {
        text.append("; the log has not told of ").append(turnover.unlogged());
      }
      if (turnover.unattributed() > 0) {
        text.append("; it does not tell whose ")
            .append(turnover.unattributed())
            .append(" others are, which do not count");
      }
      return text.append(log.trouble().isEmpty() ? "" : "; " + log.trouble()).toString();
    }

    private String sessions(boolean withUsers) {
      StringBuilder text = new StringBuilder(now.size() * 32);
      for (Known known : now) {
        if (text.length() > 0) {
          text.append(' ');
        }
        known.append(text, withUsers);
      }
      return text.toString();
    }

    private List<Value> values(Tally tally, Week week) {
      List<Value> values = new ArrayList<>();
      values.add(new Value(BOOT, moment.bootId()));
      for (Tally kept : tally.kept(tallies)) {
        values.add(new Value(TALLY, kept.text()));
      }
      values.add(new Value(BYTES, rx + " " + tx));
      totals.forEach((protocol, total) -> values.add(total.value(protocol)));
      values.add(new Value(WEEK, week.text()));
      String sessions = sessions(true);
      // Names are a courtesy; without the rest the next run could compare nothing.
      if (sessions.length() > MOST_WITH_NAMES) {
        sessions = sessions(false);
      }
      values.add(new Value(SESSIONS, sessions));
      values.addAll(turnover.values());
      values.addAll(log.places());
      return values;
    }
  }
}
