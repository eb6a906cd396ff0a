package io.github.pppvpn.pool;

import java.util.Optional;

/**
 * A line of a section of accel-ppp.conf.
 *
 * @param line its number
 * @param raw the line without blanks around it
 * @param name up to the first blank or equals sign
 * @param value what stands behind an equals sign, or behind a comma that a blank precedes
 */
record AccelPppOption(int line, String raw, String name, Optional<String> value) {

  static AccelPppOption parse(int line, String raw) {
    int end = 0;
    while (end < raw.length() && !isBlank(raw.charAt(end)) && raw.charAt(end) != '=') {
      end++;
    }
    int at = end;
    while (at < raw.length() && isBlank(raw.charAt(at))) {
      at++;
    }
    Optional<String> value = Optional.empty();
    if (at < raw.length() && (raw.charAt(at) == '=' || raw.charAt(at) == ',')) {
      at++;
      while (at < raw.length() && isBlank(raw.charAt(at))) {
        at++;
      }
      value = Optional.of(raw.substring(at));
    }
    return new AccelPppOption(line, raw, raw.substring(0, end), value);
  }

  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
