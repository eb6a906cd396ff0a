package io.github.pppvpn.checks.logs;

/** A stamp without a zone was read, and the zone of the host that wrote it is not known. */
public final class UnknownZoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  UnknownZoneException(String sentence, String nextStep) {
    super(sentence);
    this.nextStep = nextStep;
  }

  /** What to do about it. */
  public String nextStep() {
    return nextStep;
  }
}
