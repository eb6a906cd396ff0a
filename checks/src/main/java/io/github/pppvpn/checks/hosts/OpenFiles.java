package io.github.pppvpn.checks.hosts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.io.IOException;

/** How many files this process may have open, sockets among them. */
final class OpenFiles {
  /** The runtime's own, and those of looking names up. */
  private static final int RESERVE = 96;

  private static final int MAX_BYTES = 4096;
  private static final String ROW = "Max open files";

  private OpenFiles() {}

  /**
   * The limit, which the Java runtime has raised as far as it may.
   *
   * @return a high number if it is not known
   */
  static int limit() {
    try (FileInputStream in = new FileInputStream("/proc/self/limits")) {
      return limit(new String(in.readNBytes(MAX_BYTES), US_ASCII));
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  static int limit(String limits) {
    int at = limits.indexOf(ROW) + ROW.length();
    while (at < limits.length() && limits.charAt(at) == ' ') {
      at++;
    }
    long number = 0;
    int from = at;
    while (at < limits.length() && limits.charAt(at) >= '0' && limits.charAt(at) <= '9') {
      number = Math.min(Integer.MAX_VALUE, number * 10 + (limits.charAt(at) - '0'));
      at++;
    }
    return at == from || limits.indexOf(ROW) < 0 ? Integer.MAX_VALUE : (int) number;
  }

  /** How many of them may be sockets of conversations: at least one. */
  static int forSockets(int limit) {
    return Math.max(1, limit >= 2 * RESERVE ? limit - RESERVE : limit / 4);
  }
}
