package io.github.pppvpn.checks.control;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

/**
 * What a failed connect says: of the server, or of this host.
 *
 * <p>Java has no class for some of the kernel's answers, only their text, which is the C library's
 * in the C locale (the launchers see to that).
 */
public final class ConnectFailure {
  private ConnectFailure() {}

  /**
   * The failure that {@code e} stands for.
   *
   * @param waited how long the connect took, in words
   * @throws CannotCheckException if the connect failed on this host, which says nothing of the
   *     server
   */
  public static Failure of(IOException e, Target target, String waited)
      throws CannotCheckException {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof SocketTimeoutException || why.contains("timed out")) {
      return new Failure(
          Failure.Kind.NO_ANSWER_TO_CONNECT, "did not answer the connect within " + waited);
    }
    if (why.contains("Connection reset")) {
      return new Failure(Failure.Kind.RESET, "reset the connection while it was set up");
    }
    if (e instanceof ConnectException && why.contains("refused")) {
      return new Failure(Failure.Kind.REFUSED, "refused the connection");
    }
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
          "this host does not let us connect to " + target.shown() + ": " + why,
          "A rule of this host's own firewall or routing forbids it: see nft list ruleset, iptables"
              + " -S OUTPUT, and ip route get.");
    }
    throw new CannotCheckException("cannot connect to " + target.shown() + ": " + why);
  }
}
