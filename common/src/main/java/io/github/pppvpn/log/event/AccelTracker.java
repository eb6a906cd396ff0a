package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.AccelPrefix;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import io.github.pppvpn.log.dialect.Method;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Follows accel-ppp, which writes most failures twice: with the session's prefix and, next, without
 * (ppp_auth.c). A line is the twin of an open one that is the same behind a prefix. Where only one
 * of the two is written (copy=0) each line counts by itself.
 */
final class AccelTracker {
  private static final long TWIN_MILLIS = 1_500;
  private static final int MAX_OPEN = 1024;

  private final Outbox outbox;
  private final LoginJoin join;
  private final Bounded<ProcessKey, Server> servers = new Bounded<>(256);

  private static final class Server {
    final ArrayDeque<Open> open = new ArrayDeque<>();
    final LoginDetails details = new LoginDetails();
    final Bounded<String, String> peers = new Bounded<>(20_000);
    Message lastTimeout = Message.IGNORED;
    long lastTimeoutAt = Long.MIN_VALUE / 2;
  }

  private record Open(String whole, LoginHeld login) {}

  AccelTracker(Outbox outbox, LoginJoin join) {
    this.outbox = outbox;
    this.join = join;
  }

  void accept(LogLine line, long now) {
    Server server = servers.computeIfAbsent(ProcessKey.of(line), key -> new Server());
    Message message = line.message();
    switch (message.kind()) {
      case AUTH_FAILED -> login(line, server, false, now);
      case AUTH_OK -> login(line, server, true, now);
      case AUTH_REFUSED -> {
        LoginHeld login = new LoginHeld(line, now, false, false);
        login.reason = FailureReason.REFUSED;
        join.add(login);
      }
      case AUTH_TIMED_OUT -> negotiationFailed(line, NegotiationPhase.AUTH_TIMEOUT, now);
      case MPPE_FAILED -> negotiationFailed(line, NegotiationPhase.MPPE, now);
      case IPCP_FAILED -> negotiationFailed(line, NegotiationPhase.IPCP, now);
      case DETAIL, DETAIL_UNKNOWN_USER, LIMIT -> server.details.add(line, now);
      case LINK_UP -> {
        if (Addresses.peer(message.address()).isPresent()) {
          server.peers.put(message.text(), message.address());
        }
      }
      case RADIUS_TIMEOUT -> {
        // Told for the session and for the server: one timeout.
        boolean again =
            now - server.lastTimeoutAt <= TWIN_MILLIS && message.equals(server.lastTimeout);
        server.lastTimeout = again ? Message.IGNORED : message;
        server.lastTimeoutAt = now;
        if (!again) {
          server.details.add(line, now);
          outbox.add(
              new Ready(now, new LogEvent.RadiusTimeout(Origin.of(line), message.text(), false)));
        }
      }
      default -> {}
    }
  }

  private void negotiationFailed(LogLine line, NegotiationPhase phase, long now) {
    outbox.add(
        new Ready(
            now,
            new LogEvent.NegotiationFailed(
                Origin.of(line),
                Optional.empty(),
                Optional.empty(),
                phase,
                java.util.List.of(line.text()))));
  }

  private void login(LogLine line, Server server, boolean success, long now) {
    String whole = line.message().text();
    for (Iterator<Open> i = server.open.iterator(); i.hasNext(); ) {
      Open other = i.next();
      if (now - other.login.time > TWIN_MILLIS) {
        i.remove();
      } else if (other.login.success == success
          && AccelPrefix.isTwin(other.whole, whole)
          && line.repeats() == 1) {
        other.login.user = Optional.of(AccelPrefix.limited(whole));
        other.login.addLine(line.text());
        i.remove();
        return;
      }
    }
    for (int i = 0; i < line.repeats(); i++) {
      LoginHeld login = new LoginHeld(line, now, success, false);
      String ifname = AccelPrefix.ifname(whole);
      if (success) {
        login.ifname = ifname;
        login.latePeers = server.peers;
      } else if (server.peers.containsKey(ifname)) {
        login.peer = Optional.of(server.peers.get(ifname));
      }
      login.method = Method.UNKNOWN;
      if (!success) {
        server.details.explain(login, now);
      }
      LoginHeld stands = join.add(login);
      if (line.repeats() == 1 && !whole.isEmpty() && server.open.size() < MAX_OPEN) {
        server.open.add(new Open(whole, stands));
      }
    }
  }
}
