package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.HostProbe;
import io.github.pppvpn.checks.hosts.Talk;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Report;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** One of many hosts: {@link L2tpMeasurement} without waiting. */
final class L2tpHostProbe implements HostProbe {
  private final AddressesInTurn turn;
  private final Optional<InetAddress> source;
  private Optional<L2tpTalk> talk = Optional.empty();

  L2tpHostProbe(AddressesInTurn turn, Optional<InetAddress> source) {
    this.turn = turn;
    this.source = source;
  }

  @Override
  public List<Talk> next() throws CannotCheckException {
    if (talk.isPresent()) {
      try {
        turn.take(talk.get().result());
      } catch (CannotCheckException e) {
        turn.unasked(e);
      }
    }
    if (!turn.hasNext()) {
      return List.of();
    }
    Target target = turn.next();
    talk = Optional.of(new L2tpTalk(target, source, turn.exchange()));
    return List.of(talk.get());
  }

  @Override
  public Report report() throws CannotCheckException {
    return turn.report();
  }

  @Override
  public boolean isOutOfTime() {
    return turn.isOutOfTime();
  }
}
