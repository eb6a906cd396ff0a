package io.github.pppvpn.log.source;

/** A text is not a {@link LogPosition}; the message is a sentence. */
public final class MalformedPositionException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedPositionException(String sentence) {
    super(sentence);
  }
}
