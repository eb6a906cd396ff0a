package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.session.Session;
import java.util.Optional;

/**
 * What tells a session in the log from others: the number of its pppd and its interface.
 *
 * @param pid -1 if it is not known
 * @param interfaceName empty if it is not known
 */
record SessionName(int pid, String interfaceName) {

  static SessionName of(Session session) {
    return new SessionName(session.pppd().orElse(-1), session.interfaceName());
  }

  /** Whether nothing is known, so that it is like no other. */
  boolean isNothing() {
    return pid < 0 && interfaceName.isEmpty();
  }

  String text() {
    return pid + "/" + interfaceName;
  }

  /** Reads what {@link #text} wrote. */
  static Optional<SessionName> parse(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 1
          ? Optional.empty()
          : Optional.of(
              new SessionName(
                  Math.max(-1, Integer.parseInt(text.substring(0, slash))),
                  text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
