package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.L2tpClientSettings.Authentication;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the sessions of a run, each with a tunnel id of its own: where two of the asked addresses
 * are the same xl2tpd's, it takes two tunnels of the same id for one that is asked for twice.
 */
final class TunnelSessions {
  private static final int CHALLENGE_BYTES = 16;
  private static final int HIGHEST_ID = 0xffff;

  private final boolean establish;
  private final Optional<SecretFile> secret;
  private final Randomness randomness;
  private final Set<Integer> used = new HashSet<>();

  TunnelSessions(boolean establish, Optional<SecretFile> secret, Randomness randomness) {
    this.establish = establish;
    this.secret = secret;
    this.randomness = randomness;
  }

  /**
   * A session that has not begun.
   *
   * @param wire what it writes to
   */
  TunnelSession next(Invocation invocation, WireLog wire) throws CannotCheckException {
    byte[] random;
    try {
      random = randomness.bytes(2 + (secret.isPresent() ? CHALLENGE_BYTES : 0));
    } catch (IOException e) {
      throw new CannotCheckException("there is no randomness on this host: " + e.getMessage());
    }
    Octets octets = Octets.of(random);
    Optional<Authentication> authentication =
        secret.isPresent()
            ? Optional.of(
                new Authentication(secret.get().secret(), octets.slice(2, 2 + CHALLENGE_BYTES)))
            : Optional.empty();
    return new TunnelSession(
        establish,
        unused(octets.at(0) << 8 | octets.at(1)),
        authentication,
        invocation.nanoTime(),
        wire);
  }

  private int unused(int random) {
    // 0 is no tunnel's.
    int id = Math.max(1, random);
    while (!used.add(id)) {
      id = id % HIGHEST_ID + 1;
    }
    return id;
  }
}
