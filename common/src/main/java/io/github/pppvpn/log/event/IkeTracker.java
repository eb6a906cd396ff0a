package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows charon and pluto. A peer with a wrong key sends its message again and again, and each one
 * fails: that is one failure for each peer and IKE SA. pluto names both in every line. charon names
 * the peer when its thread takes a packet, and a new IKE SA when the peer starts one; without that
 * line a failure a minute after the last one is a new one.
 */
final class IkeTracker {
  private static final int MAX_SAS = 20_000;
  private static final int MAX_THREADS = 1024;
  private static final long QUIET_MILLIS = 60_000;
  private static final String UNKNOWN_PEER = "";

  private final Outbox outbox;
  private final Bounded<String, Sa> sas = new Bounded<>(MAX_SAS);
  private final Bounded<String, String> threads = new Bounded<>(MAX_THREADS);

  private static final class Sa {
    boolean failed;
    long last;
  }

  IkeTracker(Outbox outbox) {
    this.outbox = outbox;
  }

  void accept(LogLine line, long now) {
    Message message = line.message();
    Kind kind = message.kind();
    String peer = peer(line);
    String key =
        line.host() + ' ' + peer + (line.daemon() == Daemon.PLUTO ? " #" + message.number() : "");
    switch (kind) {
      case IKE_STARTED, IKE_UP -> {
        if (line.daemon() == Daemon.CHARON) {
          sas.remove(key);
        }
      }
      case IKE_AUTH_FAILED -> failed(line, key, peer, IkeReason.AUTHENTICATION, now);
      case IKE_XAUTH_FAILED -> failed(line, key, peer, IkeReason.XAUTH, now);
      case IKE_NO_CONFIG -> failed(line, key, peer, IkeReason.NO_CONFIG, now);
      case IKE_CHILD_FAILED -> failed(line, key, peer, IkeReason.CHILD, now);
      case IKE_TIMEOUT -> failed(line, key, peer, IkeReason.TIMEOUT, now);
      default -> {}
    }
  }

  /** Whom the line speaks of: said by the line, or by the last packet of its thread. */
  private String peer(LogLine line) {
    Message message = line.message();
    if (line.daemon() == Daemon.PLUTO) {
      return message.address();
    }
    String thread = line.host() + ' ' + line.pid() + ' ' + message.number();
    if (!message.address().isEmpty()) {
      threads.put(thread, message.address());
      return message.address();
    }
    String known = threads.get(thread);
    return known == null ? UNKNOWN_PEER : known;
  }

  private void failed(LogLine line, String key, String peer, IkeReason reason, long now) {
    Sa sa = sas.computeIfAbsent(key, k -> new Sa());
    boolean again = sa.failed && now - sa.last <= QUIET_MILLIS;
    sa.failed = true;
    sa.last = now;
    if (again) {
      return;
    }
    List<String> lines = new ArrayList<>();
    if (!line.text().isEmpty()) {
      lines.add(line.text());
    }
    outbox.add(
        new Ready(
            now,
            new LogEvent.IkeFailed(
                Origin.of(line),
                Addresses.peer(peer),
                line.message().user(),
                reason,
                List.copyOf(lines))));
  }
}
