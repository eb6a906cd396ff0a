package io.github.pppvpn.wire;

/**
 * Bytes from the network that are not the message they should be.
 *
 * <p>{@link #getMessage()} is a sentence for an operator. It may quote bytes of the peer, already
 * reduced to printable US-ASCII.
 */
public class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String sentence) {
    super(sentence);
  }
}
