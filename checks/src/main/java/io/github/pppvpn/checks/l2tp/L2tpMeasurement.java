package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.ServerAddresses;
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
    ServerAddresses server =
        ServerAddresses.of(
            options.host(), options.port(), options.family(), options.source(), invocation);
    return ask(server.targets(), server.source(), secret, invocation);
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
}
