package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.line.LineParser;
import io.github.pppvpn.log.source.LineTimes;

/**
 * The time stamps of lines as the reader of a log's files asks for them.
 *
 * @param parser of its own
 */
public record StampTimes(LineParser parser) implements LineTimes {
  @Override
  public long timeOf(byte[] bytes, int from, int to) {
    return parser.timeOf(bytes, from, to);
  }

  @Override
  public long earliestOf(byte[] bytes, int from, int to) {
    return parser.earliestOf(bytes, from, to);
  }

  @Override
  public long latestOf(byte[] bytes, int from, int to) {
    return parser.latestOf(bytes, from, to);
  }
}
