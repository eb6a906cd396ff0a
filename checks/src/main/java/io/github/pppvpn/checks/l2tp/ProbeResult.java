package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ResultCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What probing one address gave.
 *
 * @param target the address
 * @param failure why it counts as down; empty if it answered as it should
 * @param replyNanos from the first SCCRQ to the SCCRP
 * @param establishNanos from the first SCCRQ to the established tunnel
 * @param helloNanos from the HELLO to its acknowledgment
 * @param requests how often the SCCRQ was sent
 * @param reply the SCCRP, whatever it says
 * @param refusal the result of the peer's StopCCN
 * @param farewell how the tunnel ended
 * @param wire the exchange as hex
 */
record ProbeResult(
    Target target,
    Optional<Failure> failure,
    OptionalLong replyNanos,
    OptionalLong establishNanos,
    OptionalLong helloNanos,
    int requests,
    Optional<ControlMessage> reply,
    Optional<ResultCode> refusal,
    String farewell,
    List<String> wire) {

  /** Nothing could be sent. */
  static ProbeResult unsent(Target target, Failure failure) {
    return new ProbeResult(
        target,
        Optional.of(failure),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  /** Whether nothing at all was heard from there. */
  boolean isSilent() {
    return failure.isPresent() && failure.get().kind() == Failure.Kind.SILENT;
  }

  /** Whether it failed because nobody waited any longer. */
  boolean isOutOfTime() {
    if (failure.isEmpty()) {
      return false;
    }
    Failure.Kind kind = failure.get().kind();
    return kind == Failure.Kind.SILENT
        || kind == Failure.Kind.NO_REPLY
        || kind == Failure.Kind.NOT_ESTABLISHED
        || kind == Failure.Kind.NO_HELLO;
  }

  /** Whether a server is there, well or not; else the host's next address may have it. */
  boolean isAnswered() {
    if (failure.isEmpty()) {
      return true;
    }
    return switch (failure.get().kind()) {
      case SILENT, PORT_UNREACHABLE, NO_ROUTE -> false;
      default -> true;
    };
  }
}
