package io.github.pppvpn.state;

import java.util.Optional;

/**
 * What a run finds of its predecessors.
 *
 * @param content the state, if there is one to go by
 * @param reason a sentence why there is none, for a user who asks; empty if there is one
 */
public record StoredState(Optional<StateContent> content, String reason) {
  /** Of a run that has no state at all. */
  public static final StoredState NOTHING = none("");

  static StoredState of(StateContent content) {
    return new StoredState(Optional.of(content), "");
  }

  static StoredState none(String reason) {
    return new StoredState(Optional.empty(), reason);
  }
}
