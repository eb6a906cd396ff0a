package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import io.github.pppvpn.log.dialect.Method;
import java.util.ArrayDeque;

/**
 * Lines that explain a failure, of a daemon that serves all peers in one process: they name neither
 * user nor peer. One explains the failure that follows it soon, unless others wait that say
 * something else.
 */
final class LoginDetails {
  private static final long NEAR_MILLIS = 2_000;
  private static final int MAX_OPEN = 256;

  private final ArrayDeque<LogLine> open = new ArrayDeque<>();
  private final ArrayDeque<Long> times = new ArrayDeque<>();

  void add(LogLine line, long now) {
    open.add(line);
    times.add(now);
    if (open.size() > MAX_OPEN) {
      forgetFirst();
    }
  }

  /** Explains the failure by what was said before it. */
  void explain(LoginHeld login, long now) {
    while (!times.isEmpty() && now - times.peekFirst() > NEAR_MILLIS) {
      forgetFirst();
    }
    LogLine first = open.peekFirst();
    if (first == null) {
      return;
    }
    Message message = first.message();
    boolean agreed = true;
    for (LogLine line : open) {
      agreed &= line.message().kind() == message.kind();
      agreed &= line.message().method() == message.method();
    }
    forgetFirst();
    if (!agreed) {
      return;
    }
    if (login.method == Method.UNKNOWN) {
      login.method = message.method();
    }
    FailureReason reason = reason(message.kind());
    if (reason.compareTo(login.reason) > 0) {
      login.reason = reason;
    }
    login.addLinesBefore(java.util.List.of(first.text()));
  }

  private void forgetFirst() {
    open.poll();
    times.poll();
  }

  private static FailureReason reason(Kind kind) {
    return switch (kind) {
      case DETAIL_UNKNOWN_USER -> FailureReason.UNKNOWN_USER;
      case DETAIL_NOT_ALLOWED, LIMIT -> FailureReason.NOT_ALLOWED;
      case RADIUS_TIMEOUT -> FailureReason.RADIUS_TIMEOUT;
      case RADIUS_ERROR -> FailureReason.RADIUS_ERROR;
      default -> FailureReason.BAD_PASSWORD;
    };
  }
}
