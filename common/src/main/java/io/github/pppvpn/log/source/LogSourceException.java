package io.github.pppvpn.log.source;

import java.io.IOException;

/** A log cannot be read. The message is a sentence that names the file or the program. */
public final class LogSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  public LogSourceException(String sentence) {
    this(sentence, "");
  }

  /**
   * @param nextStep what to do about it; empty for nothing to add
   */
  public LogSourceException(String sentence, String nextStep) {
    super(sentence);
    this.nextStep = nextStep;
  }

  public String nextStep() {
    return nextStep;
  }
}
