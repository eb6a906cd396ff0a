package io.github.pppvpn.pool;

import java.util.Optional;

/**
 * A line of a section of accel-ppp.conf.
 *
 * @param file the file that takes it in; empty for the daemon's own
 * @param line its number there
 * @param raw the line without blanks around it
 * @param name up to the first blank or equals sign; a tab does not end it as far as accel-ppp is
 *     concerned, so it has one behind it
 * @param value what stands behind an equals sign, or behind a comma that a blank precedes
 */
record AccelPppOption(String file, int line, String raw, String name, Optional<String> value) {

  /** Divides the line {@code raw} (load_file of triton/conf_file.c). */
  AccelPppOption(String file, int line, String raw) {
    this(file, line, raw, raw.substring(0, nameEnd(raw)), value(raw));
  }

  private static int nameEnd(String raw) {
    int end = end(raw);
    if (end == raw.length() || raw.charAt(end) != '\t') {
      return end;
    }
    return hasValue(raw) ? start(raw) : raw.length();
  }

  private static int end(String raw) {
    int end = 0;
    while (end < raw.length() && !isBlank(raw.charAt(end)) && raw.charAt(end) != '=') {
      end++;
    }
    return end;
  }

  private static boolean hasValue(String raw) {
    int at = start(raw);
    return at < raw.length() && (raw.charAt(at) == '=' || raw.charAt(at) == ',');
  }

  private static Optional<String> value(String raw) {
    return hasValue(raw)
        ? Optional.of(raw.substring(afterBlanks(raw, start(raw) + 1)))
        : Optional.empty();
  }

  private static int start(String raw) {
    return afterBlanks(raw, end(raw));
  }

  private static int afterBlanks(String raw, int from) {
    int at = from;
    while (at < raw.length() && isBlank(raw.charAt(at))) {
      at++;
    }
    return at;
  }

  /** What follows the name, be there an equals sign or not. */
  String word() {
    return raw.substring(start(raw));
  }

  /** Its place in words. */
  String where() {
    return "line " + line + (file.isEmpty() ? "" : " of " + file);
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
