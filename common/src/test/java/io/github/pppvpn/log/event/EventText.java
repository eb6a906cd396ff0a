package io.github.pppvpn.log.event;

import io.github.pppvpn.log.event.LogEvent.Crashed;
import io.github.pppvpn.log.event.LogEvent.DaemonFailed;
import io.github.pppvpn.log.event.LogEvent.DaemonStarted;
import io.github.pppvpn.log.event.LogEvent.DaemonStopped;
import io.github.pppvpn.log.event.LogEvent.IkeFailed;
import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import io.github.pppvpn.log.event.LogEvent.LoginSucceeded;
import io.github.pppvpn.log.event.LogEvent.NegotiationFailed;
import io.github.pppvpn.log.event.LogEvent.PoolExhausted;
import io.github.pppvpn.log.event.LogEvent.RadiusError;
import io.github.pppvpn.log.event.LogEvent.RadiusTimeout;
import io.github.pppvpn.log.event.LogEvent.SessionDown;
import io.github.pppvpn.log.event.LogEvent.SessionUp;
import io.github.pppvpn.log.line.LineParser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events as lines of text, to compare whole outputs. */
final class EventText {
  private EventText() {}

  static String of(List<LogEvent> events) {
    StringBuilder text = new StringBuilder();
    for (LogEvent event : events) {
      Origin at = event.at();
      text.append(at.time() == LineParser.NO_TIME ? "-" : Instant.ofEpochMilli(at.time()));
      text.append(' ').append(at.host().isEmpty() ? "-" : at.host());
      text.append(' ').append(at.daemon()).append('[').append(at.pid()).append("] @");
      text.append(at.position()).append(' ').append(event.getClass().getSimpleName());
      text.append(what(event)).append('\n');
    }
    return text.toString();
  }

  private static String what(LogEvent event) {
    if (event instanceof LoginFailed e) {
      return who(e.user(), e.peer()) + " " + e.method() + " " + e.reason() + lines(e.lines());
    }
    if (event instanceof LoginSucceeded e) {
      return who(e.user(), e.peer()) + " " + e.method() + (e.stated() ? "" : " implied");
    }
    if (event instanceof SessionUp e) {
      return who(e.user(), e.peer()) + " address=" + e.address() + " ifname=" + e.ifname();
    }
    if (event instanceof SessionDown e) {
      return who(e.user(), e.peer())
          + (" ifname=" + e.ifname() + " " + e.reason() + " seconds=" + e.seconds().orElse(-1))
          + (" sent=" + e.sent().orElse(-1) + " received=" + e.received().orElse(-1));
    }
    if (event instanceof NegotiationFailed e) {
      return who(e.user(), e.peer()) + " " + e.phase() + lines(e.lines());
    }
    if (event instanceof RadiusTimeout e) {
      return " " + e.server() + (e.accounting() ? " accounting" : "");
    }
    if (event instanceof RadiusError e) {
      return " " + e.text();
    }
    if (event instanceof IkeFailed e) {
      return who(e.user(), e.peer()) + " " + e.reason() + lines(e.lines());
    }
    if (event instanceof DaemonStarted e) {
      return " " + e.text();
    }
    if (event instanceof DaemonStopped e) {
      return " " + e.signal();
    }
    if (event instanceof DaemonFailed e) {
      return " " + e.text();
    }
    if (event instanceof Crashed e) {
      return " " + e.signal();
    }
    if (event instanceof PoolExhausted e) {
      return " " + e.pool();
    }
    return event instanceof LogEvent.ControlLost e ? who(Optional.empty(), e.peer()) : "";
  }

  private static String who(Optional<String> user, Optional<String> peer) {
    StringBuilder text = new StringBuilder();
    if (user.isPresent()) {
      text.append(" <");
      for (char c : user.get().toCharArray()) {
        text.append(c < ' ' ? "\\u" + Integer.toHexString(c) : String.valueOf(c));
      }
      text.append('>');
    } else {
      text.append(" nobody");
    }
    return text + " from " + peer.orElse("nowhere");
  }

  private static String lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("\n    ").append(line);
    }
    return text.toString();
  }
}
