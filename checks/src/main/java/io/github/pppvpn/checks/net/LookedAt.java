package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Report;
import java.util.List;

/** What was looked at, for {@code -v}, and the exchange itself, for {@code -vvv}. */
public final class LookedAt {
  private LookedAt() {}

  /**
   * Adds both to a report.
   *
   * @param line the server and what was seen of it
   * @param farewell how the conversation ended; empty if it did not come to that
   * @param wire a line for each message
   */
  public static void add(
      Report.Builder report, CharSequence line, String farewell, List<String> wire) {
    report.detail(Detail.LOOKED_AT, farewell.isEmpty() ? line.toString() : line + "; " + farewell);
    for (String message : wire) {
      report.detail(Detail.WIRE, message);
    }
  }
}
