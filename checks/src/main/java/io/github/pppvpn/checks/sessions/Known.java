package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.session.Session;
import java.util.Optional;

/**
 * A session as the state keeps it, to be found again by the next run.
 *
 * @param name its pppd and its interface
 * @param start seconds from boot to its start, which no setting of the clock moves; -1 if unknown
 * @param rxBytes received by then; 0 if unknown
 * @param txBytes sent by then; 0 if unknown
 * @param user whose it is, to be named when it is gone; empty if that is not known or not to be
 *     kept
 */
record Known(SessionName name, long start, long rxBytes, long txBytes, String user) {
  private static final int RADIX = 36;

  /** accel-ppp tells ages in whole seconds. */
  private static final long SLACK_SECONDS = 3;

  static Known of(Session session, Moment moment, boolean withUser) {
    long start =
        session.sinceMillis().isPresent()
            ? Math.max(0, session.sinceMillis().getAsLong() / 1000 - moment.clock().bootSeconds())
            : -1;
    return new Known(
        SessionName.of(session),
        start,
        Math.max(0, session.rxBytes().orElse(0)),
        Math.max(0, session.txBytes().orElse(0)),
        withUser ? session.user().orElse("") : "");
  }

  /** The same with the bytes of an earlier run, where those of now are not known. */
  Known withBytesOf(Known then) {
    return new Known(name, start, then.rxBytes, then.txBytes, user);
  }

  String interfaceName() {
    return name.interfaceName();
  }

  boolean isSameAs(Known other) {
    return interfaceName().equals(other.interfaceName())
        && (name.pid() < 0 || other.name.pid() < 0 || name.pid() == other.name.pid())
        && Math.abs(start - other.start) <= SLACK_SECONDS;
  }

  void append(StringBuilder text, boolean withUser) {
    text.append(interfaceName())
        .append('/')
        .append(Long.toString(start, RADIX))
        .append('/')
        .append(Long.toString(rxBytes, RADIX))
        .append('/')
        .append(Long.toString(txBytes, RADIX))
        .append('/')
        .append(Integer.toString(name.pid(), RADIX))
        .append('/');
    if (withUser) {
      appendUser(text);
    }
  }

  /** What has a meaning in the state, and what cannot be seen, as a percent sign and the code. */
  private void appendUser(StringBuilder text) {
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      if (c > ' ' && c < 0x7f && c != '/' && c != '%') {
        text.append(c);
      } else {
        text.append('%').append(Integer.toHexString(0x10000 | c), 1, 5);
      }
    }
  }

  private static String user(String text) {
    StringBuilder user = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 4 < text.length()) {
        user.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        user.append(text.charAt(i));
      }
    }
    return user.toString();
  }

  /** Reads what {@link #append} wrote; an interface's name has no slash. */
  static Optional<Known> parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    int third = text.indexOf('/', second + 1);
    int fourth = text.indexOf('/', third + 1);
    int fifth = text.indexOf('/', fourth + 1);
    if (first < 1 || second < 0 || third < 0 || fourth < 0 || fifth < 0) {
      return Optional.empty();
    }
    try {
      Known known =
          new Known(
              new SessionName(
                  Integer.parseInt(text.substring(fourth + 1, fifth), RADIX),
                  text.substring(0, first)),
              Long.parseLong(text.substring(first + 1, second), RADIX),
              Long.parseLong(text.substring(second + 1, third), RADIX),
              Long.parseLong(text.substring(third + 1, fourth), RADIX),
              user(text.substring(fifth + 1)));
      return known.start >= -1 && known.rxBytes >= 0 && known.txBytes >= 0
          ? Optional.of(known)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
