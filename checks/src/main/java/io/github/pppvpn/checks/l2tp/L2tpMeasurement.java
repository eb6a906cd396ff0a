package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.Resolver;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the host and asks its addresses in turn, until one answers. */
record L2tpMeasurement(L2tpOptions options, Randomness randomness) implements Check.Measurement {
  private static final int CHALLENGE_BYTES = 16;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    Optional<SecretFile> secret = secret(invocation);
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
    return ask(targets, source, secret, invocation);
  }

  /** The first address that answers is the server. */
  private Report ask(
      List<Target> targets,
      Optional<InetAddress> source,
      Optional<SecretFile> secret,
      Invocation invocation)
      throws CannotCheckException, InterruptedException {
    L2tpReport report = new L2tpReport(options, secret);
    List<ProbeResult> results = new ArrayList<>();
    Optional<CannotCheckException> unasked = Optional.empty();
    for (int i = 0; i < targets.size(); i++) {
      Deadline deadline = invocation.deadline();
      Deadline share = deadline.orWithin(deadline.remainingNanos() / (targets.size() - i));
      WireLog wire = new WireLog(invocation.verbosity() >= 3);
      TunnelSession session = session(secret, invocation, wire);
      try {
        ProbeResult result =
            new AddressProbe(options, targets.get(i), source, invocation, share).run(session, wire);
        results.add(result);
        if (result.isAnswered()) {
          break;
        }
      } catch (CannotCheckException e) {
        unasked = unasked.or(() -> Optional.of(e));
        report.unasked(e.getMessage());
      }
    }
    if (results.isEmpty()) {
      throw unasked.orElseThrow();
    }
    return report.build(results);
  }

  private Optional<SecretFile> secret(Invocation invocation) throws CannotCheckException {
    if (options.secretFile().isEmpty()) {
      return Optional.empty();
    }
    invocation.phase().accept("reading the secret file " + options.secretFile());
    return Optional.of(SecretFile.read(options.secretFile()));
  }

  private TunnelSession session(Optional<SecretFile> secret, Invocation invocation, WireLog wire)
      throws CannotCheckException {
    byte[] random;
    try {
      random = randomness.bytes(2 + (secret.isPresent() ? CHALLENGE_BYTES : 0));
    } catch (IOException e) {
      throw new CannotCheckException("there is no randomness on this host: " + e.getMessage());
    }
    Octets octets = Octets.of(random);
    int tunnelId = octets.at(0) << 8 | octets.at(1);
    Optional<Authentication> authentication =
        secret.isPresent()
            ? Optional.of(
                new Authentication(secret.get().secret(), octets.slice(2, 2 + CHALLENGE_BYTES)))
            : Optional.empty();
    return new TunnelSession(
        options.establish(),
        // 0 is no tunnel's.
        Math.max(1, tunnelId),
        authentication,
        invocation.nanoTime(),
        wire);
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
}
