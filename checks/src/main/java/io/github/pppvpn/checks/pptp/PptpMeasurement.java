package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.Resolver;
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
    if (!Target.isAddress(options.host()) && !invocation.deadline().hasPassed()) {
      invocation.phase().accept("resolving the name " + shownHost(invocation));
    }
    Optional<InetAddress> source =
        options.source().isEmpty()
            ? Optional.empty()
            : Optional.of(Resolver.source(options.source()));
    List<Target> targets = targets(source, invocation);
    if (invocation.deadline().hasPassed()) {
      awaitEnd(invocation);
    }
    PptpReport report = new PptpReport(options);
    List<ProbeResult> results =
        options.allAddresses()
            ? probeAll(targets, source, invocation)
            : probeInTurn(targets, source, invocation, report);
    return report.build(results);
  }

  /**
   * The name service, or the start of this process, took all the time: that is the run not
   * finishing. The server has not been asked anything, so nothing may be said of it.
   */
  private static void awaitEnd(Invocation invocation) throws InterruptedException {
    while (!invocation.cancelled().getAsBoolean()) {
      Thread.sleep(10);
    }
    throw new InterruptedException();
  }

  private String shownHost(Invocation invocation) {
    return Target.shownHost(options.host(), invocation.privacy());
  }

  private List<Target> targets(Optional<InetAddress> source, Invocation invocation)
      throws CannotCheckException {
    List<Target> targets = new ArrayList<>();
    String host = shownHost(invocation);
    for (InetAddress address : Resolver.addresses(options.host(), host, options.family())) {
      if (source.isEmpty() || Family.of(source.get()) == Family.of(address)) {
        targets.add(Target.of(options.host(), address, options.port(), invocation.privacy()));
      }
    }
    if (targets.isEmpty()) {
      throw new CannotCheckException(
          host + " has no address that can be reached from " + options.source(),
          "Its addresses are of the other family.");
    }
    return targets;
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
