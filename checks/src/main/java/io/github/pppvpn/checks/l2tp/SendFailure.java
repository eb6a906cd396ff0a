package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.net.NoRouteToHostException;

/**
 * What a datagram that could not be sent says: of the way to the server, or of this host.
 *
 * <p>Java has no class for some of the kernel's answers, only their text, which is the C library's
 * in the C locale (the launchers see to that).
 */
final class SendFailure {
  private SendFailure() {}

  /**
   * @throws CannotCheckException if the reason lies on this host, which says nothing of the server
   */
  static Failure of(IOException e, Target target) throws CannotCheckException {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof NoRouteToHostException
        || why.contains("unreachable")
        || why.contains("No route")
        || why.contains("Protocol not available")
        || why.contains("Network is down")
        || target.mayBeProhibitedOnTheWay(why)) {
      return new Failure(Failure.Kind.NO_ROUTE, "cannot be reached: " + why);
    }
    if (why.contains("not permitted") || why.contains("Permission denied")) {
      throw new CannotCheckException(
          "this host does not let us send to " + target.shown() + ": " + why,
          "It is a broadcast address, or a rule of this host's own firewall or routing forbids it: see"
              + " nft list ruleset, iptables -S OUTPUT, and ip route get.");
    }
    throw new CannotCheckException("cannot send to " + target.shown() + ": " + why);
  }
}
