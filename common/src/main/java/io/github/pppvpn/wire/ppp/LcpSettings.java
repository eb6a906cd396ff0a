package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Unsigned;
import java.util.OptionalInt;

/**
 * What a negotiation asks for and how patient it is.
 *
 * @param mayOpen whether the peer's Configure-Request is acknowledged; where not, LCP never opens,
 *     so that no authentication begins, and all of the peer's requests stay without an answer
 * @param mru the Maximum-Receive-Unit to ask for, 64 to 65535; none leaves it at 1500
 * @param compression whether to ask for Protocol- and Address-and-Control-Field-Compression
 * @param restartNanos how long to wait for an answer, above 0; RFC 1661 has 3 s
 * @param maxConfigure Configure-Requests without an answer until the peer counts as silent; RFC
 *     1661 has 10
 * @param maxTerminate Terminate-Requests without an answer; RFC 1661 has 2
 * @param maxFailure Configure-Naks and -Rejects of either side until the two count as never to
 *     agree
 */
public record LcpSettings(
    boolean mayOpen,
    OptionalInt mru,
    boolean compression,
    long restartNanos,
    int maxConfigure,
    int maxTerminate,
    int maxFailure) {

  private static final long SECOND = 1_000_000_000L;

  public LcpSettings {
    if (mru.isPresent()) {
      Unsigned.check16("MRU", mru.getAsInt());
    }
    if (mru.isPresent() && mru.getAsInt() < 64) {
      throw new IllegalArgumentException("an MRU of " + mru.getAsInt() + " is too small");
    }
    if (restartNanos <= 0 || maxConfigure < 1 || maxTerminate < 1 || maxFailure < 1) {
      throw new IllegalArgumentException("timer and counters must be above 0");
    }
  }

  /** A request every second, five at most, LCP never opens: whether packets pass both ways. */
  public static LcpSettings neverOpening() {
    return new LcpSettings(false, OptionalInt.empty(), false, SECOND, 5, 2, 10);
  }

  /** A request every second, five at most, LCP opens: echoes can follow. */
  public static LcpSettings opening() {
    return new LcpSettings(true, OptionalInt.empty(), false, SECOND, 5, 2, 10);
  }
}
