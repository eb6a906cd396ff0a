package io.github.pppvpn.checks.pool;

import io.github.pppvpn.pool.PoolUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What pools are called in metrics: characters that no label may have replaced, none twice. */
final class PoolLabels {
  private PoolLabels() {}

  /** A label for each pool, in their order. */
  static List<String> of(List<PoolUse> uses) {
    // "slots_used" is a metric of its own.
    Set<String> taken = new HashSet<>(Set.of("slots"));
    // Who is already called as a label would be keeps that name.
    Set<String> plain = new HashSet<>();
    for (PoolUse use : uses) {
      plain.add(use.pool().name());
    }
    List<String> labels = new ArrayList<>(uses.size());
    for (PoolUse use : uses) {
      String name = use.pool().name();
      String clean = clean(name);
      String label = clean;
      int number = 1;
      while (taken.contains(label) || (!label.equals(name) && plain.contains(label))) {
        number++;
        label = clean + "_" + number;
      }
      taken.add(label);
      labels.add(label);
    }
    return labels;
  }

  private static String clean(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.'
              || c == '-';
      clean.append(fits ? c : '_');
    }
    return clean.toString();
  }
}
