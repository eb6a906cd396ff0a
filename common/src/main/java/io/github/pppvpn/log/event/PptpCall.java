package io.github.pppvpn.log.event;

import java.util.Optional;

/** One pptpctrl: a PPTP control connection with at most one call. */
final class PptpCall {
  /** How long after its pppd's exit a pptpctrl may live; it waits for it and then ends. */
  private static final long AFTER_EXIT = 3_000;

  Optional<String> peer;
  final long since;
  long callStarting = Long.MIN_VALUE;
  long reaped = -1;

  /** A pppd that started is thought to be this call's. */
  boolean taken;

  boolean lost;
  boolean ending;
  long lastSeen;

  PptpCall(Optional<String> peer, long now) {
    this.peer = peer;
    this.since = now;
    this.lastSeen = now;
  }

  /** Whether the pppd ended so long before this that it cannot have been this one's. */
  boolean outlived(PppdProcess process) {
    if (reaped > 0) {
      // It names another pppd, or the process would know its peer for certain.
      return true;
    }
    return ending && process.exited != Long.MAX_VALUE && lastSeen - process.exited > AFTER_EXIT;
  }
}
