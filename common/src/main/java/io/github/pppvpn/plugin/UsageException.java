package io.github.pppvpn.plugin;

/**
 * The command was called in a way that it cannot carry out: a wrong option, range or configuration.
 * The message is a sentence that names the option and the text; it ends as UNKNOWN.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    super(sentence);
  }
}
