package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Follows FreeRADIUS. A login inside a TLS tunnel (PEAP, TTLS) leaves two lines, the inner one
 * first; a request can also leave both "Login incorrect" and "Rejected in post-auth". Those are one
 * attempt: the same client, and the same user or (nearly) the same request number.
 */
final class FreeRadiusTracker {
  private static final String INNER = "via TLS tunnel ";
  private static final int ROUNDS = 3;
  private static final int MAX_OPEN = 512;

  private final Outbox outbox;
  private final LoginJoin join;
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private record Open(String client, boolean inner, Message message, LoginHeld login) {}

  FreeRadiusTracker(Outbox outbox, LoginJoin join) {
    this.outbox = outbox;
    this.join = join;
  }

  void accept(LogLine line, long now) {
    Message message = line.message();
    Origin at = Origin.of(line);
    switch (message.kind()) {
      case AUTH_FAILED ->
          login(
              line,
              message.number2() == 1 ? FailureReason.UNKNOWN_USER : FailureReason.BAD_PASSWORD,
              now);
      case AUTH_NOT_PERMITTED -> login(line, FailureReason.NOT_ALLOWED, now);
      case AUTH_TIMED_OUT -> {
        login(line, FailureReason.RADIUS_TIMEOUT, now);
        outbox.add(new Ready(now, new LogEvent.RadiusTimeout(at, "home server", false)));
      }
      case AUTH_OK -> login(line, FailureReason.BAD_PASSWORD, now);
      case RADIUS_TIMEOUT ->
          outbox.add(new Ready(now, new LogEvent.RadiusTimeout(at, message.text(), false)));
      case RADIUS_ERROR -> outbox.add(new Ready(now, new LogEvent.RadiusError(at, message.text())));
      default -> {}
    }
  }

  private void login(LogLine line, FailureReason reason, long now) {
    Message message = line.message();
    boolean success = message.kind() == Kind.AUTH_OK;
    boolean inner = message.text().startsWith(INNER);
    String client = inner ? message.text().substring(INNER.length()) : message.text();
    LoginHeld login = new LoginHeld(line, now, success, true);
    login.reason = reason;
    login.peer = Addresses.peer(message.address());
    for (Iterator<Open> i = open.iterator(); i.hasNext(); ) {
      Open other = i.next();
      if (now - other.login.time > Correlator.JOIN_MILLIS) {
        i.remove();
      } else if (other.client.equals(client)
          && other.login.success == success
          && isTwin(other, message, inner)) {
        other.login.absorb(login, true);
        other.login.joined = false;
        i.remove();
        return;
      }
    }
    for (int i = 1; i < line.repeats(); i++) {
      LoginHeld repeated = new LoginHeld(line, now, success, true);
      repeated.reason = reason;
      repeated.peer = login.peer;
      join.add(repeated);
    }
    LoginHeld stands = join.add(login);
    if (open.size() >= MAX_OPEN) {
      open.poll();
    }
    open.add(new Open(client, inner, message, stands));
  }

  private static boolean isTwin(Open other, Message message, boolean inner) {
    long requests = message.number() - other.message.number();
    boolean numbered = message.number() >= 0 && other.message.number() >= 0;
    if (other.inner && !inner) {
      return (numbered && requests >= 0 && requests <= ROUNDS)
          || message.user().equals(other.message.user());
    }
    return numbered
        && requests == 0
        && inner == other.inner
        && message.user().equals(other.message.user());
  }
}
