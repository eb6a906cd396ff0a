package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import io.github.pppvpn.log.dialect.Method;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows pppd's processes: each is one attempt, and one session if that succeeds. */
final class PppdTracker {
  private static final int MAX_PROCESSES = 20_000;

  /** How far a pppd's own first line and its daemon's line about it can be apart. */
  static final long START_MILLIS = 15_000;

  private final Outbox outbox;
  private final LoginJoin join;
  private final PptpdTracker pptpd;
  private final long knownMillis;
  private final ByProcess<PppdProcess> processes = new ByProcess<>(MAX_PROCESSES);
  private final ByProcess<Announced> announced = new ByProcess<>(4096);

  /** Those that ended and may still be spoken of, in the order of their ends. */
  private final ArrayDeque<PppdProcess> exited = new ArrayDeque<>();

  private final DialledCalls dialled = new DialledCalls();

  /** A peer whose pppd has not spoken yet. */
  private record Announced(Optional<String> peer, long time) {}

  /**
   * @param knownMillis how long a process is known after its exit, {@link #START_MILLIS} at least
   */
  PppdTracker(Outbox outbox, LoginJoin join, PptpdTracker pptpd, long knownMillis) {
    this.outbox = outbox;
    this.join = join;
    this.pptpd = pptpd;
    this.knownMillis = knownMillis;
  }

  /** xl2tpd started this pppd for the peer. */
  void startedFor(String host, long pid, Optional<String> peer, long now) {
    PppdProcess process = processes.get(host, (int) pid);
    if (process != null && !process.peerIsExact() && now - process.since <= START_MILLIS) {
      process.servedBy(Daemon.XL2TPD);
      process.exactPeer(peer);
    } else {
      announced.put(host, (int) pid, new Announced(peer, now));
    }
  }

  /** The client pptp began a call: the pppd that just started launched it. */
  void dialled(LogLine line, long now) {
    dialled.begun(line.host(), now);
  }

  /** xl2tpd began a call as client, and starts a pppd for it. */
  void dials(String host, long now) {
    dialled.begins(host, now);
  }

  /** pptpd waits for this pppd, which served the peer. */
  void servedBy(String host, long pid, Optional<String> peer, long now) {
    PppdProcess process = processes.get(host, (int) pid);
    if (process != null
        && (process.exited == Long.MAX_VALUE || now - process.exited <= START_MILLIS)) {
      process.servedBy(Daemon.PPTPD);
      process.exactPeer(peer);
    }
  }

  void accept(LogLine line, long now) {
    forgetExited(now);
    int pid = ProcessKey.pid(line);
    PppdProcess process = processes.get(line.host(), pid);
    Kind kind = line.message().kind();
    boolean starts = kind == Kind.PROCESS_STARTED;
    if (process == null || starts || process.isOver(now)) {
      if (process != null) {
        end(process, line, now);
      }
      process = new PppdProcess(line.host(), pid, now);
      processes.put(line.host(), pid, process);
      Announced known = announced.remove(line.host(), pid);
      if (known != null && now - known.time <= START_MILLIS) {
        process.servedBy(Daemon.XL2TPD);
        process.exactPeer(known.peer);
      } else if (starts && !pptpd.bind(line, process, now)) {
        dialled.started(process, now);
      }
    }
    process.started |= starts;
    process.lastSeen = now;
    told(line, process, now);
  }

  /**
   * Of a process that ended so long ago no daemon speaks any more: it makes no difference whether
   * it is known. Most of those that a long log names are such.
   */
  private void forgetExited(long now) {
    while (!exited.isEmpty()) {
      PppdProcess oldest = exited.peek();
      if (now - oldest.exited <= knownMillis && exited.size() <= MAX_PROCESSES) {
        return;
      }
      exited.poll();
      processes.remove(oldest.host, oldest.pid, oldest);
    }
  }

  private void told(LogLine line, PppdProcess process, long now) {
    Message message = line.message();
    switch (message.kind()) {
      case AUTH_FAILED -> {
        if (process.numberRefused.isEmpty() || line.pid() < 0) {
          failed(line, process, process.cause, now);
        } else {
          process.numberRefused.get().name(line);
        }
      }
      case AUTH_NOT_PERMITTED -> failed(line, process, FailureReason.NOT_ALLOWED, now);
      case AUTH_REFUSED -> failed(line, process, FailureReason.REFUSED, now);
      case DETAIL_UNKNOWN_USER -> unknownUser(line, process, now);
      case DETAIL_NOT_ALLOWED -> detail(line, process, FailureReason.NOT_ALLOWED);
      case NUMBER_REFUSED -> numberRefused(line, process, now);
      case EAP_IDENTITY -> {
        process.identity = message.user();
        process.addLine(line.text());
      }
      case DETAIL -> process.addLine(line.text());
      case RADIUS_TIMEOUT -> radiusTimeout(line, process, now);
      case RADIUS_ERROR -> {
        detail(line, process, FailureReason.RADIUS_ERROR);
        if (!process.radiusErrorTold) {
          process.radiusErrorTold = line.pid() >= 0;
          outbox.add(new Ready(now, new LogEvent.RadiusError(Origin.of(line), message.text())));
        }
      }
      case AUTH_OK -> {
        process.user = message.user();
        process.method = message.method();
        succeeded(line, process, true, now);
      }
      case AUTH_OK_DETAIL -> process.user = process.user.or(message::user);
      case CLIENT_SIDE -> process.outgoing = true;
      case NETWORK_PHASE -> {
        process.server = true;
        process.exactPeer(Addresses.peer(message.address()));
        succeeded(line, process, false, now);
      }
      case USER_ON_INTERFACE -> {
        process.server = true;
        process.user = message.user();
        process.ifname = message.text();
        process.exactPeer(Addresses.peer(message.address()));
      }
      case INTERFACE, LINK_UP -> process.ifname = message.text();
      case SESSION_UP -> sessionUp(line, process, now);
      case LINK_DOWN -> process.closed = process.reason == DownReason.UNKNOWN;
      case CONNECT_TIME -> {
        process.connectTenths = message.number();
        // Only a link that had addresses has one; those of this may lie before what is read.
        process.up |= !process.started && line.pid() >= 0;
      }
      case TRAFFIC -> {
        process.sent = message.number();
        process.received = message.number2();
      }
      case PROCESS_EXIT -> {
        if (process.eapFailedSilently()) {
          eapFailed(line, process, now);
        }
        end(process, line, now);
        process.exit(now);
        exited.add(process);
      }
      case AUTH_TIMED_OUT, NEGOTIATION_TIMEOUT, MPPE_FAILED, IPCP_FAILED, LOOPED_BACK ->
          negotiationFailed(line, process, now);
      default -> ended(message.kind(), process);
    }
  }

  private void unknownUser(LogLine line, PppdProcess process, long now) {
    Message message = line.message();
    if (message.method() == Method.EAP && message.user().equals(process.identity)) {
      // The peer's own name, so it is the peer who fails; no other line says so.
      failed(line, process, FailureReason.UNKNOWN_USER, now);
    } else {
      detail(line, process, FailureReason.UNKNOWN_USER);
    }
  }

  private void numberRefused(LogLine line, PppdProcess process, long now) {
    process.exactPeer(Addresses.peer(line.message().address()));
    if (!process.started || line.pid() < 0) {
      // pppd compares the number before anything else, and ends at once if it is refused.
      process.server = true;
      process.numberRefused = failed(line, process, FailureReason.NOT_ALLOWED, now);
    } else {
      detail(line, process, FailureReason.NOT_ALLOWED);
    }
  }

  private static void detail(LogLine line, PppdProcess process, FailureReason cause) {
    process.cause(cause);
    process.addLine(line.text());
  }

  private static void ended(Kind kind, PppdProcess process) {
    switch (kind) {
      case TERMINATED_BY_PEER -> process.reason(DownReason.PEER);
      case HANGUP -> process.reason(DownReason.HANGUP);
      case TERMINATED_BY_SIGNAL -> process.reason(DownReason.SIGNAL);
      case DEAD_PEER -> process.reason(DownReason.DEAD_PEER);
      case IDLE_TIMEOUT -> process.reason(DownReason.IDLE);
      case SESSION_TIMEOUT -> process.reason(DownReason.SESSION_TIMEOUT);
      case TRAFFIC_LIMIT -> process.reason(DownReason.TRAFFIC_LIMIT);
      default -> {}
    }
  }

  /**
   * A line that counts. A pppd decides once about CHAP and EAP, so a further line of the same
   * process is the same attempt; about PAP it decides at each request, with one line each. Lines
   * without a pid cannot be told apart, so each counts.
   *
   * @return the login, the last one of several, unless it is none that counts
   */
  private Optional<LoginHeld> failed(
      LogLine line, PppdProcess process, FailureReason reason, long now) {
    if (process.outgoing && !process.server) {
      process.decided();
      return Optional.empty();
    }
    boolean each = line.message().method() == Method.PAP || line.pid() < 0;
    if (process.decidedFailed && !each) {
      return Optional.empty();
    }
    LoginHeld stands = null;
    int times = each ? line.repeats() : 1;
    for (int i = 0; i < times; i++) {
      LoginHeld login = new LoginHeld(line, now, false, false);
      if (login.method == Method.EAP && login.user.isEmpty()) {
        login.user = process.identity;
      }
      stands = failed(login, process, reason, now);
    }
    process.decided();
    return Optional.ofNullable(stands);
  }

  private void eapFailed(LogLine exit, PppdProcess process, long now) {
    if (process.outgoing && !process.server) {
      return;
    }
    LoginHeld login = new LoginHeld(exit, now, false, false);
    login.user = process.identity;
    login.method = Method.EAP;
    failed(login, process, process.cause, now);
    process.decided();
  }

  private LoginHeld failed(LoginHeld login, PppdProcess process, FailureReason reason, long now) {
    process.decidedFailed = true;
    process.reason(DownReason.AUTH_FAILED);
    login.reason = reason;
    login.addLinesBefore(process.lines());
    login.process = Optional.of(process);
    hold(login, process, now);
    LoginHeld stands = join.add(login);
    hold(process, stands);
    return stands;
  }

  private void succeeded(LogLine line, PppdProcess process, boolean stated, long now) {
    if (process.succeeded || (process.outgoing && !process.server)) {
      return;
    }
    process.succeeded = true;
    process.decided();
    if (process.user.isEmpty() && process.identity.isPresent()) {
      process.user = process.identity;
      process.method = Method.EAP;
    }
    LoginHeld login = new LoginHeld(line, now, true, false);
    login.user = process.user;
    login.method = process.method;
    login.stated = stated;
    login.peer = process.peerIsExact() ? process.peer() : Optional.empty();
    login.process = Optional.of(process);
    hold(login, process, now);
    hold(process, join.add(login));
  }

  /** Sets how long the event waits for its peer. */
  private void hold(Held held, PppdProcess process, long now) {
    if (!process.peerIsExact() && pptpd.serves(process.host)) {
      held.due = now + Correlator.MAX_HOLD_MILLIS;
    }
  }

  private static void hold(PppdProcess process, Held held) {
    if (!held.dropped) {
      process.await(held);
    }
  }

  private void sessionUp(LogLine line, PppdProcess process, long now) {
    if (process.up || (process.outgoing && !process.server)) {
      return;
    }
    succeeded(line, process, false, now);
    process.up = true;
    String address = line.message().address();
    Held held =
        new PppdHeld(process, now) {
          @Override
          LogEvent event() {
            return new LogEvent.SessionUp(
                Origin.of(line),
                process.daemon,
                process.user,
                process.peer(),
                address,
                process.ifname);
          }
        };
    hold(held, process, now);
    hold(process, held);
    outbox.add(held);
  }

  private void end(PppdProcess process, LogLine line, long now) {
    if (!process.up) {
      return;
    }
    process.up = false;
    if (!process.counts()) {
      return;
    }
    outbox.add(
        new PppdHeld(process, now) {
          @Override
          LogEvent event() {
            return new LogEvent.SessionDown(
                Origin.of(line),
                process.daemon,
                process.user,
                process.peer(),
                process.ifname,
                process.reason,
                optional(process.connectTenths, 6),
                optional(process.sent, 1),
                optional(process.received, 1));
          }
        });
  }

  private static OptionalLong optional(long value, long factor) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value * factor);
  }

  private void negotiationFailed(LogLine line, PppdProcess process, long now) {
    NegotiationPhase phase = phase(line.message());
    process.addLine(line.text());
    if (phase.isAfterLogin()) {
      succeeded(line, process, false, now);
    }
    if ((process.outgoing && !process.server) || !process.failsFirst(phase)) {
      return;
    }
    Held held =
        new PppdHeld(process, now) {
          @Override
          LogEvent event() {
            return new LogEvent.NegotiationFailed(
                Origin.of(line),
                process.user,
                process.peer(),
                phase,
                java.util.List.of(line.text()));
          }
        };
    hold(held, process, now);
    hold(process, held);
    outbox.add(held);
  }

  private static NegotiationPhase phase(Message message) {
    return switch (message.kind()) {
      case MPPE_FAILED -> NegotiationPhase.MPPE;
      case IPCP_FAILED -> NegotiationPhase.IPCP;
      case LOOPED_BACK -> NegotiationPhase.LOOP;
      case AUTH_TIMED_OUT -> NegotiationPhase.AUTH_TIMEOUT;
      default ->
          switch (message.text()) {
            case "LCP" -> NegotiationPhase.LCP;
            case "IPCP" -> NegotiationPhase.IPCP;
            case "CCP" -> NegotiationPhase.CCP;
            case "IPV6CP" -> NegotiationPhase.IPV6CP;
            default -> NegotiationPhase.OTHER;
          };
    };
  }

  private void radiusTimeout(LogLine line, PppdProcess process, long now) {
    Message message = line.message();
    boolean accounting = message.number() == 1813 || message.number() == 1646;
    if (!accounting) {
      detail(line, process, FailureReason.RADIUS_TIMEOUT);
    }
    for (int i = 0; i < line.repeats(); i++) {
      outbox.add(
          new Ready(now, new LogEvent.RadiusTimeout(Origin.of(line), message.text(), accounting)));
    }
  }
}
