package io.github.pppvpn.checks.pppd;

import java.time.Instant;

/** Lines of a log with their times. */
final class Stamp {
  private Stamp() {}

  static String line(long millis, String host, String message) {
    return Instant.ofEpochMilli(millis) + " " + host + " " + message + "\n";
  }
}
