package io.github.pppvpn.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command keeps: texts under names, in the order in which they were put.
 *
 * @param writtenMillis when it was written, milliseconds since 1970
 * @param values any texts under names of {@code [A-Za-z0-9._-]}, which may stand more than once
 */
public record StateContent(long writtenMillis, List<Value> values) {

  /** One text under its name. */
  public record Value(String name, String text) {
    public Value {
      if (!isName(name)) {
        throw new IllegalArgumentException("not a name for a value of state: " + name);
      }
    }
  }

  public StateContent {
    values = List.copyOf(values);
  }

  /** The values of a map, in its order. */
  public static StateContent of(long writtenMillis, Map<String, String> values) {
    List<Value> list = new ArrayList<>(values.size());
    for (Map.Entry<String, String> entry : values.entrySet()) {
      list.add(new Value(entry.getKey(), entry.getValue()));
    }
    return new StateContent(writtenMillis, list);
  }

  /** The first text under a name. */
  public Optional<String> text(String name) {
    for (Value value : values) {
      if (value.name().equals(name)) {
        return Optional.of(value.text());
      }
    }
    return Optional.empty();
  }

  /** All texts under a name. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Value value : values) {
      if (value.name().equals(name)) {
        texts.add(value.text());
      }
    }
    return texts;
  }

  /** The first text under each name. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Value value : values) {
      map.putIfAbsent(value.name(), value.text());
    }
    return map;
  }

  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!fits) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
