package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Method;
import io.github.pppvpn.log.dialect.PppdText;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Joins what a RADIUS server and the server that asked it say of the same login: the same user, at
 * most {@link Correlator#JOIN_MILLIS} apart, by methods that agree, one with one.
 *
 * <p>The two write names differently (a Windows domain may be cut off, FreeRADIUS writes '?' for
 * what is not UTF-8); such names are the same user here. A success of pppd before 2.5.1 names
 * nobody: it is joined by its peer, or by time alone.
 *
 * <p>A login that failed since the RADIUS server's answer did not come, or was of no use, can still
 * be in the server's log, as accepted too, and long after: that is the same attempt.
 */
final class LoginJoin {
  private static final int MAX_USERS = 20_000;
  private static final int MAX_OPEN = 512;
  private static final long WINDOW = Correlator.JOIN_MILLIS;

  /** How long after it was given up a request may be decided. */
  private static final long LATE = 30_000;

  private final Outbox outbox;
  private final Bounded<String, ArrayDeque<LoginHeld>> failures = new Bounded<>(MAX_USERS);
  private final ArrayDeque<LoginHeld> successes = new ArrayDeque<>();

  // Until a RADIUS server speaks there is nothing to join, and no need to keep users apart.
  private final ArrayDeque<LoginHeld> recent = new ArrayDeque<>();
  private boolean radiusSeen;

  /** Failures whose request the RADIUS server may have decided, or may yet decide. */
  private final ArrayDeque<LoginHeld> unanswered = new ArrayDeque<>();

  LoginJoin(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Adds a login; gives the one that stands for it: itself, or the one that it was joined to. */
  LoginHeld add(LoginHeld login) {
    if (!radiusSeen) {
      if (!login.radius) {
        outbox.add(login);
        awaitAnswer(login);
        recent.add(login);
        while (recent.size() > MAX_OPEN || login.time - recent.peek().time > WINDOW) {
          recent.poll();
        }
        return login;
      }
      radiusSeen = true;
      for (LoginHeld other : recent) {
        open(other).add(other);
      }
      recent.clear();
    }
    ArrayDeque<LoginHeld> open = open(login);
    LoginHeld twin = null;
    int candidates = 0;
    for (Iterator<LoginHeld> i = open.iterator(); i.hasNext(); ) {
      LoginHeld other = i.next();
      if (other.dropped || login.time - other.time > WINDOW) {
        i.remove();
      } else if (isTwin(login, other)) {
        candidates++;
        twin = twin == null ? other : twin;
      }
    }
    if (twin != null) {
      twin.absorb(login, candidates == 1);
      open.remove(twin);
      return twin;
    }
    if (login.radius) {
      answersLate(login);
    } else if (lacksAnswer(login) && !wasAccepted(login)) {
      awaitAnswer(login);
    }
    if (open.size() < MAX_OPEN) {
      open.add(login);
    }
    outbox.add(login);
    return login;
  }

  private ArrayDeque<LoginHeld> open(LoginHeld login) {
    return login.success
        ? successes
        : failures.computeIfAbsent(key(login), user -> new ArrayDeque<>(2));
  }

  private static boolean lacksAnswer(LoginHeld login) {
    return !login.success
        && (login.reason == FailureReason.RADIUS_TIMEOUT
            || login.reason == FailureReason.RADIUS_ERROR);
  }

  private void awaitAnswer(LoginHeld login) {
    if (lacksAnswer(login)) {
      unanswered.add(login);
      if (unanswered.size() > MAX_OPEN) {
        unanswered.poll();
      }
    }
  }

  /** The RADIUS server's decision may be of a login that was given up. */
  private void answersLate(LoginHeld answer) {
    while (!unanswered.isEmpty() && answer.time - unanswered.peek().time > LATE) {
      unanswered.poll();
    }
    for (LoginHeld login : unanswered) {
      if (!login.joined && key(login).equals(key(answer))) {
        login.joined = true;
        answer.lateFor = Optional.of(login);
        return;
      }
    }
  }

  /** Whether the RADIUS server accepted a login that failed; that is no success then. */
  private boolean wasAccepted(LoginHeld login) {
    for (LoginHeld accepted : successes) {
      if (accepted.radius
          && !accepted.joined
          && !accepted.dropped
          && accepted.lateFor.isEmpty()
          && login.time - accepted.time <= WINDOW
          && key(accepted).equals(key(login))) {
        accepted.dropped = true;
        login.absorb(accepted, true);
        return true;
      }
    }
    return false;
  }

  private static boolean isTwin(LoginHeld login, LoginHeld other) {
    if (login.radius == other.radius || other.joined || login.success != other.success) {
      return false;
    }
    boolean methods =
        login.method == Method.UNKNOWN
            || other.method == Method.UNKNOWN
            || login.method == other.method;
    if (!methods) {
      return false;
    }
    if (!login.success) {
      return true;
    }
    if (login.user.isPresent() && other.user.isPresent()) {
      return key(login).equals(key(other));
    }
    return login.peer.isEmpty() || other.peer.isEmpty() || login.peer.equals(other.peer);
  }

  private static String key(LoginHeld login) {
    String name = login.user.orElse("");
    String user = login.radius ? PppdText.asked(name) : name;
    int domain = user.lastIndexOf('\\');
    StringBuilder key = new StringBuilder(user.length());
    for (int i = domain + 1; i < user.length(); i++) {
      char c = user.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f;
      if (plain || key.length() == 0 || key.charAt(key.length() - 1) != '?') {
        key.append(plain ? c : '?');
      }
    }
    return key.toString();
  }
}
