package io.github.pppvpn.log.dialect;

/** Reads the messages of one daemon. */
@FunctionalInterface
interface Dialect {
  /**
   * What the message says: {@link Message#UNKNOWN} if it is not one of the daemon's known ones.
   *
   * @param bytes holds the message, from {@code from} to {@code to}, without tag and line end
   */
  Message read(byte[] bytes, int from, int to);
}
