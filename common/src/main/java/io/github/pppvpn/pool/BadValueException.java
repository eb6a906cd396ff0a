package io.github.pppvpn.pool;

/** A value that a daemon refuses; the message is what the daemon says of it. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  BadValueException(String said) {
    super(said);
  }
}
