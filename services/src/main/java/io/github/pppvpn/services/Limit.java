package io.github.pppvpn.services;

/**
 * The ranges of one metric in one service.
 *
 * @param metric the metric's name; for a standard plugin the option the value stands behind
 * @param warning a range as the Nagios guideline has it; empty for none
 * @param critical likewise
 * @param said whether configurations say it; a command's own default needs no saying
 * @param reason why these, for the table in the README
 */
public record Limit(String metric, String warning, String critical, boolean said, String reason) {

  public static Limit of(String metric, String warning, String critical, String reason) {
    return new Limit(metric, warning, critical, true, reason);
  }

  /** A default of the command, which applies without being said. */
  public static Limit ownDefault(String metric, String warning, String critical, String reason) {
    return new Limit(metric, warning, critical, false, reason);
  }

  /** Switches a command's own default off, for a service that looks at something else. */
  public static Limit off(String metric) {
    return new Limit(metric, "~:", "~:", true, "");
  }

  public boolean isOff() {
    return said && reason.isEmpty();
  }
}
