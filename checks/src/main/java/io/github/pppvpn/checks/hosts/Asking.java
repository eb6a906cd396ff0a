package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Report;
import java.util.Optional;

/** One host in the course of being asked. */
final class Asking {
  private final AskedHost host;
  private Optional<HostProbe> probe = Optional.empty();
  private Optional<Report> report = Optional.empty();
  private Optional<Report> cutShort = Optional.empty();
  private long resolvedAfterNanos;
  private long givenNanos;
  private int talks;

  Asking(AskedHost host) {
    this.host = host;
  }

  AskedHost host() {
    return host;
  }

  /** Its name has been looked up, so long after the run began. */
  void resolved(long afterNanos) {
    resolvedAfterNanos = afterNanos;
  }

  long resolvedAfterNanos() {
    return resolvedAfterNanos;
  }

  /** It is being asked from now on, for the second time perhaps. */
  void begin(HostProbe begun, long nanos) {
    probe = Optional.of(begun);
    givenNanos = nanos;
  }

  /** How long it was given when it was asked last. */
  long givenNanos() {
    return givenNanos;
  }

  HostProbe probe() {
    return probe.orElseThrow();
  }

  /** One conversation more, or less, is under way. */
  void count(int change) {
    talks += change;
  }

  boolean isTalking() {
    return talks > 0;
  }

  /** Nothing can be said of it yet but this. */
  void cutShort(Report silent) {
    cutShort = Optional.of(silent);
  }

  /** What can be said if it is not asked again. */
  Optional<Report> cutShort() {
    return cutShort;
  }

  void end(Report measured) {
    report = Optional.of(measured);
  }

  /** Nothing can be learnt of it. */
  void end(CannotCheckException why, String word) {
    Finding finding = Finding.unknown(why.getMessage(), why.nextStep()).inAWord(word);
    report = Optional.of(Report.builder().finding(finding).build());
  }

  boolean hasEnded() {
    return report.isPresent();
  }

  Report report() {
    return report.orElseThrow();
  }
}
