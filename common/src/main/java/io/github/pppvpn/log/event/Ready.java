package io.github.pppvpn.log.event;

/** An event that waits for nothing but its turn. */
final class Ready extends Held {
  private final LogEvent event;

  Ready(long now, LogEvent event) {
    super(now, now);
    this.event = event;
  }

  @Override
  LogEvent event() {
    return event;
  }
}
