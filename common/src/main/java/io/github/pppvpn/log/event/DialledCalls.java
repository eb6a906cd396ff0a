package io.github.pppvpn.log.event;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Which pppds serve calls that this host makes as a client. Such a pppd says nothing of that at its
 * start, and where it asks the far server to authenticate, it fails in a server's words.
 *
 * <p>A call that begins belongs to the one pppd that started just before (it launches the client
 * pptp) or, if there is none, to the next (xl2tpd launches it), among those that no daemon of this
 * host can have started for a peer. Of several it belongs to none: a failure counted in vain is
 * better than one missed.
 */
final class DialledCalls {
  private static final long BEFORE_MILLIS = 2_000;
  private static final long AFTER_MILLIS = 5_000;
  private static final int MAX_RECENT = 64;

  private final ArrayDeque<PppdProcess> recent = new ArrayDeque<>();
  private final Bounded<String, Long> awaited = new Bounded<>(256);

  /** A pppd started that no server is known to have started. */
  void started(PppdProcess process, long now) {
    Long since = awaited.isEmpty() ? null : awaited.remove(process.host);
    if (since != null && now - since <= AFTER_MILLIS) {
      process.dials = true;
      return;
    }
    recent.add(process);
    if (recent.size() > MAX_RECENT) {
      recent.poll();
    }
  }

  /** A call began whose pppd has started, as a rule. */
  void begun(String host, long now) {
    PppdProcess dialling = null;
    int candidates = 0;
    for (Iterator<PppdProcess> i = recent.iterator(); i.hasNext(); ) {
      PppdProcess process = i.next();
      if (now - process.since > BEFORE_MILLIS || process.server) {
        i.remove();
      } else if (process.host.equals(host)) {
        candidates++;
        dialling = process;
      }
    }
    if (dialling == null) {
      begins(host, now);
    } else if (candidates == 1) {
      dialling.dials = true;
      recent.remove(dialling);
    }
  }

  /** A call began whose pppd will start. */
  void begins(String host, long now) {
    awaited.put(host, now);
  }
}
