package io.github.pppvpn.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * accel-ppp's {@code show stat}: counts by their place in its indented text.
 *
 * @param counts for instance {@code sessions/active}, {@code pptp/starting}, {@code
 *     l2tp/tunnels/active}, {@code l2tp/sessions (data channels)/active}, {@code
 *     core/mempool_allocated}
 */
public record AccelStat(Map<String, Long> counts) {
  /** Copies the map. */
  public AccelStat {
    counts = Map.copyOf(counts);
  }

  /** The count at that place; nothing if this accel-ppp does not show it. */
  public OptionalLong of(String place) {
    Long count = counts.get(place);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Reads the text; what is no number is passed over. */
  public static AccelStat parse(String answer) {
    Map<String, Long> counts = new HashMap<>();
    List<String> above = new ArrayList<>();
    for (String line : answer.split("\n", -1)) {
      int indent = 0;
      while (indent < line.length() && line.charAt(indent) == ' ') {
        indent++;
      }
      int colon = line.indexOf(':');
      int depth = indent / 2;
      if (colon <= indent || depth > above.size()) {
        continue;
      }
      while (above.size() > depth) {
        above.remove(above.size() - 1);
      }
      above.add(line.substring(indent, colon));
      long value = number(line, colon + 1);
      if (value >= 0) {
        counts.put(String.join("/", above), value);
      }
    }
    return new AccelStat(counts);
  }

  private static long number(String line, int from) {
    long number = -1;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= '0' && c <= '9' && number < Long.MAX_VALUE / 20) {
        number = Math.max(0, number) * 10 + c - '0';
      } else if (c != ' ' && c != '\r') {
        return -1;
      }
    }
    return number;
  }
}
