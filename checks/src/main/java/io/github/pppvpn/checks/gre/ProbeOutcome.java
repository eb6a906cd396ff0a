package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.ppp.LcpEvent;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a probe has seen, before anybody calls it good or bad.
 *
 * @param controlObstacle why there was no call, or none any more
 * @param callLost whether the call was there and the server ended it too early
 * @param reply the server's Start-Control-Connection-Reply
 * @param callSetupNanos from the first control message to the Outgoing-Call-Reply
 * @param firstGreNanos from the Outgoing-Call-Reply to the server's first GRE packet; empty if none
 *     came
 * @param reachesServer whether something proves that our packets arrive
 * @param answerDue whether the server, once heard, had time to show that
 * @param opened whether LCP was open once
 * @param lcpEnd how LCP ended, if it did
 * @param terminated the server's words when it ended LCP; empty if it did not, or without a word
 * @param series the echoes
 * @param pathMtu the search, if there was one
 * @param evidence what else was seen
 * @param malformed packets that were no enhanced GRE
 * @param farewell how the control connection ended
 */
record ProbeOutcome(
    Optional<Obstacle> controlObstacle,
    boolean callLost,
    Optional<StartControlConnectionReply> reply,
    OptionalLong callSetupNanos,
    OptionalLong firstGreNanos,
    boolean reachesServer,
    boolean answerDue,
    boolean opened,
    Optional<LcpEvent.End> lcpEnd,
    String terminated,
    EchoSeries series,
    Optional<PathMtuSearch> pathMtu,
    Evidence evidence,
    long malformed,
    String farewell) {

  /** Whether the server's packets arrive here. */
  boolean reachesUs() {
    return firstGreNanos.isPresent();
  }

  /** Percent of the echoes that did not come back; empty if none was sent. */
  Optional<Double> loss() {
    return series.sent() == 0
        ? Optional.empty()
        // No more digits than say something.
        : Optional.of(
            Math.round(1e4 * (series.sent() - series.received()) / series.sent()) / 100.0);
  }
}
