package io.github.pppvpn.wire.ppp;

import java.util.OptionalLong;

/** Which packet had which Identifier, for the last 256 that we sent of our own accord. */
final class LcpSentPackets {
  private static final int IDENTIFIERS = 256;

  private final int[] codes = new int[IDENTIFIERS];
  private final long[] sentAt = new long[IDENTIFIERS];
  private final boolean[] answered = new boolean[IDENTIFIERS];
  private final boolean[] isCurrentRequest = new boolean[IDENTIFIERS];
  private int last;

  /** The Identifier for a packet that is sent now; none is like one of the 255 before. */
  int next(int code, long now) {
    last = last % (IDENTIFIERS - 1) + 1;
    codes[last] = code;
    sentAt[last] = now;
    answered[last] = false;
    isCurrentRequest[last] = code == LcpCode.CONFIGURE_REQUEST;
    return last;
  }

  /** No Configure-Request sent so far is to be answered any more: another one will be sent. */
  void forgetRequests() {
    for (int i = 0; i < IDENTIFIERS; i++) {
      isCurrentRequest[i] = false;
    }
  }

  /** Whether a Configure-Request with this Identifier has the options of the latest. */
  boolean isCurrentRequest(int identifier) {
    return isCurrentRequest[identifier];
  }

  /** The round trip, if a packet of this code had this Identifier; each gives it once. */
  OptionalLong answer(int code, int identifier, long now) {
    if (codes[identifier] != code || code == 0 || answered[identifier]) {
      return OptionalLong.empty();
    }
    answered[identifier] = true;
    return OptionalLong.of(now - sentAt[identifier]);
  }
}
