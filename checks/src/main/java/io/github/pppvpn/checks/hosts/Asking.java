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
  private int talks;

  Asking(AskedHost host) {
    this.host = host;
  }

  AskedHost host() {
    return host;
  }

  void begin(HostProbe begun) {
    probe = Optional.of(begun);
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
