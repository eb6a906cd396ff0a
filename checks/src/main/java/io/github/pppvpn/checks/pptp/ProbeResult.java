package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What probing one address gave.
 *
 * @param target the address
 * @param failure why its control channel counts as down; empty if it answered
 * @param connectNanos from the start of the connect to the connection
 * @param totalNanos from the start of the connect to the whole reply; with {@code --connect-only}
 *     to the connection
 * @param handshakeNanos from the request to the whole reply
 * @param echoNanos from the Echo-Request to its reply
 * @param reply the reply, whatever it says
 * @param farewell how the connection ended
 * @param wire the exchange as hex
 */
record ProbeResult(
    Target target,
    Optional<Failure> failure,
    OptionalLong connectNanos,
    OptionalLong totalNanos,
    OptionalLong handshakeNanos,
    OptionalLong echoNanos,
    Optional<StartControlConnectionReply> reply,
    String farewell,
    List<String> wire) {

  /** No connection. */
  static ProbeResult unconnected(Target target, Failure failure) {
    return new ProbeResult(
        target,
        Optional.of(failure),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  /** A connection and nothing more, as asked. */
  static ProbeResult connected(Target target, long connectNanos) {
    return new ProbeResult(
        target,
        Optional.empty(),
        OptionalLong.of(connectNanos),
        OptionalLong.of(connectNanos),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  boolean isConnected() {
    return connectNanos.isPresent();
  }

  /** Whether it failed because nobody waited any longer. */
  boolean isOutOfTime() {
    if (failure.isEmpty()) {
      return false;
    }
    Failure.Kind kind = failure.get().kind();
    return kind == Failure.Kind.NO_ANSWER_TO_CONNECT
        || kind == Failure.Kind.SILENT
        || kind == Failure.Kind.INCOMPLETE
        || kind == Failure.Kind.NO_ECHO;
  }
}
