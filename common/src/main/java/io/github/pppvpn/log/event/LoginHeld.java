package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A login that failed or succeeded, while other lines may still speak of it. */
final class LoginHeld extends Held {
  final Origin at;
  final boolean success;

  /** Whether the RADIUS server said it; else the server that the peer spoke with. */
  final boolean radius;

  final List<String> lines = new ArrayList<>();
  Optional<String> user;
  Optional<String> peer = Optional.empty();
  Method method;
  FailureReason reason = FailureReason.BAD_PASSWORD;
  boolean stated = true;

  /** Another daemon's line was joined to it. */
  boolean joined;

  /** The failed login that it may be the RADIUS server's late answer to, unless it is joined. */
  Optional<LoginHeld> lateFor = Optional.empty();

  /** Peers by interface, and the login's: where the line that names the peer comes later. */
  Map<String, String> latePeers = Map.of();

  String ifname = "";

  /** Knows the peer better than the line does; absent for daemons other than pppd. */
  Optional<PppdProcess> process = Optional.empty();

  LoginHeld(LogLine line, long now, boolean success, boolean radius) {
    super(now, now + Correlator.JOIN_MILLIS);
    this.at = Origin.of(line);
    this.success = success;
    this.radius = radius;
    this.user = line.message().user();
    this.method = line.message().method();
    addLine(line.text());
  }

  void addLine(String text) {
    if (!text.isEmpty() && lines.size() < Correlator.MAX_LINES) {
      lines.add(text);
    }
  }

  /** A later line of the same attempt says whose it is, and how it was tried. */
  void name(LogLine line) {
    if (user.isEmpty()) {
      user = line.message().user();
      method = line.message().method();
      addLine(line.text());
    }
  }

  void addLinesBefore(List<String> texts) {
    for (int i = 0; i < texts.size() && lines.size() < Correlator.MAX_LINES; i++) {
      lines.add(i, texts.get(i));
    }
  }

  /** Takes over what the other line of the same attempt knows. */
  void absorb(LoginHeld other, boolean certain) {
    joined = true;
    lateFor.ifPresent(login -> login.joined = false);
    for (String line : other.lines) {
      addLine(line);
    }
    if (user.isEmpty() || (radius && !other.radius && other.user.isPresent())) {
      user = other.user;
    }
    if (method == Method.UNKNOWN) {
      method = other.method;
    }
    if (other.reason.compareTo(reason) > 0) {
      reason = other.reason;
    }
    stated |= other.stated;
    if (certain && process.isEmpty()) {
      process = other.process;
    }
    if (certain && peer.isEmpty()) {
      peer = other.peer;
    }
    due = Math.max(due, other.due);
  }

  @Override
  boolean counts() {
    return joined || (lateFor.isEmpty() && (process.isEmpty() || process.get().counts()));
  }

  @Override
  LogEvent event() {
    Optional<String> from = peer;
    if (from.isEmpty() && process.isPresent()) {
      from = process.get().peer();
    }
    String late = latePeers.get(ifname);
    if (from.isEmpty() && late != null) {
      from = Optional.of(late);
    }
    if (!success) {
      return new LogEvent.LoginFailed(at, user, from, method, reason, List.copyOf(lines));
    }
    Optional<String> who = user;
    if (who.isEmpty() && process.isPresent()) {
      who = process.get().user;
    }
    return new LogEvent.LoginSucceeded(at, who, from, method, stated);
  }
}
