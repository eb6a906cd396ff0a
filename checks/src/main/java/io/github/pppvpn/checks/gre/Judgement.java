package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.ppp.LcpEvent;
import java.util.Optional;

/** Which obstacle what was seen amounts to. */
final class Judgement {
  private Judgement() {}

  /** The obstacle; empty if GRE passes both ways and could be measured. */
  static Optional<Obstacle> of(ProbeOutcome seen) {
    if (seen.controlObstacle().isPresent()) {
      return Optional.of(
          seen.callLost()
              ? lost(seen, seen.controlObstacle().get())
              : seen.controlObstacle().get());
    }
    if (seen.lcpEnd().isPresent() && seen.lcpEnd().get() instanceof LcpEvent.LoopedBack) {
      return Optional.of(
          Obstacle.loopedBack("sends our own GRE packets back instead of answering them"));
    }
    if (!seen.reachesUs()) {
      return Optional.of(nothingComes(seen));
    }
    if (!seen.reachesServer()) {
      return Optional.of(nothingArrives(seen));
    }
    if (!seen.opened()) {
      return Optional.of(notOpen(seen));
    }
    Optional<String> refusal = refusal(seen);
    if (refusal.isPresent()) {
      return Optional.of(
          Obstacle.notOpen("lets GRE pass both ways, but LCP did not stay open: " + refusal.get()));
    }
    if (seen.series().sent() == 0) {
      return Optional.of(
          Obstacle.tooLate("lets GRE pass both ways, but no time was left for an echo"));
    }
    if (seen.series().received() == 0) {
      return Optional.of(
          Obstacle.noEcho(
              "answered none of "
                  + seen.series().sent()
                  + " echoes over GRE, though LCP is open"
                  + damaged(seen)));
    }
    return Optional.empty();
  }

  private static Obstacle lost(ProbeOutcome seen, Obstacle obstacle) {
    String until =
        seen.opened()
            ? ", after "
                + seen.series().received()
                + " of "
                + seen.series().sent()
                + " echoes over GRE came back"
            : seen.reachesUs() ? ", before LCP was open" : ", before any GRE came";
    String words = seen.terminated().isEmpty() ? "" : ": \"" + seen.terminated() + "\"";
    String text = obstacle.text() + until + words;
    return seen.reachesUs() || seen.opened()
        ? new Obstacle(obstacle.kind(), obstacle.state(), text, obstacle.nextStep())
        : Obstacle.callEndedUnheard(text);
  }

  private static Obstacle nothingComes(ProbeOutcome seen) {
    if (!seen.evidence().forbidden().isEmpty()) {
      return forbidden(seen);
    }
    if (seen.evidence().isWitnessed()) {
      return Obstacle.onlyToServer(
          seen.reachesServer()
              ? "receives our GRE and answers it, but this host drops the answers"
              : "sends GRE that this host drops; whether ours arrives there is not known");
    }
    return Obstacle.blocked("accepted the call, but no GRE comes back" + icmp(seen));
  }

  private static Obstacle nothingArrives(ProbeOutcome seen) {
    if (!seen.evidence().forbidden().isEmpty()) {
      return forbidden(seen);
    }
    return seen.answerDue()
        ? Obstacle.onlyToProbe(
            "sends GRE that arrives here, but ours does not arrive there" + icmp(seen))
        : Obstacle.tooLate(
            "sends GRE that arrives here, but so late that whether ours arrives there is not known");
  }

  private static Obstacle forbidden(ProbeOutcome seen) {
    return Obstacle.forbiddenHere(
        "cannot be sent GRE: this host does not let it out: " + seen.evidence().forbidden());
  }

  private static Obstacle notOpen(ProbeOutcome seen) {
    return Obstacle.notOpen(
        "lets GRE pass both ways, but LCP did not open: "
            + refusal(seen).orElse("it took too long"));
  }

  /** Why LCP was given up; empty if it was not. */
  private static Optional<String> refusal(ProbeOutcome seen) {
    LcpEvent.End end = seen.lcpEnd().orElse(null);
    if (end instanceof LcpEvent.Refused refused) {
      return Optional.of(refused.sentence());
    }
    return end instanceof LcpEvent.NoAnswer
        ? Optional.of("too many packets are lost")
        : Optional.empty();
  }

  private static String icmp(ProbeOutcome seen) {
    return seen.evidence().icmp().isEmpty() ? "" : "; " + seen.evidence().icmp();
  }

  private static String damaged(ProbeOutcome seen) {
    return seen.evidence().damagedEchoes() == 0
        ? ""
        : "; " + seen.evidence().damagedEchoes() + " came back with other data";
  }
}
