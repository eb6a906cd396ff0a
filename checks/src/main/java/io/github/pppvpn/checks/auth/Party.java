package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.line.LineParser;

/** An address or a user name and what became of its logins. */
final class Party {
  /** More user names than one person has. */
  static final int SEVERAL = 5;

  final String name;
  long failures;

  /** User names of an address, addresses of a user name, among the failures. */
  long others;

  /** Failures that RADIUS is not to blame for. */
  long guesses;

  long successes;

  /** Successes of an address after it had failed as {@link #SEVERAL} users. */
  long successesAfterGuesses;

  /** Times of the first and last failure, {@link LineParser#NO_TIME} if none bore a time. */
  long first = LineParser.NO_TIME;

  long last = LineParser.NO_TIME;

  /** Who succeeded last from an address that had failed before. */
  String succeeded = "";

  Party(String name) {
    this.name = name;
  }

  void failed(long time) {
    failures++;
    if (time != LineParser.NO_TIME) {
      first = first == LineParser.NO_TIME ? time : Math.min(first, time);
      last = Math.max(last, time);
    }
  }
}
