package io.github.pppvpn.state;

/** State cannot be kept. The message is a sentence that names the file or the folder. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  public StateException(String sentence, String nextStep) {
    super(sentence);
    this.nextStep = nextStep;
  }

  /** What to do about it; empty for nothing to add. */
  public String nextStep() {
    return nextStep;
  }
}
