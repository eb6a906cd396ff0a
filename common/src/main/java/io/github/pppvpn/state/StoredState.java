package io.github.pppvpn.state;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run finds of its predecessors.
 *
 * @param content the state, if there is one to go by
 * @param reason a sentence why there is none, for a user who asks; empty if there is one
 * @param first whether there is none because no run has kept any yet, which is how it begins
 */
public record StoredState(Optional<StateContent> content, String reason, boolean first) {
  /** Of a run that has no state at all. */
  public static final StoredState NOTHING = none("");

  static StoredState first(Path file) {
    String reason = "this is the first run that keeps " + file + " for the next one";
    return new StoredState(Optional.empty(), reason, true);
  }

  static StoredState of(StateContent content) {
    return new StoredState(Optional.of(content), "", false);
  }

  static StoredState none(String reason) {
    return new StoredState(Optional.empty(), reason, false);
  }
}
