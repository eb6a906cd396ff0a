package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.log.event.DownReason;
import io.github.pppvpn.plugin.Privacy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that have ended, in words and for json. */
record EndedText(Privacy privacy) {

  /** How many, and how long they lasted. */
  String summary(List<Ended> ended) {
    long shortest = Long.MAX_VALUE;
    long longest = -1;
    for (Ended session : ended) {
      if (session.seconds().isPresent()) {
        shortest = Math.min(shortest, session.seconds().getAsLong());
        longest = Math.max(longest, session.seconds().getAsLong());
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(ended.size()).append(" closed since the last run");
    if (longest >= 0) {
      text.append(", after ").append(Since.duration(shortest));
      if (longest > shortest) {
        text.append(" to ").append(Since.duration(longest));
      }
    }
    return text.toString();
  }

  /** One of them. */
  String line(Ended session) {
    Optional<LoggedSession> logged = session.logged();
    StringBuilder line = new StringBuilder("closed: ");
    line.append(session.user().map(privacy::user).orElse("unknown user"));
    logged
        .flatMap(LoggedSession::peer)
        .ifPresent(peer -> line.append(" from ").append(privacy.address(peer)));
    if (!session.name().interfaceName().isEmpty()) {
      line.append(" on ").append(session.name().interfaceName());
    }
    if (session.seconds().isPresent()) {
      line.append(" after ").append(Since.duration(session.seconds().getAsLong()));
    }
    if (logged.isEmpty()) {
      return line.append("; the log has no word of it").toString();
    }
    if (logged.get().received().isPresent() && logged.get().sent().isPresent()) {
      line.append("; received ")
          .append(Since.bytes(logged.get().received().getAsLong()))
          .append(", sent ")
          .append(Since.bytes(logged.get().sent().getAsLong()));
    }
    String why = why(logged.get().reason());
    return line.append(why.isEmpty() ? "" : "; ").append(why).toString();
  }

  private static String why(DownReason reason) {
    return switch (reason) {
      case PEER -> "the client ended it";
      case HANGUP -> "its line went away";
      case SIGNAL -> "pppd was told to end it";
      case DEAD_PEER -> "the client fell silent";
      case IDLE -> "it was idle";
      case SESSION_TIMEOUT -> "its time was over";
      case TRAFFIC_LIMIT -> "its traffic was used up";
      case ECHO_TIMEOUT -> "pptpd's echoes were not answered";
      case ACCOUNTING_LOST -> "accounting failed";
      case AUTH_FAILED -> "it could not authenticate again";
      case UNKNOWN -> "";
    };
  }

  /** The same for json. */
  List<Object> data(List<Ended> ended) {
    List<Object> all = new ArrayList<>(ended.size());
    for (Ended session : ended) {
      Map<String, Object> data = new LinkedHashMap<>();
      if (!session.name().interfaceName().isEmpty()) {
        data.put("interface", session.name().interfaceName());
      }
      if (session.name().pid() >= 0) {
        data.put("pppd", session.name().pid());
      }
      session.user().ifPresent(user -> data.put("user", privacy.user(user)));
      session.seconds().ifPresent(seconds -> data.put("lasted", seconds));
      if (session.logged().isPresent()) {
        LoggedSession logged = session.logged().get();
        logged.peer().ifPresent(peer -> data.put("peer", privacy.address(peer)));
        data.put("reason", logged.reason().name());
        logged.received().ifPresent(bytes -> data.put("rx_bytes", bytes));
        logged.sent().ifPresent(bytes -> data.put("tx_bytes", bytes));
      }
      all.add(data);
    }
    return all;
  }
}
