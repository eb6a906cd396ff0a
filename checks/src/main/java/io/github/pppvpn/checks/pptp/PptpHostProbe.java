package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.HostProbe;
import io.github.pppvpn.checks.hosts.Talk;
import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.util.ArrayList;
import java.util.List;

/** One of many hosts: {@link PptpMeasurement} without waiting. */
final class PptpHostProbe implements HostProbe {
  private final PptpOptions options;
  private final ServerAddresses server;
  private final Invocation invocation;
  private final AddressesInTurn turn;
  private final List<ProbeResult> done = new ArrayList<>();
  private List<PptpTalk> talks = List.of();
  private boolean begun;

  PptpHostProbe(PptpOptions options, ServerAddresses server, Invocation invocation) {
    this.options = options;
    this.server = server;
    this.invocation = invocation;
    this.turn = new AddressesInTurn(options, server.targets(), invocation);
  }

  @Override
  public List<Talk> next() throws CannotCheckException {
    talks = options.allAddresses() ? all() : inTurn();
    return List.copyOf(talks);
  }

  private List<PptpTalk> inTurn() {
    for (PptpTalk talk : talks) {
      try {
        turn.take(talk.result());
      } catch (CannotCheckException e) {
        turn.unasked(e);
      }
    }
    if (!turn.hasNext()) {
      return List.of();
    }
    Target target = turn.next();
    return List.of(new PptpTalk(options, target, server.source(), invocation, turn.share()));
  }

  private List<PptpTalk> all() throws CannotCheckException {
    if (begun) {
      for (PptpTalk talk : talks) {
        done.add(talk.result());
      }
      return List.of();
    }
    begun = true;
    options.refuseTooMany(server.targets());
    List<PptpTalk> all = new ArrayList<>();
    for (Target target : server.targets()) {
      all.add(new PptpTalk(options, target, server.source(), invocation, invocation.deadline()));
    }
    return all;
  }

  @Override
  public Report report() throws CannotCheckException {
    return options.allAddresses() ? new PptpReport(options, invocation).build(done) : turn.report();
  }

  @Override
  public boolean isOutOfTime() {
    return options.allAddresses() ? isOutOfTimeWhereItFailed() : turn.isOutOfTime();
  }

  /** One that failed otherwise is bad enough, however long the others would have taken. */
  private boolean isOutOfTimeWhereItFailed() {
    boolean any = false;
    for (ProbeResult result : done) {
      if (result.failure().isPresent()) {
        if (!result.isOutOfTime()) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }
}
