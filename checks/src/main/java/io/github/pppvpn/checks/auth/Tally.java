package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.dialect.Method;
import io.github.pppvpn.log.event.FailureReason;
import io.github.pppvpn.log.event.IkeReason;
import io.github.pppvpn.log.event.LogEvent;
import io.github.pppvpn.log.event.NegotiationPhase;
import io.github.pppvpn.log.line.LineParser;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the events that fall into the window. */
final class Tally {
  private static final int MAX_NAMED = 1000;

  final WorstMinute worstMinute = new WorstMinute();
  final Counts<Method> byMethod = new Counts<>(Method.class);
  final Counts<FailureReason> byReason = new Counts<>(FailureReason.class);
  final Counts<NegotiationPhase> byPhase = new Counts<>(NegotiationPhase.class);
  final Counts<IkeReason> byIkeReason = new Counts<>(IkeReason.class);
  final Parties sources = new Parties();
  final Parties users = new Parties();
  final Parties ikePeers = new Parties();
  final Map<String, Long> radiusServers = new TreeMap<>();
  final ArrayDeque<LogEvent.LoginFailed> lastFailures = new ArrayDeque<>();
  long failures;
  long untimedFailures;
  long failuresWithoutSource;
  long successes;
  long radiusTimeouts;
  long accountingTimeouts;
  long radiusErrors;
  long ikeFailures;
  String lastRadiusError = "";
  final ArrayDeque<String> otherLines = new ArrayDeque<>();

  private final Map<Method, Counts<FailureReason>> byMethodAndReason = new EnumMap<>(Method.class);
  private final Pairs pairs;
  private final int keptFailures;

  /**
   * @param seed for fingerprints of names
   * @param keptFailures how many failures keep their log lines, the last ones
   */
  Tally(long seed, int keptFailures) {
    this.pairs = new Pairs(seed);
    this.keptFailures = keptFailures;
  }

  void add(LogEvent event) {
    if (event instanceof LogEvent.LoginFailed failed) {
      failed(failed);
    } else if (event instanceof LogEvent.LoginSucceeded succeeded) {
      succeeded(succeeded);
    } else if (event instanceof LogEvent.RadiusTimeout timeout) {
      radiusTimeouts++;
      accountingTimeouts += timeout.accounting() ? 1 : 0;
      if (radiusServers.size() < MAX_NAMED || radiusServers.containsKey(timeout.server())) {
        radiusServers.merge(timeout.server(), 1L, Long::sum);
      }
    } else if (event instanceof LogEvent.RadiusError error) {
      radiusErrors++;
      lastRadiusError = error.text();
    } else if (event instanceof LogEvent.IkeFailed ike) {
      ikeFailures++;
      byIkeReason.add(ike.reason());
      if (ike.peer().isPresent()) {
        ikePeers.get(ike.peer().get()).failed(ike.at().time());
      }
      keep(ike.lines());
    } else if (event instanceof LogEvent.NegotiationFailed failed) {
      byPhase.add(failed.phase());
      keep(failed.lines());
    }
  }

  private void keep(List<String> lines) {
    if (!lines.isEmpty()) {
      otherLines.add(lines.get(lines.size() - 1));
      if (otherLines.size() > keptFailures) {
        otherLines.poll();
      }
    }
  }

  private void failed(LogEvent.LoginFailed failed) {
    long time = failed.at().time();
    failures++;
    byMethod.add(failed.method());
    byReason.add(failed.reason());
    byMethodAndReason
        .computeIfAbsent(failed.method(), method -> new Counts<>(FailureReason.class))
        .add(failed.reason());
    if (time == LineParser.NO_TIME) {
      untimedFailures++;
    } else {
      worstMinute.add(time);
    }
    boolean guess =
        failed.reason() != FailureReason.RADIUS_TIMEOUT
            && failed.reason() != FailureReason.RADIUS_ERROR;
    Optional<Party> source = failed.peer().map(sources::get);
    Optional<Party> user = failed.user().map(users::get);
    if (source.isPresent()) {
      source.get().failed(time);
      source.get().guesses += guess ? 1 : 0;
    } else {
      failuresWithoutSource++;
    }
    if (user.isPresent()) {
      user.get().failed(time);
      user.get().guesses += guess ? 1 : 0;
    }
    if (source.isPresent() && user.isPresent() && pairs.add(source.get().name, user.get().name)) {
      source.get().others++;
      user.get().others++;
    }
    lastFailures.add(failed);
    if (lastFailures.size() > keptFailures) {
      lastFailures.poll();
    }
  }

  private void succeeded(LogEvent.LoginSucceeded succeeded) {
    successes++;
    Optional<Party> source = succeeded.peer().flatMap(sources::known);
    if (source.isPresent()) {
      source.get().successes++;
      source.get().successesAfterGuesses += source.get().others >= Party.SEVERAL ? 1 : 0;
      source.get().succeeded = succeeded.user().orElse(source.get().succeeded);
    }
    succeeded.user().flatMap(users::known).ifPresent(user -> user.successes++);
  }

  long failures(Method method, FailureReason reason) {
    Counts<FailureReason> reasons = byMethodAndReason.get(method);
    return reasons == null ? 0 : reasons.of(reason);
  }

  long method(Method method) {
    return byMethod.of(method);
  }

  long reason(FailureReason reason) {
    return byReason.of(reason);
  }

  long phase(NegotiationPhase phase) {
    return byPhase.of(phase);
  }

  /** Failed logins for which RADIUS is to blame, not who tried. */
  long failuresByRadius() {
    return reason(FailureReason.RADIUS_TIMEOUT) + reason(FailureReason.RADIUS_ERROR);
  }

  /** Whether there were more pairs of an address and a user name than are told apart. */
  boolean pairsAreLowerBounds() {
    return pairs.isFull() || sources.forgotten() > 0 || users.forgotten() > 0;
  }
}
