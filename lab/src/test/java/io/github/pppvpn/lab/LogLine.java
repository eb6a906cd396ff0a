package io.github.pppvpn.lab;

import java.util.List;

/**
 * One message that a daemon sent to syslog.
 *
 * @param level the severity's name of RFC 3164: {@code err}, {@code warning}, {@code info}, …
 * @param text tag and message, process ids left out: {@code pptpd: CTRL: …}
 */
record LogLine(String level, String text) {
  private static final List<String> ALARMING = List.of("emerg", "alert", "crit", "err", "warning");

  /** Reads {@code facility.level tag: message}. */
  static LogLine parse(String line) {
    int dot = line.indexOf('.');
    int blank = line.indexOf(' ');
    if (dot < 0 || blank < dot) {
      throw new IllegalArgumentException("not a recorded log line: " + line);
    }
    return new LogLine(
        line.substring(dot + 1, blank),
        line.substring(blank + 1).replaceFirst("^([^ \\[]+)\\[\\d+\\]:", "$1:"));
  }

  /** Whether it is at warning or above. */
  boolean alarming() {
    return ALARMING.contains(level);
  }

  @Override
  public String toString() {
    return level + " " + text;
  }
}
