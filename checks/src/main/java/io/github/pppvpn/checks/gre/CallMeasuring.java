package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpEvent;
import io.github.pppvpn.wire.ppp.LcpNegotiation;
import io.github.pppvpn.wire.ppp.LcpSettings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What is measured inside of a call: LCP up to its opening, echoes until the server's end is open
 * too, those that count, perhaps the path MTU. A server that begins LCP anew is followed.
 */
final class CallMeasuring {
  private static final long SECOND = 1_000_000_000;

  /** Between two of our Configure-Requests, for a path as quick as the control connection's. */
  private static final long RESTART_NANOS = SECOND;

  /**
   * All of our Configure-Requests together, where there is time: a pppd that starts beside twenty
   * others was seen to take nine seconds. Its own last 30 s, and then it logs a warning.
   */
  private static final long NEGOTIATION_NANOS = 20 * SECOND;

  /**
   * How long an open LCP may take to show that the server's is open too, where the echoes then
   * still have their time: a pppd whose request or our answer is lost repeats it every 3 s.
   */
  private static final long PROOF_NANOS = 20 * SECOND;

  private static final long LEAST_PROOF_NANOS = 3 * SECOND;

  private static final long PROOF_INTERVAL_NANOS = 300_000_000;

  /** In which a server that has begun to send shows that it hears us; pptpd takes 50 ms. */
  private static final long ANSWER_NANOS = 500_000_000;

  /** What is being done. */
  private enum Step {
    LCP,
    PROOF,
    ECHOES,
    PATH_MTU,
    OVER
  }

  private final GreOptions options;
  private final Evidence evidence;
  private final EchoSeries series;
  private final LcpLink lcp;
  private final long until;
  private final long answerNanos;
  private final EchoBook echoes = new EchoBook();
  private Optional<PathMtuEchoes> pathMtu = Optional.empty();
  private Step step = Step.LCP;
  private Step afterProof = Step.ECHOES;
  private int echoNumber;
  private long proofUntil;
  private long proofAt;

  /**
   * @param link the call's GRE
   * @param random for the Magic-Number
   * @param handshakeNanos how long the control connection took to answer, for a first idea of the
   *     path
   * @param until when measuring ends at the latest
   */
  CallMeasuring(
      GreOptions options,
      GreLink link,
      LongSupplier random,
      long handshakeNanos,
      EchoSeries series,
      Evidence evidence,
      long until) {
    this.options = options;
    this.series = series;
    this.evidence = evidence;
    this.until = until;
    this.answerNanos = Math.max(ANSWER_NANOS, 2 * handshakeNanos);
    long restart = Math.min(3 * SECOND, Math.max(RESTART_NANOS, 3 * handshakeNanos));
    series.expect(Math.min(3 * SECOND, handshakeNanos));
    int requests = (int) Math.max(3, NEGOTIATION_NANOS / restart);
    LcpSettings settings =
        new LcpSettings(true, OptionalInt.empty(), false, restart, requests, 2, 10);
    this.lcp = new LcpLink(link, new LcpNegotiation(settings, random), this::answered);
  }

  /** LCP, for packets in both directions and for its end. */
  LcpLink lcp() {
    return lcp;
  }

  /** Does what the passing of time, or what has come, asks for. */
  void advance(long now) {
    // Each step may be over at once; there are not more of them.
    for (int i = 0; i < Step.values().length && step != Step.OVER; i++) {
      Step before = step;
      lcp.tick(now);
      if (step != Step.PROOF && (lcp.end().isPresent() || now - until >= 0)) {
        step = Step.OVER;
      } else {
        advanceStep(now);
      }
      if (step == before) {
        break;
      }
    }
  }

  private void advanceStep(long now) {
    if (step == Step.ECHOES && series.isOver(now)) {
      afterSeries();
      return;
    }
    if (!lcp.isOpen()) {
      interrupt(now);
      return;
    }
    switch (step) {
      case LCP -> {
        step = Step.PROOF;
        proofAt = now;
        proofUntil = proofUntil(now);
      }
      case PROOF -> prove(now);
      case ECHOES -> advanceEchoes(now);
      case PATH_MTU -> advancePathMtu(now);
      case OVER -> {}
    }
  }

  private long proofUntil(long now) {
    long spare = until - now - series.leastNanos();
    return earlier(now + Math.min(PROOF_NANOS, Math.max(LEAST_PROOF_NANOS, spare)), until);
  }

  /** The server begins LCP anew. */
  private void interrupt(long now) {
    if (step == Step.ECHOES) {
      series.interrupt(now);
    } else if (step == Step.PATH_MTU) {
      pathMtu.orElseThrow().interrupt();
    }
    step = Step.LCP;
  }

  /**
   * The server opens its LCP only when our Configure-Ack arrives, and does not answer echoes
   * before: what is lost then says nothing of the path. So the Ack is repeated, which an open LCP
   * ignores, until something shows that it arrived.
   */
  private void prove(long now) {
    if (lcp.isServerOpen() || now - proofUntil >= 0) {
      series.start(now);
      step = afterProof;
    } else if (now - proofAt >= 0) {
      if (evidence.proofs() > 0) {
        lcp.repeatAck();
      }
      evidence.proof();
      echo(EchoBook.Purpose.PROOF, options.size(), now);
      proofAt = now + PROOF_INTERVAL_NANOS;
    }
  }

  private void advanceEchoes(long now) {
    if (series.isDue(now)) {
      echo(EchoBook.Purpose.SERIES, options.size(), now);
      series.send(echoNumber, now);
    } else if (series.isFlushDue(now)) {
      echo(EchoBook.Purpose.PROOF, options.size(), now);
      series.flush(now);
    }
  }

  private void afterSeries() {
    if (!options.pathMtu() || series.received() == 0) {
      step = Step.OVER;
      return;
    }
    int largest = Math.min(options.largest(), EchoSizes.largest(lcp.theirMru()));
    PathMtuSearch search = new PathMtuSearch(options.size(), Math.max(options.size(), largest));
    pathMtu = Optional.of(new PathMtuEchoes(search, series));
    afterProof = Step.PATH_MTU;
    step = Step.PATH_MTU;
  }

  private void advancePathMtu(long now) {
    PathMtuEchoes sizes = pathMtu.orElseThrow();
    OptionalInt size = sizes.due(now);
    if (sizes.isOver()) {
      step = Step.OVER;
    } else if (size.isPresent()) {
      echo(EchoBook.Purpose.PATH_MTU, size.getAsInt(), now);
    }
  }

  private void echo(EchoBook.Purpose purpose, int size, long now) {
    echoNumber++;
    Octets data = EchoSizes.data(echoNumber, size);
    OptionalInt identifier = lcp.echo(data, now);
    if (identifier.isPresent()) {
      echoes.put(identifier.getAsInt(), new EchoBook.Echo(purpose, echoNumber, size, data));
    }
  }

  /** Whether that answers one of ours, be it damaged. */
  private boolean answered(LcpEvent.EchoAnswered answer) {
    Optional<EchoBook.Echo> found = echoes.of(answer);
    if (found.isEmpty()) {
      return false;
    }
    EchoBook.Echo echo = found.get();
    series.heard(echo.number());
    if (!echo.isWhole(answer)) {
      evidence.damaged();
      return true;
    }
    switch (echo.purpose()) {
      case PROOF -> series.expect(answer.roundTripNanos());
      case SERIES -> series.answered(echo.number(), answer.roundTripNanos());
      case PATH_MTU -> pathMtu.ifPresent(sizes -> sizes.answered(echo.size()));
    }
    return true;
  }

  /**
   * Somebody says that a packet of this size could not go on.
   *
   * @return whether such packets are being tried
   */
  boolean tooBig(int size, int mtu, String who) {
    if (step != Step.PATH_MTU) {
      return false;
    }
    pathMtu.orElseThrow().tooBig(size, mtu, who);
    return true;
  }

  /** Whether a server first heard then had time to show that it hears us. */
  boolean isAnswerDue(long heardAt) {
    return until - heardAt >= answerNanos;
  }

  /** When to call {@link #advance} at the latest. */
  long nextDeadline() {
    long at =
        switch (step) {
          case LCP, OVER -> until;
          case PROOF -> earlier(proofAt, proofUntil);
          case ECHOES -> earlier(until, series.nextDeadline());
          case PATH_MTU -> earlier(until, pathMtu.orElseThrow().nextAt());
        };
    return lcp.nextDeadline(at);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  /** Whether nothing is left to measure, or no time. */
  boolean isOver() {
    return step == Step.OVER;
  }

  /** Whether LCP is being negotiated, for the first time or anew. */
  boolean isNegotiating() {
    return step == Step.LCP;
  }

  /** What is going on, for a person. */
  String doing() {
    return switch (step) {
      case LCP, PROOF -> "negotiating LCP over GRE";
      case ECHOES -> "exchanging echoes over GRE";
      case PATH_MTU -> "looking for the path MTU";
      case OVER -> "ending the call";
    };
  }

  /** The search for the path MTU, if it has begun. */
  Optional<PathMtuSearch> pathMtu() {
    return pathMtu.map(PathMtuEchoes::search);
  }
}
