package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Deadline;
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
  /** More addresses than this are no VPN server's; each costs a thread. */
  private static final int MAX_ADDRESSES = 64;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    ServerAddresses server =
        ServerAddresses.of(
            options.host(), options.port(), options.family(), options.source(), invocation);
    PptpReport report = new PptpReport(options);
    List<ProbeResult> results =
        options.allAddresses()
            ? probeAll(server.targets(), server.source(), invocation)
            : probeInTurn(server.targets(), server.source(), invocation, report);
    return report.build(results);
  }

  /** The first address that accepts a connection is the server. */
  private List<ProbeResult> probeInTurn(
      List<Target> targets, Optional<InetAddress> source, Invocation invocation, PptpReport report)
      throws CannotCheckException, InterruptedException {
    List<ProbeResult> unconnected = new ArrayList<>();
    Optional<CannotCheckException> unasked = Optional.empty();
    for (int i = 0; i < targets.size(); i++) {
      Deadline deadline = invocation.deadline();
      Deadline share = deadline.orWithin(deadline.remainingNanos() / (targets.size() - i));
      try {
        ProbeResult result =
            new AddressProbe(options, targets.get(i), source, invocation, share).run();
        if (result.isConnected()) {
          report.passedOver(unconnected);
          return List.of(result);
        }
        unconnected.add(result);
      } catch (CannotCheckException e) {
        unasked = unasked.or(() -> Optional.of(e));
        report.unasked(e.getMessage());
      }
    }
    if (unasked.isPresent() && unconnected.isEmpty()) {
      throw unasked.get();
    }
    return unconnected;
  }

  /** Side by side, so that a silent address does not take the others' time. */
  private List<ProbeResult> probeAll(
      List<Target> targets, Optional<InetAddress> source, Invocation invocation)
      throws CannotCheckException, InterruptedException {
    if (targets.size() > MAX_ADDRESSES) {
      throw new CannotCheckException(
          options.host()
              + " has "
              + targets.size()
              + " addresses; --all-addresses probes at most "
              + MAX_ADDRESSES);
    }
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
