package io.github.pppvpn.log.event;

/** An event that waits for what later lines may add to it. */
abstract class Held {
  /** When it happened, on the correlator's clock. */
  final long time;

  /** When it is told at the latest. */
  long due;

  /** It turned out to be another event's twin. */
  boolean dropped;

  Held(long time, long due) {
    this.time = time;
    this.due = due;
  }

  /** Whether it is an event at all, by what is known when it is told. */
  boolean counts() {
    return true;
  }

  abstract LogEvent event();
}
