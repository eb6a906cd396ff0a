package io.github.pppvpn.checks.sessions;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions by name, each with what is known of it. Two names are the same session if their pppds
 * are the same, or their interfaces where one of the pppds is not known.
 */
final class SessionNames<T> {
  private final Map<Integer, SessionName> byPid = new HashMap<>();
  private final Map<String, SessionName> byInterface = new HashMap<>();
  private final Map<SessionName, T> all = new LinkedHashMap<>();

  /** Puts it in, in place of the one that was the same. */
  void put(SessionName name, T value) {
    if (name.isNothing()) {
      return;
    }
    remove(name);
    all.put(name, value);
    if (name.pid() >= 0) {
      byPid.put(name.pid(), name);
    }
    if (!name.interfaceName().isEmpty()) {
      byInterface.put(name.interfaceName(), name);
    }
  }

  Optional<T> get(SessionName name) {
    return find(name).map(all::get);
  }

  boolean has(SessionName name) {
    return find(name).isPresent();
  }

  /** Takes it out; nothing if it was not in. */
  Optional<T> remove(SessionName name) {
    Optional<SessionName> found = find(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byPid.remove(found.get().pid(), found.get());
    byInterface.remove(found.get().interfaceName(), found.get());
    return Optional.ofNullable(all.remove(found.get()));
  }

  /** In the order in which they were put in. */
  Map<SessionName, T> all() {
    return all;
  }

  private Optional<SessionName> find(SessionName name) {
    if (name.pid() >= 0) {
      SessionName same = byPid.get(name.pid());
      if (same != null) {
        return Optional.of(same);
      }
    }
    SessionName there =
        name.interfaceName().isEmpty() ? null : byInterface.get(name.interfaceName());
    boolean comparable = there != null && (name.pid() < 0 || there.pid() < 0);
    return comparable ? Optional.of(there) : Optional.empty();
  }
}
