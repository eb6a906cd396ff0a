package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Follows pptpd's control connections, which know the peers that pppd does not.
 *
 * <p>"Reaping child PPP[n]" names the pppd, but late, and only at level debug. Before that, a pppd
 * that starts belongs to the one call that was about to start a pppd in the two seconds before; if
 * several were, or one still waits, then to none for certain, unless all have the same peer. Lines
 * of different files say nothing about order.
 */
final class PptpdTracker {
  private static final int MAX_CALLS = 20_000;
  private static final int MAX_STARTING = 256;
  private static final long START_MILLIS = 2_000;
  private static final long WAITING_MILLIS = 15_000;

  private final Outbox outbox;
  private final ByProcess<PptpCall> calls = new ByProcess<>(MAX_CALLS);
  private final Bounded<ProcessKey, ArrayDeque<PptpCall>> starting = new Bounded<>(256);
  private final Bounded<String, Integer> hosts = new Bounded<>(256);
  private final Bounded<String, Boolean> unsure = new Bounded<>(256);

  // The last line's, which most lines have in common.
  private String lastHost = "";
  private int lastLog = -1;

  PptpdTracker(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Whether the host's peers may be learnt from pptpd. */
  boolean serves(String host) {
    return hosts.containsKey(host);
  }

  void accept(LogLine line, long now, PppdTracker pppd) {
    Message message = line.message();
    Kind kind = message.kind();
    if (line.log() != lastLog || !line.host().equals(lastHost)) {
      lastLog = line.log();
      lastHost = line.host();
      hosts.put(lastHost, lastLog);
    }
    switch (kind) {
      case CONTROL_UP ->
          calls.put(
              line.host(),
              ProcessKey.pid(line),
              new PptpCall(Addresses.peer(message.address()), now));
      case CONTROL_DOWN -> finished(line, now, pppd);
      case CALL_STARTING -> {
        PptpCall call = call(line, now);
        call.callStarting = now;
        ArrayDeque<PptpCall> all =
            starting.computeIfAbsent(startKey(line), key -> new ArrayDeque<>(2));
        all.add(call);
        if (all.size() > MAX_STARTING) {
          all.poll();
        }
      }
      case CALL_REAPED -> {
        PptpCall call = call(line, now);
        call.ending = true;
        if (message.number() > 0 && message.number() <= Integer.MAX_VALUE) {
          call.reaped = message.number();
          pppd.servedBy(line.host(), call.reaped, call.peer, now);
        }
      }
      case PPPD_ENDED_FIRST, ECHO_TIMEOUT, TERMINATED_BY_SIGNAL -> call(line, now).ending = true;
      case CONTROL_LOST -> {
        PptpCall call = call(line, now);
        call.ending = true;
        if (!call.lost) {
          call.lost = true;
          outbox.add(new Ready(now, new LogEvent.ControlLost(Origin.of(line), call.peer)));
        }
      }
      default -> {}
    }
  }

  private void finished(LogLine line, long now, PppdTracker pppd) {
    PptpCall call = call(line, now);
    call.ending = true;
    if (call.peer.isEmpty()) {
      call.peer = Addresses.peer(line.message().address());
      if (call.reaped > 0) {
        pppd.servedBy(line.host(), call.reaped, call.peer, now);
      }
    }
  }

  private PptpCall call(LogLine line, long now) {
    int pid = ProcessKey.pid(line);
    PptpCall call = calls.get(line.host(), pid);
    if (call == null) {
      call = new PptpCall(Optional.empty(), now);
      calls.put(line.host(), pid, call);
    }
    call.lastSeen = now;
    return call;
  }

  /** Calls whose pppd may be the next to start: those of the same host in the same log. */
  private static ProcessKey startKey(LogLine line) {
    return ProcessKey.of(line.host(), line.log());
  }

  /** The host also starts pppds of which nobody tells whose they are. */
  void unsure(String host) {
    unsure.put(host, true);
  }

  /**
   * Finds the call that the pppd that starts now is likely to serve.
   *
   * @return whether it may serve any
   */
  boolean bind(LogLine started, PppdProcess process, long now) {
    ArrayDeque<PptpCall> all = starting.get(startKey(started));
    if (all == null) {
      return hosts.getOrDefault(started.host(), started.log()) != started.log();
    }
    while (!all.isEmpty() && now - all.peek().callStarting > WAITING_MILLIS) {
      all.poll();
    }
    PptpCall free = null;
    int rivals = 0;
    for (PptpCall call : all) {
      boolean over = call.taken || (call.ending && now - call.lastSeen > START_MILLIS);
      boolean another = call.reaped > 0 && call.reaped != started.pid();
      if (another || (over && now - call.callStarting > START_MILLIS)) {
        continue;
      }
      if (free != null && !call.peer.equals(free.peer)) {
        return true;
      }
      rivals++;
      free = free == null || free.taken ? call : free;
    }
    if (free == null) {
      return false;
    }
    if (free.taken
        || now - free.callStarting > START_MILLIS
        || unsure.containsKey(started.host())) {
      return true;
    }
    free.taken = true;
    if (rivals == 1) {
      process.likelyCall(free);
    } else {
      process.likelyPeer(free.peer);
    }
    return true;
  }
}
