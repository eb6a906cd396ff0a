package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pppd from its start to its exit: for CHAP one attempt, and at most one session. */
final class PppdProcess {
  private static final long FAILED_IDLE = 60_000;
  private static final long IDLE = 600_000;

  final String host;
  final int pid;
  final long since;
  long lastSeen;
  long exited = Long.MAX_VALUE;

  /** It dials out from this host. */
  boolean outgoing;

  /** It is thought to dial out: a client's call began with it, and no server's. */
  boolean dials;

  /** It certainly serves a peer. */
  boolean server;

  /** Whose client it serves; nothing while no daemon has spoken of it. */
  Optional<Daemon> daemon = Optional.empty();

  private Optional<String> exactPeer = Optional.empty();
  private Optional<PptpCall> likelyCall = Optional.empty();
  private Optional<String> likelyPeer = Optional.empty();

  Optional<String> user = Optional.empty();
  Method method = Method.UNKNOWN;
  String ifname = "";
  boolean decidedFailed;
  boolean succeeded;
  boolean up;
  DownReason reason = DownReason.UNKNOWN;
  long connectTenths = -1;
  long sent = -1;
  long received = -1;

  /** Who the peer said it is, over EAP; proven once the network phase comes. */
  Optional<String> identity = Optional.empty();

  /** The login whose calling number was refused, which pppd does before it asks for a name. */
  Optional<LoginHeld> numberRefused = Optional.empty();

  /** It had said that it starts, before anything else. */
  boolean started;

  /** It closed the link, not the peer, a signal or the line. */
  boolean closed;

  boolean radiusErrorTold;

  FailureReason cause = FailureReason.BAD_PASSWORD;

  // Made when there is anything: most processes have nothing to say.
  private List<String> lines = List.of();
  private List<Held> waiting = List.of();
  private List<NegotiationPhase> phasesFailed = List.of();

  PppdProcess(String host, int pid, long now) {
    this.host = host;
    this.pid = pid;
    this.since = now;
    this.lastSeen = now;
  }

  /** Whether a further line of the pid must be another process's. */
  boolean isOver(long now) {
    if (exited != Long.MAX_VALUE) {
      return true;
    }
    long idle = now - lastSeen;
    return !up && idle > (decidedFailed ? FAILED_IDLE : IDLE);
  }

  /** The peer where it is certain enough to be told. */
  Optional<String> peer() {
    if (exactPeer.isPresent()) {
      return exactPeer;
    }
    if (likelyCall.isPresent()) {
      return likelyCall.get().outlived(this) ? Optional.empty() : likelyCall.get().peer;
    }
    return likelyPeer;
  }

  /** That daemon spoke of it as its own. */
  void servedBy(Daemon by) {
    server = true;
    daemon = Optional.of(by);
  }

  boolean peerIsExact() {
    return exactPeer.isPresent();
  }

  void exactPeer(Optional<String> peer) {
    if (peer.isPresent()) {
      exactPeer = peer;
      for (Held held : waiting) {
        held.due = Math.min(held.due, held.time + Correlator.JOIN_MILLIS);
      }
    }
  }

  void likelyCall(PptpCall call) {
    likelyDaemon();
    likelyCall = Optional.of(call);
  }

  /** A call of pptpd's waited for a pppd when this one started. */
  private void likelyDaemon() {
    daemon = daemon.isPresent() ? daemon : Optional.of(Daemon.PPTPD);
  }

  void likelyPeer(Optional<String> peer) {
    likelyDaemon();
    likelyPeer = peer;
  }

  /** Its events need not wait much longer: what tells the peer comes now or never. */
  void exit(long now) {
    exited = now;
    for (Held held : waiting) {
      held.due = Math.min(held.due, Math.max(held.time, now) + Correlator.JOIN_MILLIS);
    }
  }

  /** An event of this process waits. */
  void await(Held held) {
    if (waiting.isEmpty()) {
      waiting = new ArrayList<>(3);
    }
    if (waiting.size() < Correlator.MAX_LINES) {
      waiting.add(held);
    }
  }

  /** Whether that phase has not failed before. */
  boolean failsFirst(NegotiationPhase phase) {
    if (phasesFailed.contains(phase)) {
      return false;
    }
    if (phasesFailed.isEmpty()) {
      phasesFailed = new ArrayList<>(1);
    }
    return phasesFailed.add(phase);
  }

  /** What was said and belongs to the next decision. */
  List<String> lines() {
    return lines;
  }

  void cause(FailureReason newCause) {
    if (newCause.compareTo(cause) > 0) {
      cause = newCause;
    }
  }

  void addLine(String text) {
    if (!text.isEmpty() && lines.size() < Correlator.MAX_LINES - 1) {
      if (lines.isEmpty()) {
        lines = new ArrayList<>(2);
      }
      lines.add(text);
    }
  }

  /** What was said so far belongs to a decision that was made. */
  void decided() {
    lines = List.of();
    cause = FailureReason.BAD_PASSWORD;
    radiusErrorTold = false;
  }

  /** Whether what it says is of a peer of this host. */
  boolean counts() {
    return server || !dials;
  }

  /**
   * Whether, at its end, an EAP login must have failed without a line that says so (wrong password
   * of EAP-MD5). The peer gave a name, and pppd itself closed the link. There are two reasons for
   * that without a line: the login failed, or no network protocol was wanted after it; the latter
   * tells its connect time.
   */
  boolean eapFailedSilently() {
    return identity.isPresent()
        && closed
        && !succeeded
        && !decidedFailed
        && connectTenths < 0
        && phasesFailed.isEmpty();
  }

  void reason(DownReason newReason) {
    if (reason == DownReason.UNKNOWN || reason == DownReason.HANGUP) {
      reason = newReason;
    }
  }
}
