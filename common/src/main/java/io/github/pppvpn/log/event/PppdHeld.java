package io.github.pppvpn.log.event;

/** An event of a pppd other than a login. */
abstract class PppdHeld extends Held {
  private final PppdProcess process;

  PppdHeld(PppdProcess process, long now) {
    super(now, process.peerIsExact() ? now + 1_000 : now + Correlator.JOIN_MILLIS);
    this.process = process;
  }

  @Override
  boolean counts() {
    return process.counts();
  }
}
