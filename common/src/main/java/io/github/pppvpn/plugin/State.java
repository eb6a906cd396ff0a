package io.github.pppvpn.plugin;

import java.util.Optional;

/**
 * A plugin's verdict, as the Nagios plugin guidelines have it: the word that stands on line 1 and
 * the process' exit code.
 *
 * <p>The declaration order is the order of badness used when several verdicts meet: CRITICAL is
 * worse than WARNING, WARNING worse than UNKNOWN, UNKNOWN worse than OK.
 */
public enum State {
  OK(0),
  UNKNOWN(3),
  WARNING(1),
  CRITICAL(2);

  private final int exitCode;

  State(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code, 0 to 3. */
  public int exitCode() {
    return exitCode;
  }

  /** The state of a name, however written, or of an exit code. */
  static Optional<State> named(String text) {
    for (State state : values()) {
      if (state.name().equalsIgnoreCase(text) || text.equals("" + state.exitCode)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** The worse of this and {@code other}. */
  public State worse(State other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
