package io.github.pppvpn.log.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the most recently used; a flood cannot make it grow. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
  private final int limit;

  Bounded(int limit) {
    super(64, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
