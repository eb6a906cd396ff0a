package io.github.pppvpn.plugin;

/**
 * Nothing could be learnt about the checked thing: a missing file or privilege, a name that does
 * not resolve. The message is a sentence that says what is missing; it ends as UNKNOWN.
 */
public final class CannotCheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  public CannotCheckException(String sentence) {
    this(sentence, "");
  }

  /**
   * @param nextStep what to do about it, shown on a line of its own; empty for nothing to add
   */
  public CannotCheckException(String sentence, String nextStep) {
    super(sentence);
    this.nextStep = nextStep;
  }

  public String nextStep() {
    return nextStep;
  }
}
