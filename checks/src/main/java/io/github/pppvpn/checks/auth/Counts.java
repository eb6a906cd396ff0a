package io.github.pppvpn.checks.auth;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many there were of each kind. */
final class Counts<K extends Enum<K>> {
  private final Class<K> kinds;
  private final EnumMap<K, Long> counts;

  Counts(Class<K> kinds) {
    this.kinds = kinds;
    this.counts = new EnumMap<>(kinds);
  }

  void add(K kind) {
    counts.put(kind, of(kind) + 1);
  }

  long of(K kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Every kind with its count, by the kind's name in small letters. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    for (K kind : kinds.getEnumConstants()) {
      data.put(lowerCase(kind.name()), of(kind));
    }
    return data;
  }

  static String lowerCase(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }
}
