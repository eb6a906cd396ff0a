package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Resolves the host and probes one of its addresses, or all. */
record PptpMeasurement(PptpOptions options) implements Check.Measurement {
  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    ServerAddresses server =
        ServerAddresses.of(
            options.host(), options.port(), options.family(), options.source(), invocation);
    return options.allAddresses()
        ? new PptpReport(options, invocation)
            .build(probeAll(server.targets(), server.source(), invocation))
        : probeInTurn(server, invocation);
  }

  /** The first address that accepts a connection is the server. */
  private Report probeInTurn(ServerAddresses server, Invocation invocation)
      throws CannotCheckException, InterruptedException {
    AddressesInTurn turn = new AddressesInTurn(options, server.targets(), invocation);
    while (turn.hasNext()) {
      Target target = turn.next();
      try {
        turn.take(
            new AddressProbe(options, target, server.source(), invocation, turn.share()).run());
      } catch (CannotCheckException e) {
        turn.unasked(e);
      }
    }
    return turn.report();
  }

  /** Side by side, so that a silent address does not take the others' time. */
  private List<ProbeResult> probeAll(
      List<Target> targets, Optional<InetAddress> source, Invocation invocation)
      throws CannotCheckException, InterruptedException {
    options.refuseTooMany(targets);
    List<FutureTask<ProbeResult>> tasks = new ArrayList<>();
    for (Target target : targets) {
      Callable<ProbeResult> probe =
          () -> new AddressProbe(options, target, source, invocation, invocation.deadline()).run();
      FutureTask<ProbeResult> task = new FutureTask<>(probe);
      Thread thread = new Thread(task, "probe of " + target.shown());
      thread.setDaemon(true);
      thread.start();
      tasks.add(task);
    }
    return results(tasks);
  }

  /** Waits for every probe, also when one fails: the others still have to take their leave. */
  private static List<ProbeResult> results(List<FutureTask<ProbeResult>> tasks)
      throws CannotCheckException, InterruptedException {
    List<ProbeResult> results = new ArrayList<>();
    Optional<Throwable> failure = Optional.empty();
    for (FutureTask<ProbeResult> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        failure = failure.or(() -> Optional.of(e.getCause()));
      }
    }
    if (failure.isPresent()) {
      rethrow(failure.get());
    }
    return results;
  }

  private static void rethrow(Throwable failure) throws CannotCheckException, InterruptedException {
    if (failure instanceof CannotCheckException cause) {
      throw cause;
    }
    if (failure instanceof InterruptedException) {
      throw new InterruptedException();
    }
    throw new IllegalStateException(failure);
  }
}
