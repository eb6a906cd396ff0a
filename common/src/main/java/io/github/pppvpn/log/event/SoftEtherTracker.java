package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import java.util.Optional;

/** Follows SoftEther VPN server: the hub's security log counts, the server log explains. */
final class SoftEtherTracker {
  private final Outbox outbox;
  private final LoginJoin join;
  private final LoginDetails details = new LoginDetails();

  SoftEtherTracker(Outbox outbox, LoginJoin join) {
    this.outbox = outbox;
    this.join = join;
  }

  void accept(LogLine line, long now) {
    Message message = line.message();
    switch (message.kind()) {
      case AUTH_FAILED, AUTH_OK -> {
        boolean success = message.kind() == io.github.pppvpn.log.dialect.Kind.AUTH_OK;
        for (int i = 0; i < line.repeats(); i++) {
          LoginHeld login = new LoginHeld(line, now, success, false);
          login.peer = Addresses.peer(message.address());
          if (!success) {
            details.explain(login, now);
          }
          join.add(login);
        }
      }
      case DETAIL -> details.add(line, now);
      case SESSION_UP ->
          outbox.add(
              new Ready(
                  now,
                  new LogEvent.SessionUp(
                      Origin.of(line),
                      Optional.of(Daemon.SOFTETHER),
                      Optional.empty(),
                      Addresses.peer(message.text()),
                      "",
                      "")));
      default -> {}
    }
  }
}
